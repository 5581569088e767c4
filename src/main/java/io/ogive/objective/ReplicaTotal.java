package io.ogive.objective;

import io.ogive.data.BlockId;
import io.ogive.data.Total;
import io.ogive.math.ExactSums;
import io.ogive.math.NotRepresentableException;
import java.util.TreeMap;

/**
 * What a {@link ReplicaPass} found: the weighted sums over replicas of parameters, of the
 * optimizer's moments and of those of batch normalisation, their weight, figures and health.
 */
public final class ReplicaTotal implements Total<ReplicaTotal> {
  /** From here on a second moment is added in the coarse unit. */
  private static final double COARSE_FROM = 1;

  /** Range 7e7, resolution 8e-31, for second moments: squares of what may be small gradients. */
  private static final int FINEST = 100;

  private final ExactSums parameters;
  private final ExactSums m;
  private final ExactSums fineV;
  private final ExactSums coarseV;
  private final ExactSums moments;
  private final ExactSums weight = new ExactSums(1, ExactSums.FINE);
  private final TreeMap<Integer, double[][]> own = new TreeMap<>();
  private final NetworkFigures figures;
  private final long steps;

  /**
   * @param start where the round started
   * @param steps the local steps that each replica will have taken after this round
   */
  ReplicaTotal(ReplicaState start, long steps, NetworkFigures figures) {
    parameters = new ExactSums(start.parameters().length, ExactSums.FINE);
    m = new ExactSums(start.m().length, ExactSums.FINE);
    fineV = new ExactSums(start.v().length, FINEST);
    coarseV = new ExactSums(start.v().length, ExactSums.WIDE);
    moments = new ExactSums(start.moments().length, ExactSums.WIDE);
    this.steps = steps;
    this.figures = figures;
  }

  /**
   * Adds where one replica ended.
   *
   * @param share its part in the average; all shares add to about 1
   * @param last the block of its last step
   * @param moments of batch normalisation
   */
  void addReplica(
      BlockId last,
      double share,
      NetworkParameters w,
      NetworkParameters m,
      NetworkParameters v,
      double[] moments) {
    add(parameters, "", last, share, w);
    add(this.m, "the first moment of ", last, share, m);
    if (fineV.length() > 0) {
      addSecondMoment(last, share, v);
    }
    addMoments(last, share, moments);
    weight.add(0, share);
  }

  /** Keeps a replica's moments as they are, beside the mean. */
  void keep(int replica, NetworkParameters m, NetworkParameters v) {
    own.put(replica, new double[][] {m.flat(), fineV.length() > 0 ? v.flat() : new double[0]});
  }

  private void addMoments(BlockId last, double share, double[] values) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= share;
    }
    try {
      moments.add(scaled);
    } catch (NotRepresentableException e) {
      figures.fail(last, "a moment of batch normalisation", e.value() / share);
    }
  }

  private void add(
      ExactSums sums, String prefix, BlockId last, double share, NetworkParameters values) {
    double[] scaled = values.flat();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= share;
    }
    try {
      sums.add(scaled);
    } catch (NotRepresentableException e) {
      figures.fail(last, prefix + values.place(e.index()), e.value() / share);
    }
  }

  private void addSecondMoment(BlockId last, double share, NetworkParameters v) {
    double[] fine = v.flat();
    double[] coarse = new double[fine.length];
    boolean allFine = true;
    for (int i = 0; i < fine.length; i++) {
      double scaled = fine[i] * share;
      boolean isFine = scaled < COARSE_FROM;
      allFine &= isFine;
      fine[i] = isFine ? scaled : 0;
      coarse[i] = isFine ? 0 : scaled;
    }
    try {
      fineV.add(fine);
      if (!allFine) {
        coarseV.add(coarse);
      }
    } catch (NotRepresentableException e) {
      figures.fail(last, "the second moment of " + v.place(e.index()), e.value() / share);
    }
  }

  @Override
  public ReplicaTotal mergeWith(ReplicaTotal other) {
    parameters.mergeWith(other.parameters);
    m.mergeWith(other.m);
    fineV.mergeWith(other.fineV);
    coarseV.mergeWith(other.coarseV);
    moments.mergeWith(other.moments);
    own.putAll(other.own);
    weight.mergeWith(other.weight);
    figures.mergeWith(other.figures);
    return this;
  }

  public NetworkFigures figures() {
    return figures;
  }

  /** The mean over replicas by row weight: the shared state of the next round. */
  public ReplicaState average() {
    double[] second = fineV.values();
    for (int i = 0; i < second.length; i++) {
      second[i] = (second[i] + coarseV.value(i)) / weight.value(0);
    }
    return new ReplicaState(mean(parameters), mean(m), second, mean(moments), own, steps);
  }

  private double[] mean(ExactSums sums) {
    double[] mean = sums.values();
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= weight.value(0);
    }
    return mean;
  }
}
