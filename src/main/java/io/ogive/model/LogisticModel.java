package io.ogive.model;

import io.ogive.data.Features;
import io.ogive.data.LabelColumn;

/**
 * Logistic regression: the logit of class k is {@code intercepts[k] + sum over j of weights[k][j] *
 * stored[j]}; binary models have one row, for class 1.
 *
 * @param weights per raw unit of a slot, one row a logit
 * @param intercepts at stored value 0, that is at raw value {@code features.shift()}
 */
public record LogisticModel(Features features, double[][] weights, double[] intercepts)
    implements Model {
  public LogisticModel {
    int classes = features.label().classes().size();
    if (features.label().kind() != LabelColumn.Kind.CLASS) {
      throw new IllegalArgumentException(
          "a logistic model's label is a class, was " + features.label().kind());
    }
    if (weights.length != intercepts.length
        || weights.length != (weights.length == 1 && classes == 2 ? 1 : classes)) {
      throw new IllegalArgumentException(
          "%d classes do not fit %d rows of coefficients and %d intercepts"
              .formatted(classes, weights.length, intercepts.length));
    }
    for (double[] row : weights) {
      if (row.length != features.width()) {
        throw new IllegalArgumentException(
            "expected %d coefficients, got %d".formatted(features.width(), row.length));
      }
    }
  }

  /** The intercept of logit k on the raw scale. */
  public double rawIntercept(int k) {
    double b = intercepts[k];
    for (int j = 0; j < features.width(); j++) {
      b -= weights[k][j] * features.shift()[j];
    }
    return b;
  }

  @Override
  public void probabilities(double[] stored, double[] out) {
    double[] logits = new double[weights.length];
    for (int k = 0; k < logits.length; k++) {
      double z = intercepts[k];
      for (int j = 0; j < stored.length; j++) {
        z = Math.fma(weights[k][j], stored[j], z);
      }
      logits[k] = z;
    }
    Logits.probabilities(logits, out);
  }
}
