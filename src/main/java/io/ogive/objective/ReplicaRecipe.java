package io.ogive.objective;

import io.ogive.model.Loss;
import java.io.Serializable;

/**
 * What a replica does in a round.
 *
 * @param loss of a row
 * @param seed of the order of rows
 * @param batch the most rows of a step
 * @param localSteps steps a round, the same for every replica
 * @param l2 weight of (l2 / 2) * sum of squared weights, biases and gains excepted
 * @param l1 weight of the sum of absolute weights, likewise; taken by proximal steps
 * @param rate step size
 * @param schedule how the rate changes
 * @param clip the longest gradient of a step; a longer one is shortened to it
 * @param optimizer how a gradient becomes a step
 * @param keepsMoments whether each replica keeps the optimizer's moments instead of taking the mean
 * @param dropout of hidden units
 * @param validation the rows that are kept back
 */
public record ReplicaRecipe(
    Loss loss,
    long seed,
    int batch,
    int localSteps,
    double l2,
    double l1,
    double rate,
    Schedule schedule,
    double clip,
    Optimizer optimizer,
    boolean keepsMoments,
    Dropout dropout,
    Validation validation)
    implements Serializable {

  /**
   * Moves parameters and moments by the step-th step from 1.
   *
   * @param gradient the sum over the batch of the gradient of weight times loss; is changed
   * @param rows of the batch
   */
  void step(
      NetworkParameters w,
      NetworkParameters m,
      NetworkParameters v,
      NetworkParameters gradient,
      int rows,
      long step) {
    gradient.makeGradient(w, 1.0 / rows, l2);
    if (clip < Double.POSITIVE_INFINITY) {
      double length = Math.sqrt(gradient.squares());
      if (length > clip) {
        gradient.multiply(clip / length);
      }
    }
    w.step(optimizer, m, v, gradient, rate * schedule.factor(step, localSteps), step, l1);
  }
}
