package io.ogive.solver;

import io.ogive.health.HealthTotal;
import java.util.List;
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
 * @param weights what there is to say of the weights at which the round starts
 */
public record Round(
    int number,
    double loss,
    double objective,
    double gradientNorm,
    OptionalDouble heldOutLoss,
    HealthTotal health,
    Optional<Penalty> penalty,
    Weights weights) {

  /**
   * The weights at which a round starts, and the gradient there.
   *
   * @param norms the Euclidean norm of each layer's weights in the solver's coordinates, biases
   *     left out; one of a logistic model
   * @param meanGradient the mean over all parameters of the objective's |gradient|, L1 penalties
   *     left out; NaN for local steps, where {@code StepStats.meanGradient} says it of their
   *     batches
   */
  public record Weights(List<Double> norms, double meanGradient) {
    /** Nothing is known. */
    public static final Weights UNKNOWN = new Weights(List.of(), Double.NaN);

    public Weights {
      norms = List.copyOf(norms);
    }
  }

  /** A round of the only fit. */
  public Round(
      int number,
      double loss,
      double objective,
      double gradientNorm,
      OptionalDouble heldOutLoss,
      HealthTotal health) {
    this(
        number,
        loss,
        objective,
        gradientNorm,
        heldOutLoss,
        health,
        Optional.empty(),
        Weights.UNKNOWN);
  }

  /** The same with what is known of the weights. */
  Round with(Weights known) {
    return new Round(number, loss, objective, gradientNorm, heldOutLoss, health, penalty, known);
  }

  /** The same with other statistics. */
  public Round with(HealthTotal other) {
    return new Round(number, loss, objective, gradientNorm, heldOutLoss, other, penalty, weights);
  }

  /** The same as one of the rounds of a penalty's fit. */
  Round of(Penalty one) {
    return new Round(
        number, loss, objective, gradientNorm, heldOutLoss, health, Optional.of(one), weights);
  }
}
