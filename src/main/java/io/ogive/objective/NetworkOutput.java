package io.ogive.objective;

import io.ogive.health.SourceHealth;
import io.ogive.math.Kernels;

/**
 * The output of a network over a batch: from logits to loss and signal under cross-entropy.
 *
 * <p>With one logit z and label y in {0, 1} the margin is m = (2y - 1) z; with K logits it is m =
 * z_y - log sum of exp(z_k) over k other than y. Either way p_y = sigma(m), the loss is
 * softplus(-m), and the signal at the logits is p - y, with no slope. It is computed as -(1 - p_y)
 * where y is, so that a residual keeps its digits when the row is fitted.
 */
final class NetworkOutput {
  private final int outputs;
  private final Kernels kernels;
  private final double[] negativeMargin;
  private final double[] probability;
  final double[] labels;
  final double[] weights;
  final double[] margin;
  final double[] loss;

  /** p - y times the row's weight, rows x outputs. */
  final double[] delta;

  NetworkOutput(int outputs, int capacity, Kernels kernels) {
    this.outputs = outputs;
    this.kernels = kernels;
    labels = new double[capacity];
    weights = new double[capacity];
    margin = new double[capacity];
    negativeMargin = new double[capacity];
    probability = new double[capacity];
    loss = new double[capacity];
    delta = new double[capacity * outputs];
  }

  /** Computes all from the logits of the first {@code rows} rows and their labels and weights. */
  void evaluate(double[] logits, int rows) {
    if (outputs == 1) {
      oneLogit(logits, rows);
    } else {
      softmax(logits, rows);
    }
    kernels.softplus(negativeMargin, loss, rows);
  }

  private void oneLogit(double[] z, int rows) {
    for (int i = 0; i < rows; i++) {
      margin[i] = labels[i] == 0 ? -z[i] : z[i];
      negativeMargin[i] = -margin[i];
    }
    kernels.sigmoid(margin, probability, rows);
    kernels.sigmoid(negativeMargin, delta, rows);
    for (int i = 0; i < rows; i++) {
      delta[i] = (labels[i] == 0 ? delta[i] : -delta[i]) * weights[i];
    }
  }

  private void softmax(double[] z, int rows) {
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
      for (int k = 0; k < outputs; k++) {
        delta[at + k] = (k == y ? -others / sum : delta[at + k] / sum) * weights[i];
      }
    }
  }

  /** The sum of weight times loss over the first {@code rows} rows, in order. */
  double weightedLoss(int rows) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum = Math.fma(weights[i], loss[i], sum);
    }
    return sum;
  }

  /** The sum of the weights of the first {@code rows} rows, in order. */
  double weight(int rows) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += weights[i];
    }
    return sum;
  }

  void observe(SourceHealth health, int rows) {
    health.margins().observe(labels, margin, probability, loss, rows);
    double signal = 0;
    for (int i = 0; i < rows * outputs; i++) {
      signal += delta[i] * delta[i];
    }
    health.observeOutput(signal, weight(rows));
  }
}
