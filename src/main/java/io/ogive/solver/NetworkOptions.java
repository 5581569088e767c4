package io.ogive.solver;

import io.ogive.solver.LogisticOptions.ClassWeights;
import java.util.List;

/**
 * How to fit a network of sigmoid layers to the weighted mean cross-entropy.
 *
 * @param hidden units of each hidden layer, first to last; may be empty
 * @param solver Adam on replicas, or full-batch L-BFGS
 * @param l2 weight of (l2 / 2) * sum of squared weights, biases excepted
 * @param standardize whether inputs are brought to mean 0 and deviation 1
 * @param classWeights factors on row weights by class
 * @param seed of the initial weights and of shuffling
 * @param adam settings of Adam
 * @param stopping {@code maxRounds} for both solvers; {@code tolerance} for L-BFGS
 */
public record NetworkOptions(
    List<Integer> hidden,
    Solver solver,
    double l2,
    boolean standardize,
    ClassWeights classWeights,
    long seed,
    Adam adam,
    StoppingRule stopping) {

  /** The algorithm. */
  public enum Solver {
    ADAM,
    LBFGS
  }

  public NetworkOptions {
    hidden = List.copyOf(hidden);
    for (int units : hidden) {
      if (units < 1) {
        throw new IllegalArgumentException("a hidden layer needs units, was " + hidden);
      }
    }
    if (!(l2 >= 0 && l2 <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("l2 must be finite and not negative, was " + l2);
    }
  }

  /**
   * Adam on replicas: each round every replica takes {@code localSteps} steps of {@code batch} rows
   * from the shared weights, then weights and moments are averaged by row weight.
   *
   * @param replicas part of the recipe, not of the cluster; 0 for the default by rows alone
   * @param localSteps steps a round; 0 for as many as see every row about once
   */
  public record Adam(
      int replicas,
      int batch,
      int localSteps,
      double rate,
      double beta1,
      double beta2,
      double epsilon) {
    public Adam {
      if (replicas < 0 || batch < 1 || localSteps < 0) {
        throw new IllegalArgumentException(
            "replicas, batch and localSteps must be at least 0, 1 and 0, were %d, %d, %d"
                .formatted(replicas, batch, localSteps));
      }
      if (!(rate > 0 && rate <= Double.MAX_VALUE && epsilon > 0)
          || !(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
        throw new IllegalArgumentException(
            "rate and epsilon must be positive, betas in [0, 1), were %s, %s, %s, %s"
                .formatted(rate, epsilon, beta1, beta2));
      }
    }

    /** Batches of 32 at rate 0.005, about an epoch a round; the betas and epsilon of the paper. */
    public static Adam defaults() {
      return new Adam(0, 32, 0, 0.005, 0.9, 0.999, 1e-8);
    }
  }
}
