package io.ogive.math;

/**
 * The sigmoid in float32 from add, multiply, divide and fma alone, so that every machine gives the
 * same bits; formulas and sources are those of {@link Sigmoid}.
 *
 * <p>The polynomial is that of Cephes' {@code expf} (Moshier 1989). From -87 down the sigmoid stays
 * at exp(-87), 1.6e-38, above the subnormal numbers. The largest error met in a million arguments
 * above that is 2.3 ulp; {@code FloatTwinsTest} keeps it.
 */
public final class FloatSigmoid {
  static final float LOG2_E = 0x1.715476p+0f;

  /** The leading 15 bits of ln 2: its product with n is exact. */
  static final float LN2_HIGH = 0x1.62e4p-1f;

  static final float LN2_LOW = 0x1.7f7d1cp-20f;

  /** Adding this rounds to an integer, and leaves its biased exponent in the lowest bits. */
  static final float ROUND_BIASED = 0x1.8p23f + 127;

  static final int EXPONENT_SHIFT = 23;

  /** The exponential of a smaller number is that of this. */
  static final float LOWEST = -87;

  static final float E0 = 0x1p-1f;
  static final float E1 = 0x1.555554p-3f;
  static final float E2 = 0x1.555382p-5f;
  static final float E3 = 0x1.11121p-7f;
  static final float E4 = 0x1.6e879cp-10f;
  static final float E5 = 0x1.a0d2cep-13f;

  private FloatSigmoid() {}

  /** 1 / (1 + e^-z); NaN gives NaN. */
  public static float sigmoid(float z) {
    float x = Math.max(-Math.abs(z), LOWEST);
    float biased = Math.fma(x, LOG2_E, ROUND_BIASED);
    float n = biased - ROUND_BIASED;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    float q = Math.fma(r, E5, E4);
    q = Math.fma(r, q, E3);
    q = Math.fma(r, q, E2);
    q = Math.fma(r, q, E1);
    q = Math.fma(r, q, E0);
    float power = Float.intBitsToFloat(Float.floatToRawIntBits(biased) << EXPONENT_SHIFT);
    float e = (1 + Math.fma(r * r, q, r)) * power;
    float h = Math.copySign(0.5f, z);
    return Math.fma(0.5f - h, e, 0.5f + h) / (1 + e);
  }
}
