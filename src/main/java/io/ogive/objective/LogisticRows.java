package io.ogive.objective;

import io.ogive.math.Kernels;
import io.ogive.math.Sigmoid;
import java.util.Arrays;

/**
 * The rows of one block, from logits to loss and residual.
 *
 * <p>With one logit z and label y in {0, 1} the margin is m = (2y - 1) z; with K logits it is m =
 * z_y - log sum over k != y of exp(z_k). Either way
 *
 * <pre>
 * p_y = sigma(m),   loss = -log p_y = softplus(-m),   residual = p - y
 * </pre>
 *
 * <p>The residual is written with sigma(-m), so that it keeps its digits where a row is fitted, and
 * so that exchanging the labels changes nothing but signs.
 *
 * @param margin m
 * @param probability p_y
 * @param loss -log p_y
 * @param residual p - y, one array a logit
 */
record LogisticRows(double[] margin, double[] probability, double[] loss, double[][] residual) {

  private static final int ARRAYS = 5;

  /** Room for the rows of a block. */
  static RowArrays room() {
    return new RowArrays(ARRAYS);
  }

  /** From logits, one array a logit; these arrays are overwritten. */
  static LogisticRows of(double[][] logits, double[] labels) {
    return of(logits, labels, room());
  }

  /** The same in room that these rows keep until the next ones are made there. */
  static LogisticRows of(double[][] logits, double[] labels, RowArrays room) {
    return logits.length == 1 ? binary(logits[0], labels, room) : softmax(logits, labels, room);
  }

  private static LogisticRows binary(double[] z, double[] labels, RowArrays room) {
    int n = labels.length;
    double[] margin = room.get(0, n);
    for (int i = 0; i < n; i++) {
      margin[i] = (2 * labels[i] - 1) * z[i];
    }
    double[] probability = room.get(1, n);
    double[] loss = room.get(2, n);
    Kernels.best().logistic(margin, probability, z, loss, n);
    for (int i = 0; i < n; i++) {
      z[i] *= 1 - 2 * labels[i];
    }
    return new LogisticRows(margin, probability, loss, new double[][] {z});
  }

  private static LogisticRows softmax(double[][] z, double[] labels, RowArrays room) {
    int n = labels.length;
    double[] margin = room.get(0, n);
    double[] others = room.get(3, n);
    Arrays.fill(others, 0.0);
    for (int i = 0; i < n; i++) {
      int y = (int) labels[i];
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < z.length; k++) {
        largest = k == y ? largest : Math.max(largest, z[k][i]);
      }
      margin[i] = z[y][i] - largest;
      for (int k = 0; k < z.length; k++) {
        z[k][i] = k == y ? Double.NEGATIVE_INFINITY : z[k][i] - largest;
      }
    }
    Kernels kernels = Kernels.best();
    for (double[] logit : z) {
      kernels.exp(logit, logit, n);
      for (int i = 0; i < n; i++) {
        others[i] += logit[i];
      }
    }
    for (int i = 0; i < n; i++) {
      margin[i] -= Sigmoid.log(others[i]);
    }
    double[] probability = room.get(1, n);
    double[] loss = room.get(2, n);
    double[] wrong = room.get(4, n);
    kernels.logistic(margin, probability, wrong, loss, n);
    for (int k = 0; k < z.length; k++) {
      for (int i = 0; i < n; i++) {
        z[k][i] = k == (int) labels[i] ? -wrong[i] : z[k][i] / others[i] * wrong[i];
      }
    }
    return new LogisticRows(margin, probability, loss, z);
  }

  /** The sum over rows of weight times loss, in the order of {@link Kernels#dot}. */
  double weightedLoss(double[] weights) {
    return Kernels.best().dot(weights, loss, loss.length);
  }

  /** Weight times sigma'(z), the curvature of the loss of a row with one logit. */
  double[] curvature(double[] weights) {
    double[] slope = new double[loss.length];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = weights[i] * (probability[i] * Math.abs(residual[0][i]));
    }
    return slope;
  }
}
