package io.ogive.bench;

import java.util.SplittableRandom;

/**
 * Seeded rows of standard normal columns, with labels drawn from a logistic model; a row is a
 * function of its number alone.
 *
 * @param correlation of neighbouring columns; of columns i and j it is its power {@code |i - j|}
 */
record DenseRows(long size, int columns, double correlation) implements Rows {
  private static final long SEED = 20260101;
  private static final int[] DENSE = {};
  private static final double INTERCEPT = 0.5;

  /** The deviation of a row's logit. */
  private static final double SPREAD = 2;

  @Override
  public int classes() {
    return 2;
  }

  @Override
  public void read(long from, long to, Sink sink) throws java.io.IOException {
    double[] truth = truth();
    double[] values = new double[columns];
    double rest = Math.sqrt(1 - correlation * correlation);
    for (long i = from; i < to; i++) {
      SplittableRandom random = new SplittableRandom(SEED + (i + 1) * 0x9E3779B97F4A7C15L);
      double z = INTERCEPT;
      for (int j = 0; j < columns; j++) {
        double own = random.nextGaussian();
        values[j] = j == 0 ? own : correlation * values[j - 1] + rest * own;
        z += truth[j] * values[j];
      }
      sink.row(random.nextDouble() < 1 / (1 + Math.exp(-z)) ? 1 : 0, DENSE, values);
    }
  }

  private double[] truth() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] truth = new double[columns];
    for (int j = 0; j < columns; j++) {
      truth[j] = SPREAD / Math.sqrt(columns) * random.nextGaussian();
    }
    return truth;
  }
}
