package io.ogive.objective;

import io.ogive.data.LabelColumn;
import io.ogive.health.OutputStats;
import io.ogive.health.SourceHealth;
import io.ogive.math.Kernels;

/**
 * Independent sigmoids, p_k = sigma(z_k), for a label that is a set of flags y_k; one sigmoid is
 * the binary case, whose label 0 or 1 is its only flag.
 *
 * <p>The margin is m_k = (2 y_k - 1) z_k, so that sigma(m_k) is the probability of the truth.
 *
 * <pre>
 * cross-entropy   loss sum of softplus(-m_k)             signal e_k = p_k - y_k
 * squared error   loss 1/2 sum of e_k^2                  signal e_k p_k (1 - p_k)
 * </pre>
 *
 * <p>The size of e_k is computed as sigma(-m_k), so that a residual keeps its digits when the row
 * is fitted. Under squared error the slope of the sigmoid is in the signal: a row that is
 * confidently wrong hardly moves the weights.
 */
final class SigmoidOutput extends NetworkOutput {
  private final boolean squared;
  private final Kernels kernels = Kernels.best();
  private final double[] margin;
  private final double[] negativeMargin;
  private final double[] probability;
  private final double[] flagLoss;
  private final double[] flag;

  SigmoidOutput(int outputs, int capacity, boolean squared) {
    super(outputs, capacity);
    this.squared = squared;
    margin = new double[delta.length];
    negativeMargin = new double[delta.length];
    probability = new double[delta.length];
    flagLoss = outputs == 1 ? loss : new double[delta.length];
    flag = outputs == 1 ? labels : new double[delta.length];
  }

  @Override
  void evaluate(double[] z, int rows) {
    int n = rows * outputs;
    for (int i = 0; i < n; i++) {
      margin[i] = isSet(i) ? z[i] : -z[i];
      negativeMargin[i] = -margin[i];
    }
    kernels.sigmoid(margin, probability, n);
    kernels.sigmoid(negativeMargin, delta, n);
    if (squared) {
      for (int i = 0; i < n; i++) {
        flagLoss[i] = delta[i] * delta[i] / 2;
        delta[i] *= delta[i] * probability[i];
      }
    } else {
      kernels.softplus(negativeMargin, flagLoss, n);
    }
    for (int i = 0; i < n; i++) {
      delta[i] = (isSet(i) ? -delta[i] : delta[i]) * weights[i / outputs];
    }
    if (outputs > 1) {
      addFlags(rows);
    }
  }

  private boolean isSet(int i) {
    return LabelColumn.flag(labels[i / outputs], i % outputs);
  }

  private void addFlags(int rows) {
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int k = 0; k < outputs; k++) {
        sum += flagLoss[i * outputs + k];
        flag[i * outputs + k] = k;
      }
      loss[i] = sum;
    }
  }

  @Override
  void observeFully(SourceHealth health, RowGroup rows) {
    health.margins().bins().observe(rows.of(margin, outputs), rows.count() * outputs);
    OutputStats.Batch batch = new OutputStats.Batch(outputs);
    for (int r = 0; r < rows.count(); r++) {
      int row = rows.row(r);
      for (int i = row * outputs; i < (row + 1) * outputs; i++) {
        double size = 1 - probability[i];
        batch.add(i % outputs, isSet(i), isSet(i) ? -size : size, weights[row]);
      }
    }
    batch.addRows(rows.count());
    health.outputStats().observe(batch);
  }

  /** By class where there is one flag, else by flag. */
  @Override
  void observeMargins(SourceHealth health, RowGroup rows) {
    health
        .margins()
        .observe(
            rows.of(flag, outputs),
            rows.of(margin, outputs),
            rows.of(probability, outputs),
            rows.of(flagLoss, outputs),
            rows.count() * outputs);
    if (outputs > 1) {
      health.observeRows(rows.count(), outputs);
    }
  }
}
