package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import io.ogive.health.GradientSketch;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthTotal;
import io.ogive.health.SourceHealth;
import io.ogive.math.ExactSums;
import io.ogive.math.NotRepresentableException;
import io.ogive.model.Network;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What every pass of a network finds besides its vectors; all of it merges exactly. */
public final class NetworkFigures implements Serializable {
  private static final int LOSS = 0;
  private static final int WEIGHT = 1;
  private static final int HELD_OUT_LOSS = 2;
  private static final int HELD_OUT_WEIGHT = 3;
  private static final int VALIDATION_LOSS = 4;
  private static final int VALIDATION_WEIGHT = 5;

  private final int shard;
  private final HealthTotal health;
  private final ExactSums sums = new ExactSums(6, ExactSums.WIDE);
  private NetworkFault fault;

  NetworkFigures(int shard, int hiddenLayers, int classes) {
    this.shard = shard;
    this.health = new HealthTotal(hiddenLayers, classes);
  }

  /** Nothing found yet in a shard by a network. */
  static NetworkFigures of(int shard, Network network) {
    return new NetworkFigures(shard, network.layers().size() - 1, NetworkOutput.margins(network));
  }

  void addTraining(BlockId block, double weightedLoss, double weight) {
    add(block, LOSS, weightedLoss);
    add(block, WEIGHT, weight);
  }

  void addHeldOut(BlockId block, double weightedLoss, double weight) {
    add(block, HELD_OUT_LOSS, weightedLoss);
    add(block, HELD_OUT_WEIGHT, weight);
  }

  /** Adds training rows that are kept back. */
  void addValidation(BlockId block, double weightedLoss, double weight) {
    add(block, VALIDATION_LOSS, weightedLoss);
    add(block, VALIDATION_WEIGHT, weight);
  }

  private void add(BlockId block, int i, double value) {
    try {
      sums.add(i, value);
    } catch (NotRepresentableException e) {
      fail(block, name(i), e.value());
    }
  }

  private static String name(int i) {
    return switch (i) {
      case LOSS -> "the loss";
      case HELD_OUT_LOSS -> "the held-out loss";
      case VALIDATION_LOSS -> "the loss of the rows kept back";
      default -> "the weight";
    };
  }

  /**
   * Adds a batch's statistics; where they leave their range they are lost, and nothing else.
   *
   * @param groups of the batch's rows
   * @param loss their weighted loss
   * @param level not OFF
   */
  void observe(List<RowGroup> groups, NetworkBatch batch, double loss, HealthLevel level) {
    // A loss that is not finite is a fault of its own, and no octave holds what led to it.
    if (!(loss <= Double.MAX_VALUE)) {
      return;
    }
    try {
      for (RowGroup group : groups) {
        batch.observe(health.source(group.id()), group, level);
      }
    } catch (NotRepresentableException e) {
      health.lose();
    }
  }

  /** Adds a sum of gradients over rows of a block to the sketch of their gradient. */
  void sketch(Block block, NetworkParameters gradient) {
    GradientSketch.Part part = new GradientSketch.Part();
    gradient.addTo(part);
    try {
      RowGroup.together(health, block).gradient().observe(part);
    } catch (NotRepresentableException e) {
      health.lose();
    }
  }

  /** Adds the outputs of some rows at the weights that all sources share. */
  void probe(List<RowGroup> groups, NetworkOutput output, int rows) {
    if (!(output.weightedLoss(rows) <= Double.MAX_VALUE)) {
      return;
    }
    try {
      for (RowGroup group : groups) {
        SourceHealth probe = health.source(group.id()).probing();
        output.observeMargins(probe, group);
        output.observeFully(probe, group);
      }
    } catch (NotRepresentableException e) {
      health.lose();
    }
  }

  /** Adds what a step did to the weights; where it leaves its range all is lost. */
  void observeStep(
      Block block, NetworkParameters before, NetworkParameters after, NetworkParameters gradient) {
    try {
      after.observeStep(before, gradient, RowGroup.together(health, block).steps());
    } catch (NotRepresentableException e) {
      health.lose();
    }
  }

  void fail(BlockId block, String what, double value) {
    NetworkFault found = new NetworkFault(shard, block, what, value);
    fault = fault == null ? found : NetworkFault.first(fault, found);
  }

  void mergeWith(NetworkFigures other) {
    sums.mergeWith(other.sums);
    health.mergeWith(other.health);
    if (other.fault != null) {
      fault = fault == null ? other.fault : NetworkFault.first(fault, other.fault);
    }
  }

  /** The first number that left its range; if there is one, nothing else here means anything. */
  public Optional<NetworkFault> fault() {
    return Optional.ofNullable(fault);
  }

  /** The weight of the training rows seen. */
  public double weight() {
    return sums.value(WEIGHT);
  }

  /** The weighted mean loss over the training rows seen. */
  public double loss() {
    return sums.value(LOSS) / sums.value(WEIGHT);
  }

  /** The weighted mean loss over the held-out rows, if there are any. */
  public OptionalDouble heldOutLoss() {
    return mean(HELD_OUT_LOSS, HELD_OUT_WEIGHT);
  }

  /** The weighted mean loss over the training rows that are kept back, if there are any. */
  public OptionalDouble validationLoss() {
    return mean(VALIDATION_LOSS, VALIDATION_WEIGHT);
  }

  private OptionalDouble mean(int loss, int weight) {
    return sums.value(weight) == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sums.value(loss) / sums.value(weight));
  }

  /** The statistics by source; none at level OFF, and none where they were lost. */
  public HealthTotal health() {
    return health.settled();
  }
}
