package io.ogive.solver;

import io.ogive.data.BlockStore;
import io.ogive.data.DataSummary;
import io.ogive.data.DataSummary.BlockInfo;
import io.ogive.data.Dealing;
import io.ogive.data.Features;
import io.ogive.data.Role;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthSchedule;
import io.ogive.math.NotRepresentableException;
import io.ogive.model.Network;
import io.ogive.objective.BatchMoments;
import io.ogive.objective.BatchPlan;
import io.ogive.objective.Dropout;
import io.ogive.objective.FirstBlocksPass;
import io.ogive.objective.NetworkFigures;
import io.ogive.objective.NetworkPass;
import io.ogive.objective.Optimizer;
import io.ogive.objective.ReplicaRecipe;
import io.ogive.objective.ReplicaState;
import io.ogive.objective.Validation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** A training by local steps on replicas: rounds, early stopping, and what they end with. */
final class LocalTraining {
  /** The blocks of the sample at the beginning. */
  private static final int SAMPLED_BLOCKS = 8;

  private final BlockStore store;
  private final Features features;
  private final NetworkOptions options;
  private final NetworkStart start;
  private final HealthSchedule schedule;
  private final RoundListener listener;
  private final Validation validation;
  private final long trainingRows;

  LocalTraining(
      BlockStore store,
      Features features,
      NetworkOptions options,
      NetworkStart start,
      HealthSchedule schedule,
      RoundListener listener) {
    this.store = store;
    this.features = features;
    this.options = options;
    this.start = start;
    this.schedule = schedule;
    this.listener = listener;
    this.trainingRows = store.summary().rows(Role.TRAIN);
    this.validation =
        options
            .earlyStopping()
            .map(early -> new Validation(options.seed(), early.share()))
            .orElse(Validation.NONE);
  }

  NetworkResult run() {
    DataSummary summary = store.summary();
    NetworkOptions.Adam steps = options.adam();
    int rows = summary.blocks(Role.TRAIN).stream().mapToInt(BlockInfo::rows).max().orElse(0);
    NetworkTraining.checkRoom(Math.min(steps.batch(trainingRows), rows), features.width());
    int replicas = steps.replicas() == 0 ? Dealing.defaultReplicas(summary) : steps.replicas();
    ReplicaRecipe recipe = recipe(summary, replicas);
    ReplicaRounds rounds =
        new ReplicaRounds(
            store.byReplica(replicas),
            start.input(),
            start.network(),
            recipe,
            trainingRows,
            schedule);
    if (listener.looksAtBeginning() && schedule.level().isOn()) {
      beginning(summary).ifPresent(listener::onBeginning);
    }
    Best best = new Best(ReplicaState.start(start.network(), recipe.optimizer()));
    ReplicaState state = best.state;
    int round = 0;
    for (; round < options.rounds(trainingRows) && !best.patienceIsOver(); round++) {
      ReplicaRounds.End end = rounds.round(round, state, listener);
      best.take(state, end.validationLoss());
      state = end.state();
    }
    if (!best.patienceIsOver()) {
      best.take(state, validationLoss(state));
    }
    StopReason reason = best.patienceIsOver() ? StopReason.VALIDATION : StopReason.MAX_ROUNDS;
    return result(best.state, round, reason, replicas, recipe.localSteps());
  }

  /**
   * What a sample of blocks measures at the first weights; nothing of a network whose batch
   * normalisation has seen no batch.
   */
  private Optional<Round> beginning(DataSummary summary) {
    if (start.network().isNormalized()) {
      return Optional.empty();
    }
    List<Integer> sources =
        summary.blocks(Role.TRAIN).stream().map(block -> block.id().source()).distinct().toList();
    Set<Integer> some = new HashSet<>();
    for (int i = 0; i < Math.min(SAMPLED_BLOCKS, sources.size()); i++) {
      some.add(sources.get((int) ((long) i * sources.size() / SAMPLED_BLOCKS)));
    }
    NetworkPass pass =
        new NetworkPass(start.input(), start.network(), start.loss(), validation, schedule.level());
    try {
      NetworkFigures figures =
          store.bySource().aggregate(new FirstBlocksPass<>(pass, some)).figures();
      return figures.fault().isPresent()
          ? Optional.empty()
          : Optional.of(
              new Round(
                  0, figures.loss(), figures.loss(), 0, OptionalDouble.empty(), figures.health()));
    } catch (NotRepresentableException e) { // round 0 will say so
      return Optional.empty();
    }
  }

