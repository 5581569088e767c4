package io.ogive.solver;

import io.ogive.model.Loss;
import io.ogive.model.NetworkModel;
import io.ogive.model.Output;
import io.ogive.objective.Schedule;
import io.ogive.solver.LogisticOptions.ClassWeights;
import java.util.List;
import java.util.Optional;

/**
 * How to fit a network.
 *
 * @param hidden the hidden layers, first to last; may be empty
 * @param output what becomes of the logits; empty for what suits the label
 * @param loss of a row; empty for what suits the output
 * @param init the spread of the initial weights
 * @param start a model to begin at instead
 * @param solver Adam or SGD on replicas, or full-batch L-BFGS
 * @param l2 weight of (l2 / 2) * sum of squared weights, biases excepted
 * @param l1 weight of the sum of absolute weights, biases excepted
 * @param standardize whether inputs are brought to mean 0 and deviation 1
 * @param classWeights factors on row weights by class
 * @param seed of the initial weights, of shuffling, of dropout and of what is kept back
 * @param adam settings of Adam; replicas, batch and local steps are those of SGD too
 * @param sgd settings of SGD
 * @param keepsMoments whether replicas keep the moments of Adam or SGD from round to round, instead
 *     of taking their mean
 * @param schedule how the rate changes over {@code stopping.maxRounds}
 * @param clip the longest gradient of a local step; infinite for any
 * @param earlyStopping whether and how held-out rows end the training
 * @param stopping {@code maxRounds} for all solvers; {@code tolerance} for L-BFGS
 * @param roundsByRows whether Adam and SGD take as many rounds as {@link #rounds} says
 */
