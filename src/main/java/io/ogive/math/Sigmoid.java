package io.ogive.math;

/**
 * The sigmoid and its family from add, multiply, divide and fma alone, so that every machine gives
 * the same bits.
 *
 * <p>Symbols: e = exp(-|z|) in [0, 1].
 *
 * <ul>
 *   <li>exp(z) = 2^n exp(r) with n = round(z / ln 2), r = z - n ln 2 taken in two pieces of ln 2
 *       (Cody and Waite, "Software Manual for the Elementary Functions", 1980, chapter 6), exp(r) =
 *       1 + r + r^2 E(r). Adding 1.5 * 2^52 rounds to an integer and leaves it in the low bits; 2^n
 *       is applied in two halves, so that overflow and subnormal results round once.
 *   <li>sigmoid(z) = 1 / (1 + e) for z &gt;= 0 and e / (1 + e) below, so that neither tail cancels.
 *   <li>softplus(z) = max(z, 0) + log(1 + e), log(1 + e) = 2 atanh(u / 2) = u + u w L(w) with u =
 *       2e / (2 + e), w = u^2 (Abramowitz and Stegun 4.1.27).
 * </ul>
 *
 * <p>E and L are minimax polynomials of relative error 3.6e-18 and 1.3e-18, made by Remez' exchange
 * in 60 digits. The quotients of the sigmoid and of u are mended by what their rounding left. NaN
 * gives NaN. The largest errors met in 400,000 arguments are 1.03 ulp for exp, 1.47 for the sigmoid
 * and 1.47 for softplus; {@code SigmoidTest} keeps them.
 */
public final class Sigmoid {
  static final double LOG2_E = 0x1.71547652b82fep+0;

  /** The leading 32 bits of ln 2: its product with n is exact. */
  static final double LN2_HIGH = 0x1.62e42feep-1;

  static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  /** Adding this rounds to an integer. */
  static final double ROUND = 0x1.8p52;

  /** Adding this rounds to an integer, and leaves its biased exponent in the lowest 11 bits. */
  static final double ROUND_BIASED = 0x1.8p52 + 1023;

  static final int EXPONENT_SHIFT = 52;

  /** exp is 0 from here down. */
  static final double LOWEST = -746;

  /** exp overflows from here up. */
  static final double HIGHEST = 710;

  static final double E0 = 0x1.000000000000ap-1;
  static final double E1 = 0x1.55555555554fap-3;
  static final double E2 = 0x1.555555555087cp-5;
  static final double E3 = 0x1.1111111127be6p-7;
  static final double E4 = 0x1.6c16c1842a14dp-10;
  static final double E5 = 0x1.a01a012a57503p-13;
  static final double E6 = 0x1.a0199a0c5ed4bp-16;
  static final double E7 = 0x1.71df2553381e2p-19;
  static final double E8 = 0x1.28ad72d44231ap-22;
  static final double E9 = 0x1.ad7f6d491355cp-26;

  static final double L0 = 0x1.5555555555535p-4;
  static final double L1 = 0x1.99999999a06dcp-7;
  static final double L2 = 0x1.249249209030bp-9;
  static final double L3 = 0x1.c71c741a7a502p-12;
  static final double L4 = 0x1.745cb448ff8fcp-14;
  static final double L5 = 0x1.3b1dd51f4f44ep-16;
  static final double L6 = 0x1.10681b23ad8e2p-18;
  static final double L7 = 0x1.efd2cf70f0a41p-21;
  static final double L8 = 0x1.55c9adb4d5d6cp-23;
  static final double L9 = 0x1.5c6189313de26p-24;

  private Sigmoid() {}

  /** e^z: exactly 1 at 0, infinite above 709.78, 0 below -745.13. */
  public static double exp(double z) {
    double x = Math.min(Math.max(z, LOWEST), HIGHEST);
    double n = Math.fma(x, LOG2_E, ROUND) - ROUND;
    double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    double q = Math.fma(r, E9, E8);
    q = Math.fma(r, q, E7);
    q = Math.fma(r, q, E6);
    q = Math.fma(r, q, E5);
    q = Math.fma(r, q, E4);
    q = Math.fma(r, q, E3);
    q = Math.fma(r, q, E2);
    q = Math.fma(r, q, E1);
    q = Math.fma(r, q, E0);
    double p = 1 + Math.fma(r * r, q, r);
    double half = Math.fma(n, 0.5, ROUND_BIASED);
    double rest = (n - (half - ROUND_BIASED)) + ROUND_BIASED;
    return p * power(half) * power(rest);
  }

  /** 2^k of {@code ROUND_BIASED + k}: its low bits are moved to where a double has its exponent. */
  private static double power(double biased) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(biased) << EXPONENT_SHIFT);
  }

  /** 1 / (1 + e^-z), accurate relative to itself however small it is. */
  public static double sigmoid(double z) {
    return sigmoid(z, exp(-Math.abs(z)));
  }

  /** The sigmoid from e = exp(-|z|). */
  static double sigmoid(double z, double e) {
    double h = Math.copySign(0.5, z);
    double part = Math.fma(0.5 - h, e, 0.5 + h);
    double d = 1 + e;
    double v = 1 / d;
    double q = part * v;
    // What the roundings of d and q left behind.
    double rest = Math.fma(-q, (1 - d) + e, Math.fma(-q, d, part));
    return Math.fma(rest, v, q);
  }

  /** log(1 + e^z), accurate relative to itself however small it is; no overflow. */
  public static double softplus(double z) {
    return softplus(z, exp(-Math.abs(z)));
  }

  /** Softplus from e = exp(-|z|). */
  static double softplus(double z, double e) {
    double d = Math.fma(e, 0.5, 1);
    double v = 1 / d;
    double u = e * v;
    // What the roundings of d and u left behind.
    double rest = Math.fma(-u, Math.fma(e, 0.5, 1 - d), Math.fma(-u, d, e));
    double w = u * u;
    double q = Math.fma(w, L9, L8);
    q = Math.fma(w, q, L7);
    q = Math.fma(w, q, L6);
    q = Math.fma(w, q, L5);
    q = Math.fma(w, q, L4);
    q = Math.fma(w, q, L3);
    q = Math.fma(w, q, L2);
    q = Math.fma(w, q, L1);
    q = Math.fma(w, q, L0);
    return Math.max(z, 0) + (u + Math.fma(u * w, q, rest * v));
  }

  /** The natural logarithm, fdlibm's, for the loss of a softmax. */
  public static double log(double x) {
    return StrictMath.log(x);
  }
}