  private ReplicaRecipe recipe(DataSummary summary, int replicas) {
    NetworkOptions.Adam adam = options.adam();
    NetworkOptions.Sgd sgd = options.sgd();
    boolean isAdam = options.solver() == NetworkOptions.Solver.ADAM;
    return new ReplicaRecipe(
        start.loss(),
        options.seed(),
        adam.batch(trainingRows),
        adam.localSteps() == 0 ? epochSteps(summary, replicas) : adam.localSteps(),
        options.l2(),
        options.l1(),
        isAdam ? adam.rate(trainingRows) : sgd.rate(),
        options.schedule(trainingRows),
        options.clip(),
        isAdam
            ? new Optimizer.Adam(adam.beta1(), adam.beta2(), adam.epsilon())
            : new Optimizer.Sgd(sgd.momentum(), sgd.nesterov()),
        options.keepsMoments(),
        new Dropout(
            options.seed(), options.hidden().stream().mapToDouble(HiddenLayer::dropout).toArray()),
        validation);
  }

  /** As many steps as let the replicas together see about every row once. */
  private int epochSteps(DataSummary summary, int replicas) {
    List<BatchPlan.Extent> blocks =
        summary.blocks(Role.TRAIN).stream()
            .map(b -> BatchPlan.Extent.of(b.id(), b.rows(), validation))
            .toList();
    long batches = BatchPlan.batches(blocks, options.adam().batch(trainingRows));
    return Math.max(1, Math.toIntExact((batches + replicas - 1) / replicas));
  }

  /** The network of a state, batch normalisation folded. */
  private Network affine(ReplicaState state) {
    return BatchMoments.folded(start.network().withParameters(state.parameters()), state.moments());
  }

  private NetworkProblem problem(Network shape, double l2) {
    return new NetworkProblem(
        store.bySource(),
        start.input(),
        shape,
        start.loss(),
        l2,
        validation,
        HealthSchedule.always(HealthLevel.OFF));
  }

  private OptionalDouble validationLoss(ReplicaState state) {
    return validation.isOn()
        ? problem(affine(state), 0).validationLoss(affine(state))
        : OptionalDouble.empty();
  }

  private NetworkResult result(
      ReplicaState state, int rounds, StopReason reason, int replicas, int localSteps) {
    Network trained = start.network().withParameters(state.parameters());
    Network affine = affine(state);
    // Of a normalized network the penalty is that of its own weights, not of those folded.
    double l2 = trained.isNormalized() ? 0 : options.l2();
    double[] l1 = NetworkTraining.l1(affine, options.l1());
    Visit end =
        new Rounds(problem(affine, l2), l1, new StoppingRule(1, 0), RoundListener.none())
            .visit(affine.parameters(), false);
    double loss = end.evaluation().loss();
    double value =
        trained.isNormalized()
            ? loss + NetworkProblem.penalty(trained, options.l2(), options.l1())
            : end.objective();
    Fit fit = new Fit(state.parameters(), value, end.norm(), rounds, reason);
    return new NetworkResult(
        NetworkTraining.model(features, start.input(), affine), fit, loss, replicas, localSteps);
  }

  /** The last state, or where rows are kept back the one with the least loss over them. */
  private final class Best {
    private ReplicaState state;
    private double loss = Double.POSITIVE_INFINITY;
    private int idle;

    Best(ReplicaState state) {
      this.state = state;
    }

    void take(ReplicaState next, OptionalDouble validationLoss) {
      if (validationLoss.isEmpty()) {
        state = next;
      } else if (validationLoss.getAsDouble() < loss) {
        state = next;
        loss = validationLoss.getAsDouble();
        idle = 0;
      } else {
        idle++;
      }
    }

    boolean patienceIsOver() {
      return options.earlyStopping().isPresent()
          && idle >= options.earlyStopping().get().patience();
    }
  }
}
