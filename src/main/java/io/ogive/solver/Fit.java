package io.ogive.solver;

import java.util.OptionalDouble;

/**
 * Where a solver ended.
 *
 * @param point the best point found
 * @param value the objective there, all penalties included
 * @param gradientNorm see {@link Round#gradientNorm()}
 * @param rounds passes over the data
 * @param reason why it stopped
 * @param heldOutLoss the weighted mean loss over held-out rows at {@code point}, if there are any
 */
public record Fit(
    double[] point,
    double value,
    double gradientNorm,
    int rounds,
    StopReason reason,
    OptionalDouble heldOutLoss) {

  /** Where a solver ended that did not look at held-out rows there. */
  public Fit(double[] point, double value, double gradientNorm, int rounds, StopReason reason) {
    this(point, value, gradientNorm, rounds, reason, OptionalDouble.empty());
  }
}
