package io.ogive.objective;

import io.ogive.health.OutputStats;
import io.ogive.health.SourceHealth;
import io.ogive.math.Kernels;

/**
 * A softmax over K logits z, p_k = exp(z_k) / sum of exp(z_j), for a label y that is a class.
 *
 * <p>The margin is m = z_y - log sum of exp(z_k) over k other than y, so that p_y = sigma(m).
 *
 * <pre>
 * cross-entropy   loss softplus(-m) = -log p_y          signal e_k = p_k - y_k
 * squared error   loss 1/2 sum of e_k^2                 signal p_k (e_k - sum of e_j p_j)
 * </pre>
 *
 * <p>e_y is computed as -(1 - p_y), so that a residual keeps its digits when the row is fitted.
 */
final class SoftmaxOutput extends NetworkOutput {
  private final boolean squared;
  private final Kernels kernels = Kernels.best();
  private final double[] margin;
  private final double[] negativeMargin;
  private final double[] probability;

  /** p_k - y_k, rows x outputs. */
  private final double[] residual;

  SoftmaxOutput(int outputs, int capacity, boolean squared) {
    super(outputs, capacity);
    this.squared = squared;
    margin = new double[capacity];
    negativeMargin = new double[capacity];
    probability = new double[capacity];
    residual = new double[delta.length];
  }

  @Override
  void evaluate(double[] z, int rows) {
    for (int i = 0; i < rows; i++) {
      int at = i * outputs;
      double largest = z[at];
      for (int k = 1; k < outputs; k++) {
        largest = Math.max(largest, z[at + k]);
      }
      for (int k = 0; k < outputs; k++) {
        delta[at + k] = z[at + k] - largest;
      }
      margin[i] = delta[at + (int) labels[i]];
    }
    kernels.exp(delta, delta, rows * outputs);
    for (int i = 0; i < rows; i++) {
      int at = i * outputs;
      int y = (int) labels[i];
      double sum = 0;
      double others = 0;
      for (int k = 0; k < outputs; k++) {
        sum += delta[at + k];
        others += k == y ? 0 : delta[at + k];
      }
      // Below the smallest normal number the margin would grow without end; it stops near 708.
      margin[i] -= StrictMath.log(Math.max(others, Double.MIN_NORMAL));
      negativeMargin[i] = -margin[i];
      probability[i] = delta[at + y] / sum;
      if (squared) {
        squaredError(i, sum, others);
      } else {
        for (int k = 0; k < outputs; k++) {
          double e = k == y ? -others / sum : delta[at + k] / sum;
          residual[at + k] = e;
          delta[at + k] = e * weights[i];
        }
      }
    }
    if (!squared) {
      kernels.softplus(negativeMargin, loss, rows);
    }
  }

  private void squaredError(int i, double sum, double others) {
    int at = i * outputs;
    int y = (int) labels[i];
    double squares = 0;
    double mean = 0;
    for (int k = 0; k < outputs; k++) {
      double p = delta[at + k] / sum;
      double e = k == y ? -others / sum : p;
      residual[at + k] = e;
      squares += e * e;
      mean += e * p;
    }
    loss[i] = squares / 2;
    for (int k = 0; k < outputs; k++) {
      double p = delta[at + k] / sum;
      double e = k == y ? -others / sum : p;
      delta[at + k] = p * (e - mean) * weights[i];
    }
  }

  @Override
  void observeFully(SourceHealth health, RowGroup rows) {
    health.margins().bins().observe(rows.of(margin, 1), rows.count());
    OutputStats.Batch batch = new OutputStats.Batch(outputs);
    for (int r = 0; r < rows.count(); r++) {
      int i = rows.row(r);
      int y = (int) labels[i];
      for (int k = 0; k < outputs; k++) {
        batch.add(k, k == y, residual[i * outputs + k], weights[i]);
      }
    }
    batch.addRows(rows.count());
    health.outputStats().observe(batch);
  }

  @Override
  void observeMargins(SourceHealth health, RowGroup rows) {
    health
        .margins()
        .observe(
            rows.of(labels, 1),
            rows.of(margin, 1),
            rows.of(probability, 1),
            rows.of(loss, 1),
            rows.count());
  }
}
