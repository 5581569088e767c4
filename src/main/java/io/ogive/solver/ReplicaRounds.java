package io.ogive.solver;

import io.ogive.data.BlockSet;
import io.ogive.health.HealthSchedule;
import io.ogive.math.NotRepresentableException;
import io.ogive.model.Network;
import io.ogive.objective.NetworkFault;
import io.ogive.objective.NetworkFigures;
import io.ogive.objective.NetworkInput;
import io.ogive.objective.Optimizer;
import io.ogive.objective.ReplicaPass;
import io.ogive.objective.ReplicaRecipe;
import io.ogive.objective.ReplicaState;
import io.ogive.objective.ReplicaTotal;
import java.util.OptionalDouble;

/**
 * Rounds of local steps on replicas: each round is one pass in which every replica takes local
 * steps from the shared state, and the shared state becomes their mean by row weight.
 */
final class ReplicaRounds {
  private final BlockSet replicas;
  private final NetworkInput input;
  private final Network shape;
  private final ReplicaRecipe recipe;
  private final double shareScale;
  private final HealthSchedule schedule;

  /**
   * @param replicas a shard a replica
   * @param shape a network of the shape; its parameters are not read
   * @param rows the training rows of all replicas
   */
  ReplicaRounds(
      BlockSet replicas,
      NetworkInput input,
      Network shape,
      ReplicaRecipe recipe,
      long rows,
      HealthSchedule schedule) {
    this.replicas = replicas;
    this.input = input;
    this.shape = shape;
    this.recipe = recipe;
    this.schedule = schedule;
    // The mean weight of a row is 1, so all shares add to between 1/2 and 1.
    shareScale = Math.scalb(1.0, Long.numberOfLeadingZeros(rows) - Long.SIZE);
  }

  /**
   * What a round gave.
   *
   * @param validationLoss over the rows kept back, at the state where the round started
   */
  record End(ReplicaState state, OptionalDouble validationLoss) {}

  /**
   * One round; tells the listener.
   *
   * @param round its number, from 0
   * @throws DivergedException if a number stops being finite or leaves its range
   */
  End round(int round, ReplicaState state, RoundListener listener) {
    ReplicaTotal total = aggregate(round, state);
    NetworkFigures figures = total.figures();
    if (figures.fault().isPresent()) {
      throw diverged(round, figures.fault().get());
    }
    ReplicaState next = total.average();
    Network start = shape.withParameters(state.parameters());
    double penalty = NetworkProblem.penalty(start, recipe.l2(), recipe.l1());
    listener.onRound(
        new Round(
                round,
                figures.loss(),
                figures.loss() + penalty,
                meanStep(state, next) / recipe.rate(),
                figures.heldOutLoss(),
                figures.health())
            .with(new Round.Weights(NetworkProblem.weightNorms(start), Double.NaN)));
    return new End(next, figures.validationLoss());
  }

  private ReplicaTotal aggregate(int round, ReplicaState state) {
    try {
      return replicas.aggregate(
          new ReplicaPass(input, shape, state, recipe, shareScale, schedule.next()));
    } catch (NotRepresentableException e) {
      throw new DivergedException(
          "round %d: the sum over replicas leaves its range: %s; lower %s"
              .formatted(round, e.getMessage(), rateKey()),
          e);
    }
  }

  private DivergedException diverged(int round, NetworkFault fault) {
    return new DivergedException(
        ("round %d: %s is %s in replica %d at block %d of source %d;"
                + " lower %s, or look for extreme values there")
            .formatted(
                round,
                fault.what(),
                fault.value(),
                fault.shard(),
                fault.block().ordinal(),
                fault.block().source(),
                rateKey()),
        "%s is %s".formatted(fault.what(), fault.value()),
        fault.block().source());
  }

  private String rateKey() {
    return recipe.optimizer() instanceof Optimizer.Sgd ? "solver.sgd.rate" : "solver.adam.rate";
  }

  private static double meanStep(ReplicaState from, ReplicaState to) {
    double largest = 0;
    for (int i = 0; i < from.parameters().length; i++) {
      largest = Math.max(largest, Math.abs(to.parameters()[i] - from.parameters()[i]));
    }
    return largest / (to.steps() - from.steps());
  }
}
