package io.ogive.solver;

import io.ogive.health.HealthTotal;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one round was like; a round is one pass over the data.
 *
 * @param number from 0; round 0 is the evaluation of the start
 * @param loss the weighted mean training loss; for local steps, taken at the moving weights
 * @param objective loss plus all penalties
 * @param gradientNorm the largest absolute element of the (pseudo-)gradient in the solver's
 *     coordinates; for local steps, of the mean step divided by the rate
 * @param heldOutLoss the mean loss over held-out rows at the round's starting weights, if any
 * @param health the statistics of the pass
 * @param penalty of the fit, where there are several fits at once
 */
public record Round(
    int number,
    double loss,
    double objective,
    double gradientNorm,
    OptionalDouble heldOutLoss,
    HealthTotal health,
    Optional<Penalty> penalty) {

  /** A round of the only fit. */
  public Round(
      int number,
      double loss,
      double objective,
      double gradientNorm,
      OptionalDouble heldOutLoss,
      HealthTotal health) {
    this(number, loss, objective, gradientNorm, heldOutLoss, health, Optional.empty());
  }

  /** The same as one of the rounds of a penalty's fit. */
  Round of(Penalty one) {
    return new Round(number, loss, objective, gradientNorm, heldOutLoss, health, Optional.of(one));
  }
}
