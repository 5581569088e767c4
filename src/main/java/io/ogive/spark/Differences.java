package io.ogive.spark;

/** How far apart two vectors are. */
final class Differences {
  private Differences() {}

  /** The largest absolute difference of two elements; NaN where one is. */
  static double largest(double[] a, double[] b) {
    if (a.length != b.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
