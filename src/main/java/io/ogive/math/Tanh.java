package io.ogive.math;

/**
 * The hyperbolic tangent from add, multiply, divide and fma alone, by the polynomial of {@link
 * Sigmoid#exp}.
 *
 * <p>With m = exp(2|z|) - 1 = 2^n (exp(r) - 1) + (2^n - 1), which does not cancel near 0, tanh|z| =
 * m / (m + 2). It is within 4 ulp of {@link StrictMath#tanh} in 400,000 arguments; {@code TanhTest}
 * keeps it.
 */
public final class Tanh {
  /** tanh is 1 from here up. */
  private static final double HIGHEST = 20;

  private Tanh() {}

  /** tanh(z), accurate relative to itself however small it is; NaN gives NaN. */
  public static double tanh(double z) {
    double x = 2 * Math.min(Math.abs(z), HIGHEST);
    double n = Math.fma(x, Sigmoid.LOG2_E, Sigmoid.ROUND) - Sigmoid.ROUND;
    double r = Math.fma(n, -Sigmoid.LN2_LOW, Math.fma(n, -Sigmoid.LN2_HIGH, x));
    double q = Math.fma(r, Sigmoid.E9, Sigmoid.E8);
    q = Math.fma(r, q, Sigmoid.E7);
    q = Math.fma(r, q, Sigmoid.E6);
    q = Math.fma(r, q, Sigmoid.E5);
    q = Math.fma(r, q, Sigmoid.E4);
    q = Math.fma(r, q, Sigmoid.E3);
    q = Math.fma(r, q, Sigmoid.E2);
    q = Math.fma(r, q, Sigmoid.E1);
    q = Math.fma(r, q, Sigmoid.E0);
    double power = Double.longBitsToDouble(((long) n + 1023) << Sigmoid.EXPONENT_SHIFT);
    double m = Math.fma(power, Math.fma(r * r, q, r), power - 1);
    return Math.copySign(m / (m + 2), z);
  }
}
