package io.ogive.objective;

/**
 * The curvature of the loss by the logits of each row: weight * (diag(p) - p p'), or weight * p (1
 * - p) for one logit.
 */
final class LogisticSpread {
  private final double[][] probability;
  private final double[] weights;
  private final double[][] diagonal;

  private LogisticSpread(double[][] probability, double[] weights, double[][] diagonal) {
    this.probability = probability;
    this.weights = weights;
    this.diagonal = diagonal;
  }

  /** From logits, one array a logit; these arrays are overwritten. */
  static LogisticSpread of(double[][] logits, double[] labels, double[] weights) {
    return of(LogisticRows.of(logits, labels), labels, weights);
  }

  /** Of rows at a point. */
  static LogisticSpread of(LogisticRows rows, double[] labels, double[] weights) {
    double[][] residual = rows.residual();
    if (residual.length == 1) {
      return new LogisticSpread(residual, weights, new double[][] {rows.curvature(weights)});
    }
    double[][] probability = new double[residual.length][labels.length];
    double[][] diagonal = new double[residual.length][labels.length];
    for (int k = 0; k < residual.length; k++) {
      for (int i = 0; i < labels.length; i++) {
        boolean right = k == (int) labels[i];
        double r = residual[k][i];
        double p = right ? rows.probability()[i] : r;
        probability[k][i] = p;
        diagonal[k][i] = weights[i] * (p * (right ? -r : 1 - r));
      }
    }
    return new LogisticSpread(probability, weights, diagonal);
  }

  int logits() {
    return diagonal.length;
  }

  /** Its element between two logits, by row. */
  double[] between(int k, int l) {
    if (k == l) {
      return diagonal[k];
    }
    double[] slope = new double[weights.length];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = -weights[i] * (probability[k][i] * probability[l][i]);
    }
    return slope;
  }

  /** Its diagonal, one array a logit. */
  double[][] diagonal() {
    return diagonal;
  }

  /** Its product with a vector a row, one array a logit, in place. */
  void multiply(double[][] u) {
    if (u.length == 1) {
      for (int i = 0; i < u[0].length; i++) {
        u[0][i] *= diagonal[0][i];
      }
      return;
    }
    for (int i = 0; i < weights.length; i++) {
      double mean = 0;
      for (int k = 0; k < u.length; k++) {
        mean = Math.fma(probability[k][i], u[k][i], mean);
      }
      for (int k = 0; k < u.length; k++) {
        u[k][i] = weights[i] * (probability[k][i] * (u[k][i] - mean));
      }
    }
  }
}
