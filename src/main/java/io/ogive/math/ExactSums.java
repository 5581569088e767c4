package io.ogive.math;

import java.io.Serializable;

/**
 * A vector of sums that are exact, so that no order or grouping of the addends can change a bit.
 *
 * <p>Each sum is a 128-bit integer in units of 2^-{@code fractionBits}. An addend is rounded down
 * to a multiple of the unit once, when it is added; from there on all is integer arithmetic.
 * Nothing wraps: the magnitudes added, rounded up, are counted (a sum that only grows, and so does
 * not depend on order either), and when they could leave the range, or an addend is not finite,
 * {@link NotRepresentableException} is thrown.
 */
public final class ExactSums implements Serializable {
  /** Range 7e13 in magnitude, resolution 8e-25: for gradients, weights and moments. */
  public static final int FINE = 80;

  /** Range 4e18 in magnitude, resolution 5e-20: for sums of losses and statistics. */
  public static final int WIDE = 64;

  private static final double TWO_64 = 0x1p64;
  private static final double TWO_63 = 0x1p63;

  private final int fractionBits;
  private final long[] high;
  private final long[] low;
  private long magnitude;

  /** Sums of nothing. */
  public ExactSums(int length, int fractionBits) {
    if (fractionBits < 64 || fractionBits > 100) {
      throw new IllegalArgumentException("fractionBits must be in 64 .. 100, was " + fractionBits);
    }
    this.fractionBits = fractionBits;
    this.high = new long[length];
    this.low = new long[length];
  }

  public int length() {
    return high.length;
  }

  /** Adds {@code values[i]} to sum i for all i. */
  public void add(double[] values) {
    if (values.length != high.length) {
      throw new IllegalArgumentException(
          "expected %d addends, got %d".formatted(high.length, values.length));
    }
    double largest = 0;
    for (int i = 0; i < values.length; i++) {
      double size = Math.abs(values[i]);
      if (!(size <= Double.MAX_VALUE)) {
        throw new NotRepresentableException(i, values[i]);
      }
      largest = Math.max(largest, size);
    }
    count(largest, values);
    double scale = Math.scalb(1.0, fractionBits);
    for (int i = 0; i < values.length; i++) {
      addUnits(i, values[i] * scale);
    }
  }

  /** Adds one value to sum i. */
  public void add(int i, double value) {
    double size = Math.abs(value);
    if (!(size <= Double.MAX_VALUE)) {
      throw new NotRepresentableException(i, value);
    }
    count(size, value);
    addUnits(i, value * Math.scalb(1.0, fractionBits));
  }

  private void count(double largest, double... values) {
    long limit = 1L << (126 - fractionBits);
    if (largest >= limit || (magnitude += 1 + (long) largest) >= limit) {
      int worst = 0;
      for (int i = 0; i < values.length; i++) {
        worst = Math.abs(values[i]) > Math.abs(values[worst]) ? i : worst;
      }
      throw new NotRepresentableException(worst, values[worst]);
    }
  }

  private void addUnits(int i, double units) {
    long top = (long) Math.floor(units / TWO_64);
    double rest = units - top * TWO_64;
    long bottom = rest < TWO_63 ? (long) rest : (long) (rest - TWO_63) + Long.MIN_VALUE;
    addWords(i, top, bottom);
  }

  private void addWords(int i, long top, long bottom) {
    long sum = low[i] + bottom;
    high[i] += top + (Long.compareUnsigned(sum, bottom) < 0 ? 1 : 0);
    low[i] = sum;
  }

  /** Adds all of {@code other} to this. */
  public ExactSums mergeWith(ExactSums other) {
    if (other.high.length != high.length || other.fractionBits != fractionBits) {
      throw new IllegalArgumentException(
          "cannot merge %d sums of %d fraction bits with %d of %d"
              .formatted(high.length, fractionBits, other.high.length, other.fractionBits));
    }
    magnitude += other.magnitude;
    if (magnitude >= 1L << (126 - fractionBits)) {
      throw new NotRepresentableException(0, value(0));
    }
    for (int i = 0; i < high.length; i++) {
      addWords(i, other.high[i], other.low[i]);
    }
    return this;
  }

  /** Sum i, rounded to double. */
  public double value(int i) {
    boolean negative = high[i] < 0;
    long bottom = negative ? -low[i] : low[i];
    long top = negative ? ~high[i] + (low[i] == 0 ? 1 : 0) : high[i];
    double units = top * TWO_64 + unsigned(bottom);
    return Math.scalb(negative ? -units : units, -fractionBits);
  }

  private static double unsigned(long word) {
    return word >= 0 ? word : (word & Long.MAX_VALUE) + TWO_63;
  }

  /** All sums, rounded to double. */
  public double[] values() {
    double[] values = new double[high.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i);
    }
    return values;
  }
}
