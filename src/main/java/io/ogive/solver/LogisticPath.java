package io.ogive.solver;

import io.ogive.model.LogisticModel;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Fits of several penalties to the same rows.
 *
 * @param steps one a penalty, in the order in which they were given
 * @param best the step with the lowest loss over held-out rows; the heavier penalty of equals
 * @param result the whole result of that step
 * @param passes over the data, in which the fits took part together
 */
public record LogisticPath(List<Step> steps, int best, LogisticResult result, int passes) {
  public LogisticPath {
    steps = List.copyOf(steps);
  }

  /**
   * One of the fits.
   *
   * @param loss the weighted mean training loss, without penalty
   */
  public record Step(Penalty penalty, LogisticModel model, Fit fit, double loss) {
    /** The weighted mean loss over held-out rows, if there are any. */
    public OptionalDouble heldOutLoss() {
      return fit.heldOutLoss();
    }
  }
}
