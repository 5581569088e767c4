package io.ogive.bench;

import java.util.List;

/** Statistics of timings. */
final class Statistics {
  private Statistics() {}

  static double median(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values have no median");
    }
    double[] sorted = sorted(values);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * An upper confidence bound of the median, one-sided, without a word on the distribution: the
   * smallest order statistic that is under the median with a probability of at most {@code 1 -
   * confidence} (the sign test's). Infinite where there are too few values for that.
   */
  static double upperBoundOfMedian(double confidence, List<Double> values) {
    double[] sorted = sorted(values);
    int n = sorted.length;
    // The k-th smallest, from 1, is under the median when at least k of n fair coins show heads.
    double atLeast = 1;
    double exactly = Math.pow(0.5, n);
    for (int k = 1; k <= n; k++) {
      atLeast -= exactly;
      exactly *= (double) (n - k + 1) / k;
      if (atLeast <= 1 - confidence) {
        return sorted[k - 1];
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private static double[] sorted(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }
}
