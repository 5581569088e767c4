package io.ogive.reference;

/** Batch normalisation of one unit over the rows of a batch, as a textbook has it. */
final class TextbookNorm {
  /** What is added to a variance before its root is taken. */
  private static final double EPSILON = 1e-5;

  private TextbookNorm() {}

  /** The mean of a, each row with its weight; 0 where none has any. */
  static double mean(double[] a, double[] w) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += w[i] * a[i];
    }
    double weight = weight(w);
    return weight == 0 ? 0 : sum / weight;
  }

  /** The mean of (a - mean)^2, likewise; 1 where no row has any weight. */
  static double variance(double[] a, double[] w, double mean) {
    double weight = weight(w);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += w[i] * (a[i] - mean) * (a[i] - mean);
    }
    return weight == 0 ? 1 : sum / weight;
  }

  /** a as a number of deviations from the mean. */
  static double normal(double a, double mean, double variance) {
    return (a - mean) / deviation(variance);
  }

  /**
   * The slopes of a loss by a, from those by (a - mean) / deviation: a row moves its own and, by
   * its share in mean and variance, those of all rows.
   */
  static double[] backward(
      double[] a, double[] w, double mean, double variance, double[] slopesByNormal) {
    double weight = weight(w);
    double deviation = deviation(variance);
    double[] slopes = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      double dMean = weight == 0 ? 0 : w[i] / weight;
      double dVariance = 2 * dMean * (a[i] - mean);
      for (int j = 0; j < a.length; j++) {
        double own = i == j ? 1 : 0;
        double slope =
            (own - dMean) / deviation
                - (a[j] - mean) * dVariance / (2 * deviation * deviation * deviation);
        slopes[i] += slopesByNormal[j] * slope;
      }
    }
    return slopes;
  }

  private static double deviation(double variance) {
    return Math.sqrt(variance + EPSILON);
  }

  private static double weight(double[] w) {
    double sum = 0;
    for (double of : w) {
      sum += of;
    }
    return sum;
  }
}
