package io.ogive.objective;

import io.ogive.model.Network;
import java.io.Serializable;
import java.util.TreeMap;

/**
 * What all replicas share at the start of a round, and all that a training by local steps is.
 *
 * @param parameters as {@code Network.parameters()}
 * @param m the optimizer's first moments, the mean over replicas
 * @param v its second moments; empty if it has none
 * @param moments of batch normalisation, as {@link BatchMoments}; empty without
 * @param own where each replica keeps its optimizer's moments, those of each by its number, m then
 *     v; empty where they are averaged
 * @param steps local steps that each replica has taken so far
 */
public record ReplicaState(
    double[] parameters,
    double[] m,
    double[] v,
    double[] moments,
    TreeMap<Integer, double[][]> own,
    long steps)
    implements Serializable {
  /** A state in which the optimizer's moments are averaged. */
  public ReplicaState(double[] parameters, double[] m, double[] v, double[] moments, long steps) {
    this(parameters, m, v, moments, new TreeMap<>(), steps);
  }

  /** The optimizer's moments with which a replica starts a round: its own, or the mean. */
  double[][] momentsOf(int replica) {
    return own.getOrDefault(replica, new double[][] {m, v});
  }

  /** The start: no step taken, no moment. */
  public static ReplicaState start(Network network, Optimizer optimizer) {
    double[] parameters = network.parameters();
    int n = parameters.length;
    return new ReplicaState(
        parameters,
        new double[n],
        new double[optimizer.hasSecondMoment() ? n : 0],
        BatchMoments.start(network),
        0);
  }
}
