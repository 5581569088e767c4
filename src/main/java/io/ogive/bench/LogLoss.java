package io.ogive.bench;

import java.io.IOException;
import java.util.List;

/**
 * What every peer minimises, in double, with no code of theirs or ours:
 *
 * <pre>mean log-loss + lambda / 2 * sum of w^2, intercepts free</pre>
 */
final class LogLoss {
  private LogLoss() {}

  /** The objective of each model, in one reading of the rows. */
  static double[] objectives(Rows rows, List<LinearModel> models, double lambda)
      throws IOException {
    double[] sums = new double[models.size()];
    double[] lost = new double[sums.length]; // Kahan: what the sums have rounded away
    rows.read(
        0,
        rows.size(),
        (label, indices, values) -> {
          for (int m = 0; m < sums.length; m++) {
            double loss = loss(models.get(m), label, indices, values) - lost[m];
            double sum = sums[m] + loss;
            lost[m] = sum - sums[m] - loss;
            sums[m] = sum;
          }
        });
    for (int m = 0; m < sums.length; m++) {
      sums[m] = sums[m] / rows.size() + lambda / 2 * squares(models.get(m));
    }
    return sums;
  }

  private static double loss(LinearModel model, int label, int[] indices, double[] values) {
    int logits = model.weights().length;
    if (logits == 1) {
      double z = logit(model, 0, indices, values);
      double towards = label == 1 ? -z : z;
      return Math.max(towards, 0) + Math.log1p(Math.exp(-Math.abs(towards)));
    }
    double[] z = new double[logits];
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logits; k++) {
      z[k] = logit(model, k, indices, values);
      largest = Math.max(largest, z[k]);
    }
    double exps = 0;
    for (double value : z) {
      exps += Math.exp(value - largest);
    }
    return Math.log(exps) + (largest - z[label]);
  }

  private static double logit(LinearModel model, int k, int[] indices, double[] values) {
    double[] w = model.weights()[k];
    double z = model.intercepts()[k];
    for (int j = 0; j < values.length; j++) {
      z += w[indices.length == 0 ? j : indices[j]] * values[j];
    }
    return z;
  }

  private static double squares(LinearModel model) {
    double sum = 0;
    for (double[] row : model.weights()) {
      for (double w : row) {
        sum += w * w;
      }
    }
    return sum;
  }
}
