package io.ogive.math;

import java.io.Serializable;
import java.util.Objects;

/**
 * A vector of sums that are exact, so that no order or grouping of the addends can change a bit.
 *
 * <p>Each sum is a 128-bit integer in units of 2^-{@code fractionBits}. An addend is rounded to a
 * multiple of the unit once, when it is added; from there on all is integer arithmetic. Nothing
 * wraps: the magnitudes added, rounded up, are counted (a sum that only grows, and so does not
 * depend on order either), and when they could leave the range, or an addend is not finite, {@link
 * NotRepresentableException} is thrown and the sums stay as they were.
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

  /** Fewer sums than this take little room even where most of them are 0. */
  private static final int WIDE_LENGTH = 1 << 16;

  private final int fractionBits;
  private final SumWords words;
  private long magnitude;

  /** Sums of nothing. */
  public ExactSums(int length, int fractionBits) {
    this(SumWords.dense(length), fractionBits);
  }

  private ExactSums(SumWords words, int fractionBits) {
    if (fractionBits < 64 || fractionBits > 100) {
      throw new IllegalArgumentException("fractionBits must be in 64 .. 100, was " + fractionBits);
    }
    this.fractionBits = fractionBits;
    this.words = words;
  }

  /**
   * Sums of nothing that, where they are many, take room only for those that something is added to,
   * until that is a good part of them: the same sums for what touches few of very many.
   */
  public static ExactSums sparse(int length, int fractionBits) {
    return new ExactSums(
        length < WIDE_LENGTH ? SumWords.dense(length) : SumWords.sparse(length), fractionBits);
  }

  public int length() {
    return words.length();
  }

  /** Makes ready for that many sums to be added to; it is a matter of time and room alone. */
  public void expect(int sums) {
    words.expect(sums);
  }

  /** Adds {@code values[i]}, rounded down, to sum i for all i. */
  public void add(double[] values) {
    if (values.length != length()) {
      throw new IllegalArgumentException(
          "expected %d addends, got %d".formatted(length(), values.length));
    }
    add(0, values, values.length);
  }

  /** Adds {@code values[i]}, rounded down, to sum {@code first + i} for i below n. */
  public void add(int first, double[] values, int n) {
    countAll(first, values, n);
    words.expect(n);
    for (int i = 0; i < n; i++) {
      addExactly(first + i, values[i]);
    }
  }

  /**
   * The same rounded to the nearest unit, halves to even: unlike rounding down, that is odd in the
   * value. It takes less time, too.
   */
  public void addNearest(int first, double[] values, int n) {
    double largest = countAll(first, values, n);
    words.expect(n);
    if (!words.isSparse() && largest < NearestUnits.bound(fractionBits)) {
      words.addNearest(first, values, n, fractionBits);
      return;
    }
    for (int i = 0; i < n; i++) {
      addExactly(first + i, nearest(values[i]));
    }
  }

  /** Adds one value, rounded to the nearest unit, halves to even, to sum i. */
  public void addNearest(int i, double value) {
    if (!count(Math.abs(value))) {
      throw new NotRepresentableException(i, value);
    }
    addExactly(i, nearest(value));
  }

  private double nearest(double value) {
    return Math.rint(value * power(fractionBits)) * power(-fractionBits);
  }

  /** Counts the largest of the magnitudes, and returns it. */
  private double countAll(int first, double[] values, int n) {
    Objects.checkFromIndexSize(first, n, length());
    // Doubles without their sign are ordered as integers, NaN and the infinities last.
    long largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, Double.doubleToRawLongBits(values[i]) & MAGNITUDE);
    }
    if (!count(Double.longBitsToDouble(largest))) {
      for (int i = 0; i < n; i++) {
        if ((Double.doubleToRawLongBits(values[i]) & MAGNITUDE) == largest) {
          throw new NotRepresentableException(first + i, values[i]);
        }
      }
    }
    return Double.longBitsToDouble(largest);
  }

  /** Adds one value, rounded down, to sum i. */
  public void add(int i, double value) {
    if (!count(Math.abs(value))) {
      throw new NotRepresentableException(i, value);
    }
    addExactly(i, value);
  }

  /**
   * Adds an integer number of units of 2^-{@code unitBits}.
   *
   * @param unitBits at most 63, and at most the fraction bits of the sums
   */
  public void addUnits(int i, long units, int unitBits) {
    if (unitBits > Math.min(63, fractionBits)) {
      throw new IllegalArgumentException(
          "units of 2^-%d are too fine for sums of %d fraction bits"
              .formatted(unitBits, fractionBits));
    }
    if (!countWhole(Math.abs(units >> unitBits))) {
      throw new NotRepresentableException(i, units * power(-unitBits));
    }
    int shift = fractionBits - unitBits;
    words.add(i, shift == 0 ? units >> 63 : units >> (64 - shift), units << shift);
  }

  /** Counts a magnitude, unless it could leave the range or is no number. */
  private boolean count(double largest) {
    long limit = limit();
    return largest < limit && countWhole((long) largest);
  }

  /** The same of a magnitude rounded down. */
  private boolean countWhole(long largest) {
    long limit = limit();
    if (largest < 0 || largest >= limit || magnitude + 1 + largest >= limit) {
      return false;
    }
    magnitude += 1 + largest;
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
      words.add(i, signed >> 63, signed >> Math.min(-shift, 63));
    } else if (shift < 64) {
      words.add(i, signed >> (64 - shift), signed << shift);
    } else {
      words.add(i, signed << (shift - 64), 0);
    }
  }

  /** Adds all of {@code other} to this. */
  public ExactSums mergeWith(ExactSums other) {
    if (other.length() != length() || other.fractionBits != fractionBits) {
      throw new IllegalArgumentException(
          "cannot merge %d sums of %d fraction bits with %d of %d"
              .formatted(length(), fractionBits, other.length(), other.fractionBits));
    }
    if (magnitude + other.magnitude >= limit()) {
      int largest = other.largest();
      throw new NotRepresentableException(largest, other.value(largest));
    }
    magnitude += other.magnitude;
    words.mergeWith(other.words);
    return this;
  }

  private int largest() {
    int largest = 0;
    for (int i = 1; i < length(); i++) {
      largest = Math.abs(value(i)) > Math.abs(value(largest)) ? i : largest;
    }
    return largest;
  }

  /** Sum i, correctly rounded to double. */
  public double value(int i) {
    long high = words.high(i);
    long low = words.low(i);
    boolean negative = high < 0;
    long bottom = negative ? -low : low;
    long top = negative ? ~high + (low == 0 ? 1 : 0) : high;
    double size;
    if (top == 0 && bottom >= 0) {
      size = bottom * power(-fractionBits);
    } else {
      // The leading 63 bits, the last of them set if any bit below is, round as all 126 do.
      int shift = 65 - Long.numberOfLeadingZeros(top);
      long leading = (top << (64 - shift)) | (bottom >>> shift);
      long below = bottom << (64 - shift);
      size = (leading | (below != 0 ? 1 : 0)) * power(shift - fractionBits);
    }
    return negative ? -size : size;
  }

  /** 2^exponent, by which a number of that range is multiplied exactly. */
  private static double power(int exponent) {
    return Double.longBitsToDouble((1023L + exponent) << MANTISSA_BITS);
  }

  /** All sums, rounded to double. */
  public double[] values() {
    double[] values = new double[length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i);
    }
    return values;
  }
}
