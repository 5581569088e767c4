package io.ogive.report.chart;

/** The least and the largest of some values, of those that count; 0 to 1 of none. */
record Range(double low, double high) {
  /**
   * The range of all values.
   *
   * @param positive whether only values above 0 count
   */
  static Range of(Iterable<double[]> values, boolean positive) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] some : values) {
      for (double value : some) {
        if (Double.isFinite(value) && (!positive || value > 0)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    if (low > high) {
      return positive ? new Range(0.1, 1) : new Range(0, 1);
    }
    return new Range(low, high);
  }
}
