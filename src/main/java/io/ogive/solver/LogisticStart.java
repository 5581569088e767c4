package io.ogive.solver;

import io.ogive.data.BadValueException;
import io.ogive.data.ColumnMoments;
import io.ogive.data.LabelColumn;
import io.ogive.math.Sigmoid;
import io.ogive.objective.LogisticCoordinates;

/** Where a logistic fit starts: no slopes, and intercepts that give the base rates. */
final class LogisticStart {
  private LogisticStart() {}

  /**
   * The start: ln(W_1 / W_0) for one logit; for one a class ln W_k, centred. W_k is the class's
   * weight, class weights included.
   *
   * @throws BadValueException if a class has no training row with a weight
   * @throws IllegalArgumentException if a class has the class weight 0
   */
  static double[] of(
      LogisticCoordinates coordinates, ColumnMoments moments, double[] factors, LabelColumn label) {
    double[] logs = new double[factors.length];
    double mean = 0;
    for (int k = 0; k < logs.length; k++) {
      String name = label.classes().get(k);
      if (moments.classWeights()[k] == 0) {
        throw new BadValueException(
            label.name(),
            "class '%s' has no training row with a weight".formatted(name),
            "a logistic model has no finite fit without one; add rows, or leave the class out");
      }
      if (factors[k] == 0) {
        throw new IllegalArgumentException(
            "class weight of '%s' is 0, which leaves the class no rows; leave them out instead"
                .formatted(name));
      }
      // One by one, so that exchanging two classes changes the sign of the difference and no bit.
      logs[k] = Sigmoid.log(factors[k] * moments.classWeights()[k]);
      mean += logs[k];
    }
    mean /= logs.length;
    double[] start = new double[coordinates.dimension()];
    if (coordinates.hasIntercept()) {
      for (int k = 0; k < coordinates.logits(); k++) {
        int at = k * coordinates.perLogit() + coordinates.active();
        start[at] = coordinates.logits() == 1 ? logs[1] - logs[0] : logs[k] - mean;
      }
    }
    return start;
  }

  /** The weighted mean loss of one logit at its start. */
  static double loss(
      LogisticCoordinates coordinates, ColumnMoments moments, double[] factors, double[] start) {
    double z = coordinates.hasIntercept() ? start[coordinates.active()] : 0;
    double zeros = factors[0] * moments.classWeights()[0];
    double ones = factors[1] * moments.classWeights()[1];
    return (zeros * Sigmoid.softplus(z) + ones * Sigmoid.softplus(-z)) / (zeros + ones);
  }
}
