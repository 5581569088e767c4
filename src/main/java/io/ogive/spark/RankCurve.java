package io.ogive.spark;

import java.util.Arrays;

/**
 * How well scores part two classes, every distinct score a threshold and every row of weight 1: the
 * areas under the curves of Spark MLlib's {@code BinaryClassificationMetrics}, from sorted arrays.
 *
 * @param auc under true over false positive rate, from (0, 0) to (1, 1), by trapezoids
 * @param aucPr under precision over recall, which begins at recall 0 with the first precision
 */
record RankCurve(double auc, double aucPr) {
  /**
   * The curves of some scores; the arrays are sorted.
   *
   * @param positives scores of the rows of class 1
   * @param negatives scores of the rows of class 0
   */
  static RankCurve of(double[] positives, double[] negatives) {
    Arrays.parallelSort(positives);
    Arrays.parallelSort(negatives);
    double auc = 0;
    double aucPr = 0;
    double lastFalse = 0;
    double lastTrue = 0;
    double lastPrecision = Double.NaN;
    int p = positives.length;
    int n = negatives.length;
    while (p > 0 || n > 0) {
      double score =
          n == 0 || (p > 0 && Double.compare(positives[p - 1], negatives[n - 1]) >= 0)
              ? positives[p - 1]
              : negatives[n - 1];
      p = below(positives, p, score);
      n = below(negatives, n, score);
      double truePositives = positives.length - p;
      double falsePositives = negatives.length - n;
      double trueRate = rate(truePositives, positives.length);
      double falseRate = rate(falsePositives, negatives.length);
      double precision = truePositives / (truePositives + falsePositives);
      lastPrecision = Double.isNaN(lastPrecision) ? precision : lastPrecision;
      auc += (falseRate - lastFalse) * (trueRate + lastTrue) / 2;
      aucPr += (trueRate - lastTrue) * (precision + lastPrecision) / 2;
      lastFalse = falseRate;
      lastTrue = trueRate;
      lastPrecision = precision;
    }
    auc += (1 - lastFalse) * (1 + lastTrue) / 2;
    return new RankCurve(auc, aucPr);
  }

  /** How many of the first {@code end} scores are below one that none of them is above. */
  private static int below(double[] sorted, int end, double score) {
    int at = end;
    while (at > 0 && Double.compare(sorted[at - 1], score) == 0) {
      at--;
    }
    return at;
  }

  private static double rate(double count, int of) {
    return of == 0 ? 0 : count / of;
  }
}
