package io.ogive.solver;

import io.ogive.data.BlockStore;
import io.ogive.data.DataSummary;
import io.ogive.data.DataSummary.BlockInfo;
import io.ogive.data.Dealing;
import io.ogive.data.Features;
import io.ogive.data.Role;
import io.ogive.health.HealthLevel;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import io.ogive.model.NetworkModel;
import io.ogive.objective.BatchPlan;
import io.ogive.objective.NetworkInput;
import io.ogive.objective.ReplicaRecipe;
import io.ogive.objective.ReplicaState;
import java.util.List;

/** Fits a network to the training rows of a store. */
public final class NetworkTraining {
  private static final int MOST_INPUTS = Integer.MAX_VALUE - 8;

  private final BlockStore store;
  private final NetworkOptions options;
  private final HealthLevel level;
  private final RoundListener listener;
  private final NetworkInput input;
  private final Network start;
  private final Loss loss;

  private NetworkTraining(
      BlockStore store,
      NetworkOptions options,
      HealthLevel level,
      RoundListener listener,
      NetworkStart start) {
    this.store = store;
    this.options = options;
    this.level = level;
    this.listener = listener;
    this.input = start.input();
    this.start = start.network();
    this.loss = start.loss();
  }

  /**
   * Fits a network.
   *
   * <p>Adam runs {@code stopping.maxRounds} rounds from round 0; the model is the last shared
   * state, and one more pass, of which the listener hears nothing, finds the objective there.
   *
   * @param level what each round measures; the model is the same at every level
   * @throws IllegalArgumentException if the options do not fit the data
   * @throws DivergedException if training leaves the range of numbers
   */
  public static NetworkResult fit(
      BlockStore store,
      Features features,
      NetworkOptions options,
      HealthLevel level,
      RoundListener listener) {
    NetworkStart start = NetworkStart.of(store, features, options);
    NetworkTraining training = new NetworkTraining(store, options, level, listener, start);
    return switch (options.solver()) {
      case ADAM -> training.adam(features);
      case LBFGS -> training.lbfgs(features);
    };
  }

  private NetworkResult lbfgs(Features features) {
    NetworkProblem problem = problem(level);
    Fit fit = LBFGS.minimize(problem, start.parameters(), options.stopping(), listener);
    double loss = fit.value() - NetworkProblem.penalty(network(fit.point()), options.l2());
    return new NetworkResult(model(features, fit.point()), fit, loss, 0, 0);
  }

  private NetworkResult adam(Features features) {
    DataSummary summary = store.summary();
    NetworkOptions.Adam adam = options.adam();
    int rows = summary.blocks(Role.TRAIN).stream().mapToInt(BlockInfo::rows).max().orElse(0);
    checkRoom(Math.min(adam.batch(), rows), features.width());
    int replicas = adam.replicas() == 0 ? Dealing.defaultReplicas(summary) : adam.replicas();
    int localSteps = adam.localSteps() == 0 ? epochSteps(summary, replicas) : adam.localSteps();
    ReplicaRecipe recipe =
        new ReplicaRecipe(
            loss,
            options.seed(),
            adam.batch(),
            localSteps,
            options.l2(),
            adam.rate(),
            adam.beta1(),
            adam.beta2(),
            adam.epsilon());
    ReplicaAdam rounds =
        new ReplicaAdam(
            store.byReplica(replicas), input, start, recipe, summary.rows(Role.TRAIN), level);
    ReplicaState state = ReplicaState.start(start.parameters());
    int count = options.stopping().maxRounds();
    for (int round = 0; round < count; round++) {
      state = rounds.round(round, state, listener);
    }
    Evaluation end = problem(HealthLevel.OFF).at(state.parameters(), false);
    double norm = 0;
    for (double g : end.gradient()) {
      norm = Math.max(norm, Math.abs(g));
    }
    Fit fit = new Fit(state.parameters(), end.value(), norm, count, StopReason.MAX_ROUNDS);
    return new NetworkResult(
        model(features, state.parameters()), fit, end.loss(), replicas, localSteps);
  }

  /** Checks that the inputs of a batch fit one array. */
  static void checkRoom(int rows, int slots) {
    if ((long) rows * slots > MOST_INPUTS) {
      throw new IllegalArgumentException(
          "a batch of %d rows of %d slots is more than the %d numbers of one array; set solver.adam.batch to at most %d"
              .formatted(rows, slots, MOST_INPUTS, MOST_INPUTS / slots));
    }
  }

  /** As many steps as let the replicas together see about every row once. */
  private int epochSteps(DataSummary summary, int replicas) {
    List<BatchPlan.Extent> blocks =
        summary.blocks(Role.TRAIN).stream()
            .map(b -> new BatchPlan.Extent(b.id(), b.rows()))
            .toList();
    long batches = BatchPlan.batches(blocks, options.adam().batch());
    return Math.toIntExact((batches + replicas - 1) / replicas);
  }

  private NetworkProblem problem(HealthLevel measured) {
    return new NetworkProblem(store.bySource(), input, start, loss, options.l2(), measured);
  }

  private Network network(double[] parameters) {
    return start.withParameters(parameters);
  }

  private NetworkModel model(Features features, double[] parameters) {
    return new NetworkModel(features, input.center(), input.scale(), network(parameters));
  }
}
