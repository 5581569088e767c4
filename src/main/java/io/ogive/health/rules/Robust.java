package io.ogive.health.rules;

import java.util.Arrays;

/**
 * How far values lie from the others: z = (x - median) / (1.4826 MAD), MAD the median of |x -
 * median| (Iglewicz and Hoaglin 1993), which a few outliers cannot hide behind.
 */
final class Robust {
  private static final double NORMAL = 1.4826;

  private final double median;
  private final double deviation;

  private Robust(double median, double deviation) {
    this.median = median;
    this.deviation = deviation;
  }

  /** The yardstick of some values, at least one. */
  static Robust of(double[] values) {
    double median = median(values);
    double[] distances = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      distances[i] = Math.abs(values[i] - median);
    }
    return new Robust(median, NORMAL * median(distances));
  }

  /** The same, but no finer than a deviation that is to be expected anyway. */
  Robust atLeast(double least) {
    return new Robust(median, Math.max(deviation, least));
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
  }

  double median() {
    return median;
  }

  /** z; infinite where all others are the same. */
  double z(double value) {
    return value == median ? 0 : (value - median) / deviation;
  }
}
