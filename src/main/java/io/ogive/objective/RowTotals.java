package io.ogive.objective;

import io.ogive.math.ExactSums;
import java.io.Serializable;

/**
 * The rows that a pass saw: how many of each class are for training, their weight by class, and the
 * weight of those held out, in units of {@link LogisticRecipe#weightUnit}.
 */
final class RowTotals implements Serializable {
  private static final int HELD_OUT = 0;

  private final long[] rows;
  // The held-out rows' weight, then the training rows' by class.
  private final ExactSums weights;
  private transient double trainingWeight;

  RowTotals(int classes) {
    this.rows = new long[classes];
    this.weights = new ExactSums(1 + classes, ExactSums.FINE);
  }

  /**
   * @throws io.ogive.math.NotRepresentableException if the weights leave their range
   */
  void addHeldOut(double[] rowWeights) {
    double sum = 0;
    for (double w : rowWeights) {
      sum += w;
    }
    weights.add(HELD_OUT, sum);
  }

  /**
   * Adds the rows of a block, and returns their weight.
   *
   * @throws io.ogive.math.NotRepresentableException if the weights leave their range
   */
  double addTraining(double[] rowWeights, double[] labels) {
    double[] sums = rows.length == 2 ? ofTwo(rowWeights, labels) : ofMany(rowWeights, labels);
    trainingWeight = 0;
    weights.add(sums);
    double whole = 0;
    for (double sum : sums) {
      whole += sum;
    }
    return whole;
  }

  private double[] ofMany(double[] rowWeights, double[] labels) {
    double[] sums = new double[1 + rows.length];
    for (int i = 0; i < rowWeights.length; i++) {
      sums[1 + (int) labels[i]] += rowWeights[i];
      rows[(int) labels[i]]++;
    }
    return sums;
  }

  /** The same sums, in registers: what a row of the other class adds is 0. */
  private double[] ofTwo(double[] rowWeights, double[] labels) {
    double first = 0;
    double second = 0;
    long seconds = 0;
    for (int i = 0; i < rowWeights.length; i++) {
      first += rowWeights[i] * (1 - labels[i]);
      second += rowWeights[i] * labels[i];
      seconds += (long) labels[i];
    }
    rows[0] += rowWeights.length - seconds;
    rows[1] += seconds;
    return new double[] {0, first, second};
  }

  void mergeWith(RowTotals other) {
    trainingWeight = 0;
    weights.mergeWith(other.weights);
    for (int k = 0; k < rows.length; k++) {
      rows[k] += other.rows[k];
    }
  }

  /** The training rows of a class. */
  long rows(int classIndex) {
    return rows[classIndex];
  }

  /** The weight of the training rows of a class. */
  double weight(int classIndex) {
    return weights.value(1 + classIndex);
  }

  /** The weight of all training rows; remembered, since every mean asks for it. */
  double weight() {
    if (trainingWeight == 0) {
      double sum = 0;
      for (int k = 0; k < rows.length; k++) {
        sum += weight(k);
      }
      trainingWeight = sum;
    }
    return trainingWeight;
  }

  double heldOutWeight() {
    return weights.value(HELD_OUT);
  }
}
