package io.ogive.objective;

import java.io.Serializable;

/**
 * What all replicas share at the start of a round, and all that a training by local steps is.
 *
 * @param parameters as {@code Network.parameters()}
 * @param m Adam's first moments
 * @param v Adam's second moments
 * @param steps local steps that each replica has taken so far
 */
public record ReplicaState(double[] parameters, double[] m, double[] v, long steps)
    implements Serializable {
  /** The start: no step taken, no moment. */
  public static ReplicaState start(double[] parameters) {
    int n = parameters.length;
    return new ReplicaState(parameters, new double[n], new double[n], 0);
  }
}
