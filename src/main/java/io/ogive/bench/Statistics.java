package io.ogive.bench;

import java.util.Arrays;

/** Statistics of timings. */
final class Statistics {
  private Statistics() {}

  static double median(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values have no median");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * An upper confidence bound of the median, one-sided, without a word on the distribution: the
   * smallest order statistic that is under the median with probability of at most {@code 1 -
   * confidence} (the sign test's). The largest value where there are too few for that.
   */
  static double upperBoundOfMedian(double confidence, double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
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
    return sorted[n - 1];
  }
}
