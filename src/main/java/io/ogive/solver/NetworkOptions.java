package io.ogive.solver;

import io.ogive.model.Loss;
import io.ogive.model.Output;
import io.ogive.solver.LogisticOptions.ClassWeights;
import java.util.List;
import java.util.Optional;

/**
 * How to fit a network.
 *
 * @param hidden the hidden layers, first to last; may be empty
 * @param output what becomes of the logits; empty for what suits the label
 * @param loss of a row; empty for what suits the output
 * @param solver Adam on replicas, or full-batch L-BFGS
 * @param l2 weight of (l2 / 2) * sum of squared weights, biases excepted
 * @param standardize whether inputs, and a label that is a number, are brought to mean 0 and
 *     deviation 1
 * @param classWeights factors on row weights by class
 * @param seed of the initial weights and of shuffling
 * @param adam settings of Adam
 * @param stopping {@code maxRounds} for both solvers; {@code tolerance} for L-BFGS
 */
public record NetworkOptions(
    List<HiddenLayer> hidden,
    Optional<Output> output,
    Optional<Loss> loss,
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
    if (output.isPresent() && loss.isPresent()) {
      loss.get().check(output.get());
    }
    if (!(l2 >= 0 && l2 <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("l2 must be finite and not negative, was " + l2);
    }
  }

  /** The defaults: no hidden layer, no penalty, Adam for 100 rounds, seed 1. */
  public static Builder builder() {
    return new Builder();
  }

  /** These options, to be changed. */
  public Builder toBuilder() {
    return new Builder()
        .hidden(hidden)
        .output(output)
        .loss(loss)
        .solver(solver)
        .l2(l2)
        .standardize(standardize)
        .classWeights(classWeights)
        .seed(seed)
        .adam(adam)
        .stopping(stopping);
  }

  /** Options in the making. */
  public static final class Builder {
    private List<HiddenLayer> hidden = List.of();
    private Optional<Output> output = Optional.empty();
    private Optional<Loss> loss = Optional.empty();
    private Solver solver = Solver.ADAM;
    private double l2;
    private boolean standardize = true;
    private ClassWeights classWeights = ClassWeights.NONE;
    private long seed = 1;
    private Adam adam = Adam.defaults();
    private StoppingRule stopping = new StoppingRule(100, 1e-8);

    private Builder() {}

    public Builder hidden(List<HiddenLayer> value) {
      hidden = value;
      return this;
    }

    /** Sigmoid layers of so many units. */
    public Builder sigmoids(Integer... units) {
      return hidden(HiddenLayer.sigmoids(List.of(units)));
    }

    public Builder output(Optional<Output> value) {
      output = value;
      return this;
    }

    public Builder loss(Optional<Loss> value) {
      loss = value;
      return this;
    }

    public Builder solver(Solver value) {
      solver = value;
      return this;
    }

    public Builder l2(double value) {
      l2 = value;
      return this;
    }

    public Builder standardize(boolean value) {
      standardize = value;
      return this;
    }

    public Builder classWeights(ClassWeights value) {
      classWeights = value;
      return this;
    }

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    public Builder adam(Adam value) {
      adam = value;
      return this;
    }

    public Builder stopping(StoppingRule value) {
      stopping = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if they do not fit each other
     */
    public NetworkOptions build() {
      return new NetworkOptions(
          hidden, output, loss, solver, l2, standardize, classWeights, seed, adam, stopping);
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
