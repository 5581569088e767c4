package io.ogive.math;

import java.io.Serializable;

/**
 * A vector of sums that are exact, so that no order or grouping of the addends can change a bit.
 *
 * <p>Each sum is a 128-bit integer in units of 2^-{@code fractionBits}. An addend is rounded down
 * to a multiple of the unit once, when it is added; from there on all is integer arithmetic.
 * Nothing wraps: the magnitudes added, rounded up, are counted (a sum that only grows, and so does
 * not depend on order either), and when they could leave the range, or an addend is not finite,
 * {@link NotRepresentableException} is thrown and the sums stay as they were.
 */
public final class ExactSums implements Serializable {
  /** Range 7e13 in magnitude, resolution 8e-25: for gradients, weights and moments. */
  public static final int FINE = 80;

  /** Range 4e18 in magnitude, resolution 5e-20: for sums of losses and statistics. */
  public static final int WIDE = 64;

  private static final long MAGNITUDE = Long.MAX_VALUE;
  private static final int MANTISSA_BITS = 52;
  private static final long IMPLICIT_BIT = 1L << MANTISSA_BITS;

  /** A double of exponent field e is its mantissa, taken as an integer, times 2^(e - this). */
  private static final int EXPONENT_BIAS = 1075;

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
    // Doubles without their sign are ordered as integers, NaN and the infinities last.
    long largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Double.doubleToRawLongBits(value) & MAGNITUDE);
    }
    if (!count(Double.longBitsToDouble(largest))) {
      for (int i = 0; i < values.length; i++) {
        if ((Double.doubleToRawLongBits(values[i]) & MAGNITUDE) == largest) {
          throw new NotRepresentableException(i, values[i]);
        }
      }
    }
    for (int i = 0; i < values.length; i++) {
      addExactly(i, values[i]);
    }
  }

  /** Adds one value to sum i. */
  public void add(int i, double value) {
    if (!count(Math.abs(value))) {
      throw new NotRepresentableException(i, value);
    }
    addExactly(i, value);
  }

  /** Counts a magnitude, unless it could leave the range or is no number. */
  private boolean count(double largest) {
    long limit = limit();
    if (!(largest < limit) || magnitude + 1 + (long) largest >= limit) {
      return false;
    }
    magnitude += 1 + (long) largest;
    return true;
  }

  /** A power of two that no sum can reach: a sum has at most 126 bits and a sign. */
  private long limit() {
    return 1L << (126 - fractionBits);
  }

  private void addExactly(int i, double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> MANTISSA_BITS) & 0x7FF;
    long mantissa = (bits & (IMPLICIT_BIT - 1)) | (exponent == 0 ? 0 : IMPLICIT_BIT);
    long signed = bits < 0 ? -mantissa : mantissa;
    // Shifting right by the sign rounds down, as the shift of a negative integer does.
    int shift = Math.max(exponent, 1) - EXPONENT_BIAS + fractionBits;
    if (shift <= 0) {
      addWords(i, signed >> 63, signed >> Math.min(-shift, 63));
    } else if (shift < 64) {
      addWords(i, signed >> (64 - shift), signed << shift);
    } else {
      addWords(i, signed << (shift - 64), 0);
    }
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
    if (magnitude + other.magnitude >= limit()) {
      int largest = other.largest();
      throw new NotRepresentableException(largest, other.value(largest));
    }
    magnitude += other.magnitude;
    for (int i = 0; i < high.length; i++) {
      addWords(i, other.high[i], other.low[i]);
    }
    return this;
  }

  private int largest() {
    int largest = 0;
    for (int i = 1; i < high.length; i++) {
      largest = Math.abs(value(i)) > Math.abs(value(largest)) ? i : largest;
    }
    return largest;
  }

  /** Sum i, correctly rounded to double. */
  public double value(int i) {
    boolean negative = high[i] < 0;
    long bottom = negative ? -low[i] : low[i];
    long top = negative ? ~high[i] + (low[i] == 0 ? 1 : 0) : high[i];
    double size;
    if (top == 0 && bottom >= 0) {
      size = Math.scalb((double) bottom, -fractionBits);
    } else {
      // The leading 63 bits, the last of them set if any bit below is, round as all 126 do.
      int shift = 65 - Long.numberOfLeadingZeros(top);
      long leading = (top << (64 - shift)) | (bottom >>> shift);
      long below = bottom << (64 - shift);
      size = Math.scalb((double) (leading | (below != 0 ? 1 : 0)), shift - fractionBits);
    }
    return negative ? -size : size;
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
