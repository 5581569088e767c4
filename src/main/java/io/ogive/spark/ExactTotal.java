package io.ogive.spark;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * The sum of doubles of any size, not rounded at all.
 *
 * <p>It is an integer in units of 2^-1074, the smallest double, kept as 32-bit digits in longs; the
 * upper half of each long takes 2^30 additions before carries are moved on (a small
 * superaccumulator after Neal, arXiv:1505.05571).
 */
final class ExactTotal implements Serializable {
  private static final int DIGITS = 68;
  private static final int MOST_PENDING = 1 << 30;

  private final long[] digits = new long[DIGITS];
  private int pending;

  /** Adds a finite value. */
  void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7ff;
    long mantissa = (bits & ((1L << 52) - 1)) | (exponent == 0 ? 0 : 1L << 52);
    int position = Math.max(exponent, 1) - 1;
    int digit = position >>> 5;
    int within = position & 31;
    long low = mantissa << within;
    long high = within == 0 ? 0 : mantissa >>> (64 - within);
    long sign = bits < 0 ? -1 : 1;
    digits[digit] += sign * (low & 0xffffffffL);
    digits[digit + 1] += sign * (low >>> 32);
    digits[digit + 2] += sign * high;
    if (++pending >= MOST_PENDING) {
      carry();
    }
  }

  private void carry() {
    for (int i = 0; i + 1 < DIGITS; i++) {
      long over = digits[i] >> 32;
      digits[i] -= over << 32;
      digits[i + 1] += over;
    }
    pending = 1;
  }

  void mergeWith(ExactTotal other) {
    if ((long) pending + other.pending >= MOST_PENDING) {
      carry();
    }
    for (int i = 0; i < DIGITS; i++) {
      digits[i] += other.digits[i];
    }
    pending += other.pending;
  }

  /** The sum in units of 2^-1074. */
  BigInteger units() {
    BigInteger sum = BigInteger.ZERO;
    for (int i = DIGITS - 1; i >= 0; i--) {
      sum = sum.shiftLeft(32).add(BigInteger.valueOf(digits[i]));
    }
    return sum;
  }
}
