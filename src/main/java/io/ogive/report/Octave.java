package io.ogive.report;

/** Shares as halvings: 1 is 0 octaves, a half 1, a quarter 2. */
final class Octave {
  /** What 0 counts as. */
  static final double MOST = 31;

  private static final double LN_2 = StrictMath.log(2);

  private Octave() {}

  /** -log2 of a share. */
  static double of(double share) {
    return Double.isNaN(share)
        ? Double.NaN
        : Math.max(0, Math.min(MOST, -StrictMath.log(share) / LN_2));
  }

  /** A mean of -ln p as halvings of p. */
  static double ofNats(double nats) {
    return Double.isNaN(nats) ? Double.NaN : Math.max(0, Math.min(MOST, nats / LN_2));
  }

  /** Where 4 sigma'(z) falls to 2^-k, z at least 0. */
  static double edge(int k) {
    double h = StrictMath.exp(k * LN_2 / 2);
    return 2 * StrictMath.log(h + Math.sqrt(Math.max(0, h * h - 1)));
  }
}
