package io.ogive.math;

/**
 * Doubles rounded to the nearest unit and added to 128-bit integers that count it: the same few
 * steps for each, which follow neither its exponent nor its sign.
 *
 * <p>The sum of a small double and 1.5 * 2^52 * u has the last place u, so the double is in it as a
 * multiple of u, rounded halves to even, that the bits tell. So the multiple of u = 2^52 units is
 * found, then that of the unit in the rest, which is exact.
 */
final class NearestUnits {
  /** The places of a double under its first. */
  static final int PLACES = 52;

  /** What {@link #coarse} adds to a multiple of 2^52 units, so that it is not negative. */
  static final long BIAS = 1L << (PLACES - 1);

  private NearestUnits() {}

  /** The magnitude that addends have to stay below. */
  static double bound(int fractionBits) {
    return Math.scalb(1.0, 2 * PLACES - 1 - fractionBits);
  }

  /** To be added to a double, to find its multiple of 2^52 units. */
  static double coarse(int fractionBits) {
    return Math.scalb(1.5, 2 * PLACES - fractionBits);
  }

  /** To be added to the rest, to find its multiple of the unit. */
  static double fine(int fractionBits) {
    return Math.scalb(1.5, PLACES - fractionBits);
  }

  /** {@link Kernels#addNearest} of the elements {@code from .. n}. */
  static void add(
      double[] values, int from, int n, int fractionBits, long[] high, long[] low, int first) {
    double coarse = coarse(fractionBits);
    double fine = fine(fractionBits);
    long coarseBits = Double.doubleToRawLongBits(coarse) - BIAS;
    long fineBits = Double.doubleToRawLongBits(fine);
    for (int i = from; i < n; i++) {
      double large = values[i] + coarse;
      double small = values[i] - (large - coarse) + fine;
      long multiple = Double.doubleToRawLongBits(large) - coarseBits;
      long units = Double.doubleToRawLongBits(small) - fineBits;
      long top = ((multiple - (units >>> 63)) >>> (64 - PLACES)) - (BIAS >> (64 - PLACES));
      long bottom = (multiple << PLACES) + units;
      long before = low[first + i];
      long sum = before + bottom;
      low[first + i] = sum;
      high[first + i] += top + SumWords.carry(before, bottom, sum);
    }
  }
}
