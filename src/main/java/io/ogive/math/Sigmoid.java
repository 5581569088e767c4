package io.ogive.math;

/** Placeholder to be replaced by own polynomials. */
public final class Sigmoid {
  private Sigmoid() {}

  public static double exp(double z) {
    return StrictMath.exp(z);
  }

  public static double sigmoid(double z) {
    return 1 / (1 + StrictMath.exp(-z));
  }

  public static double softplus(double z) {
    return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
  }
}
