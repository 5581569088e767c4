package io.ogive.objective;

import io.ogive.math.Kernels;
import io.ogive.model.Loss;
import java.io.Serializable;

/**
 * What a replica does in a round.
 *
 * @param loss of a row
 * @param seed of the order of rows
 * @param batch the most rows of a step
 * @param localSteps steps a round, the same for every replica
 * @param l2 weight of (l2 / 2) * sum of squared weights, biases excepted
 * @param rate step size of Adam, as its other settings in {@link Kernels#adam}
 */
public record ReplicaRecipe(
    Loss loss,
    long seed,
    int batch,
    int localSteps,
    double l2,
    double rate,
    double beta1,
    double beta2,
    double epsilon)
    implements Serializable {

  /** Moves parameters and moments by one step of Adam, the step-th from 1, along a gradient. */
  void step(
      NetworkParameters w,
      NetworkParameters m,
      NetworkParameters v,
      NetworkParameters gradient,
      long step) {
    double correction1 = 1 / (1 - StrictMath.pow(beta1, (double) step));
    double correction2 = 1 / (1 - StrictMath.pow(beta2, (double) step));
    for (int l = 0; l < w.layers(); l++) {
      double[][] parts = w.parts(l);
      for (int p = 0; p < parts.length; p++) {
        adam(
            parts[p], m.parts(l)[p], v.parts(l)[p], gradient.parts(l)[p], correction1, correction2);
      }
    }
  }

  private void adam(
      double[] w, double[] m, double[] v, double[] g, double correction1, double correction2) {
    Kernels.best()
        .adam(w, m, v, g, w.length, rate, beta1, beta2, epsilon, correction1, correction2);
  }
}
