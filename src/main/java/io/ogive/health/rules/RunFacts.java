package io.ogive.health.rules;

import io.ogive.health.LayerStats.Curve;
import java.util.List;

/**
 * What a training is, as far as rules need to know.
 *
 * @param hidden the hidden layers, first to last; none for logistic regression
 * @param output what the last layer's sums become
 * @param squaredError whether the loss is squared error
 * @param weighted whether rows or classes have weights, so that counts of rows are not what is
 *     fitted
 * @param steps how it is trained
 * @param rate the learning rate of local steps
 * @param warmUp the rounds in which it rises
 * @param l2 the weight of the squared penalty
 * @param intercept whether the output has a bias
 * @param standardized whether inputs are brought to mean 0 and deviation 1
 */
public record RunFacts(
    List<Hidden> hidden,
    Output output,
    boolean squaredError,
    boolean weighted,
    Steps steps,
    double rate,
    int warmUp,
    double l2,
    boolean intercept,
    boolean standardized) {
  public RunFacts {
    hidden = List.copyOf(hidden);
  }

  /** A hidden layer. */
  public record Hidden(Curve curve, boolean batchNorm) {
    /** Whether it has bounds that it can saturate at. */
    boolean saturates() {
      return curve == Curve.SIGMOID || curve == Curve.TANH;
    }
  }

  /** What an output gives. */
  public enum Output {
    SIGMOID,
    SOFTMAX,
    SIGMOIDS,
    LINEAR
  }

  /** How a round goes. */
  public enum Steps {
    /** One evaluation at one point: figures are those of that point. */
    FULL,
    /** Many steps on replicas by Adam: figures are taken at the moving weights. */
    ADAM,
    /** The same by gradient descent. */
    SGD;

    boolean areLocal() {
      return this != FULL;
    }
  }

  /** Logistic regression by full passes, nothing penalized, for tests and for a start. */
  public static RunFacts logistic(Output output, double l2) {
    return new RunFacts(List.of(), output, false, false, Steps.FULL, 0, 0, l2, true, true);
  }
}
