package io.ogive.objective;

import io.ogive.health.SourceHealth;

/** One logit z that is the prediction of a number y: loss 1/2 (z - y)^2, signal z - y. */
final class LinearOutput extends NetworkOutput {
  LinearOutput(int capacity) {
    super(1, capacity);
  }

  @Override
  void evaluate(double[] z, int rows) {
    for (int i = 0; i < rows; i++) {
      double e = z[i] - labels[i];
      loss[i] = e * e / 2;
      delta[i] = e * weights[i];
    }
  }

  @Override
  void observeFully(SourceHealth health, RowGroup rows) {}

  @Override
  void observeMargins(SourceHealth health, RowGroup rows) {
    health.observeRows(rows.count(), 1);
  }
}
