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

  /** Moves parameters and moments by the step-th step from 1 along a gradient of the loss. */
  void step(
      NetworkParameters w,
      NetworkParameters m,
      NetworkParameters v,
      NetworkParameters gradient,
      long step) {
    double now = rate * schedule.factor(step, localSteps);
    for (int l = 0; l < w.layers(); l++) {
      double[] g = gradient.weights[l];
      for (int i = 0; i < g.length; i++) {
        g[i] = Math.fma(l2, w.weights[l][i], g[i]);
      }
    }
    shorten(gradient);
    for (int l = 0; l < w.layers(); l++) {
      double[][] parts = w.parts(l);
      for (int p = 0; p < parts.length; p++) {
        double penalty = p == 0 ? l1 : 0;
        optimizer.step(
            parts[p], m.parts(l)[p], v.parts(l)[p], gradient.parts(l)[p], now, step, penalty);
      }
    }
  }

  private void shorten(NetworkParameters gradient) {
    if (clip == Double.POSITIVE_INFINITY) {
      return;
    }
    double squares = 0;
    for (int l = 0; l < gradient.layers(); l++) {
      for (double[] part : gradient.parts(l)) {
        for (double g : part) {
          squares = Math.fma(g, g, squares);
        }
      }
    }
    double length = Math.sqrt(squares);
    if (length > clip) {
      double factor = clip / length;
      for (int l = 0; l < gradient.layers(); l++) {
        for (double[] part : gradient.parts(l)) {
          for (int i = 0; i < part.length; i++) {
            part[i] *= factor;
          }
        }
      }
    }
  }
}