public record NetworkOptions(
    List<HiddenLayer> hidden,
    Optional<Output> output,
    Optional<Loss> loss,
    Init init,
    Optional<NetworkModel> start,
    Solver solver,
    double l2,
    double l1,
    Standardize standardize,
    ClassWeights classWeights,
    long seed,
    Adam adam,
    Sgd sgd,
    boolean keepsMoments,
    Schedule schedule,
    double clip,
    Optional<EarlyStopping> earlyStopping,
    StoppingRule stopping,
    boolean roundsByRows) {
  private static final int LEAST_ROUNDS = 20;
  private static final long ROWS_IN_ALL = 1_500_000;
  private static final int LEAST_BATCH = 32;
  private static final int LARGEST_BATCH = 128;
  private static final double USUAL_RATE = 0.005;

  /** The algorithm. */
  public enum Solver {
    ADAM,
    SGD,
    LBFGS
  }

  /** Whether inputs, and with them a label that is a number, are brought to mean 0, deviation 1. */
  public enum Standardize {
    /** Unless all inputs lie within [-1, 1] as they are, such as shares, flags and pixels. */
    AUTO,
    TRUE,
    FALSE
  }

  /** The spread of the initial weights; {@link NetworkInit} has the formulas. */
  public enum Init {
    /** By the activation: HE for relu, else GLOROT, wider for sigmoids that read sigmoids. */
    AUTO,
    GLOROT,
    LECUN,
    HE,
    /** As Spark MLlib's network starts, biases too. */
    MLLIB,
    /** As PyTorch's linear layers start, biases too. */
    PYTORCH
  }

  public NetworkOptions {
    hidden = List.copyOf(hidden);
    if (output.isPresent() && loss.isPresent()) {
      loss.get().check(output.get());
    }
    if (!(l2 >= 0 && l2 <= Double.MAX_VALUE && l1 >= 0 && l1 <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "l2 and l1 must be finite and not negative, were %s and %s".formatted(l2, l1));
    }
    if (!(clip > 0)) {
      throw new IllegalArgumentException("clip must be positive, was " + clip);
    }
    if (solver == Solver.LBFGS) {
      checkFullBatch(hidden, earlyStopping);
    }
  }

  private static void checkFullBatch(
      List<HiddenLayer> hidden, Optional<EarlyStopping> earlyStopping) {
    if (hidden.stream().anyMatch(HiddenLayer::batchNorm)) {
      throw new IllegalArgumentException(
          "batch normalisation cannot be trained by lbfgs: its objective would depend on how rows"
              + " are cut into blocks; take solver.name = adam or sgd");
    }
    if (hidden.stream().anyMatch(layer -> layer.dropout() > 0)) {
      throw new IllegalArgumentException(
          "dropout cannot be trained by lbfgs: its objective would be another in every pass; take"
              + " solver.name = adam or sgd");
    }
    if (earlyStopping.isPresent()) {
      throw new IllegalArgumentException(
          "early stopping cannot end lbfgs, whose passes are probes of a line search; take"
              + " solver.name = adam or sgd, or limit solver.max-rounds");
    }
  }

  /**
   * Adam on replicas: each round every replica takes {@code localSteps} steps of {@code batch} rows
   * from the shared weights, then weights and moments are averaged by row weight.
   *
   * @param replicas part of the recipe, not of the cluster; 0 for the default by rows alone
   * @param batch rows of a step; 0 for the default by rows alone, {@link #batch(long)}
   * @param localSteps steps a round; 1 averages after every step; 0 for as many as see every row
   *     about once
   * @param rate step size; 0 for the default by rows alone, {@link #rate(long)}
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
      if (replicas < 0 || batch < 0 || localSteps < 0) {
        throw new IllegalArgumentException(
            "replicas, batch and localSteps must not be negative, were %d, %d, %d"
                .formatted(replicas, batch, localSteps));
      }
      if (!(rate >= 0 && rate <= Double.MAX_VALUE && epsilon > 0)
          || !(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
        throw new IllegalArgumentException(
            "rate must not be negative, epsilon positive, betas in [0, 1), were %s, %s, %s, %s"
                .formatted(rate, epsilon, beta1, beta2));
      }
    }

    /** Batch and rate by rows, about an epoch a round; betas and epsilon of the paper. */
    public static Adam defaults() {
      return new Adam(0, 0, 0, 0, 0.9, 0.999, 1e-8);
    }

    /** The rate on so many rows: the one that is said, or 0.005 times the root of batch / 32. */
    public double rate(long rows) {
      return rate > 0 ? rate : USUAL_RATE * Math.sqrt((double) batch(rows) / LEAST_BATCH);
    }

    /**
     * The rows of a step of a training on so many rows, where none are named the largest power of
     * two up to the root of them, within 32 and 128.
     */
    public int batch(long rows) {
      int byRows =
          Integer.highestOneBit((int) Math.max(1, Math.min(1 << 20, Math.sqrt((double) rows))));
      return batch > 0 ? batch : Math.max(LEAST_BATCH, Math.min(LARGEST_BATCH, byRows));
    }
  }

  /** SGD on replicas, with momentum as it is or after Nesterov. */
  public record Sgd(double rate, double momentum, boolean nesterov) {
    public Sgd {
      if (!(rate > 0 && rate <= Double.MAX_VALUE && momentum >= 0 && momentum < 1)) {
        throw new IllegalArgumentException(
            "rate must be positive, momentum in [0, 1), were %s, %s".formatted(rate, momentum));
      }
    }

    /** Rate 0.1, momentum 0.9 after Nesterov. */
    public static Sgd defaults() {
      return new Sgd(0.1, 0.9, true);
    }
  }

  /** The schedule over the rounds on so many rows; left to them it is a cosine if they are too. */
  public Schedule schedule(long rows) {
    return schedule
        .as(roundsByRows ? Schedule.Kind.COSINE : Schedule.Kind.CONSTANT)
        .over(rounds(rows));
  }

  /**
   * The rounds of Adam or SGD on so many training rows: {@code maxRounds}, or with {@link
   * #roundsByRows} as many as take 1,500,000 rows once, at least 20, and {@code maxRounds} at most.
   */
  public int rounds(long rows) {
    long byRows = Math.max(LEAST_ROUNDS, ROWS_IN_ALL / Math.max(1, rows));
    return roundsByRows ? (int) Math.min(byRows, stopping.maxRounds()) : stopping.maxRounds();
  }

  /** The defaults: no hidden layer, no penalty, Adam for up to 100 rounds, seed 1. */
  public static NetworkOptionsBuilder builder() {
    return new NetworkOptionsBuilder();
  }

  /** These options, to be changed. */
  public NetworkOptionsBuilder toBuilder() {
    return new NetworkOptionsBuilder(this);
  }
}
