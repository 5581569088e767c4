package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import io.ogive.data.Pass;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.health.HealthLevel;
import io.ogive.model.Network;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One round of local steps: every replica (a shard) starts from the shared state and takes its
 * steps on its own blocks.
 *
 * <p>The gradient of a step is {@code sum of weight_i * gradient_i / rows of the batch}, plus the
 * penalty's. Weights have mean 1 over the training rows, so this estimates the gradient of the
 * objective without bias, where a division by the batch's own weight would not.
 *
 * <p>Rows that are held out, by their role or by the recipe, are evaluated at the shared state.
 *
 * @param input how rows become inputs
 * @param shape a network of the shape; its parameters are not read
 * @param state where all replicas start
 * @param recipe what they do
 * @param shareScale the power of two that brings a replica's row weight to its share
 * @param level what to measure
 */
public record ReplicaPass(
    NetworkInput input,
    Network shape,
    ReplicaState state,
    ReplicaRecipe recipe,
    double shareScale,
    HealthLevel level)
    implements Pass<ReplicaTotal> {

  /** Rows of a source that are looked at before the steps of a round that is measured fully. */
  private static final int PROBED_ROWS = 256;

  /** The fewest rows of a block that it is worth to pass forward, if it has them. */
  private static final int PROBED_OF_BLOCK = 64;

  /**
   * Of the steps on a block in such a round, the first and every so many-th after it is measured.
   */
  private static final int MEASURED_STEP = 4;

  @Override
  public ReplicaTotal over(Shard shard) {
    Network network = shape.withParameters(state.parameters());
    NetworkBatch batch =
        NetworkBatch.of(input, network, recipe.loss(), recipe.dropout(), capacity(shard));
    NetworkFigures figures = NetworkFigures.of(shard.id(), shape);
    ReplicaTotal total = new ReplicaTotal(state, state.steps() + recipe.localSteps(), figures);
    evaluate(shard, network.isNormalized() ? folded(network, batch.capacity()) : batch, figures);
    takeSteps(shard, batch, total);
    return total;
  }

  private NetworkBatch folded(Network network, int capacity) {
    Network affine = BatchMoments.folded(network, state.moments());
    return NetworkBatch.of(input, affine, recipe.loss(), Dropout.none(), capacity);
  }

  private void evaluate(Shard shard, NetworkBatch batch, NetworkFigures figures) {
    new HeldRows(batch, recipe.validation()).add(shard, figures);
    if (level.isFull()) {
      probe(shard, batch, figures);
    }
  }

  /** The first rows of some blocks of every source, at the state that all sources share. */
  private void probe(Shard shard, NetworkBatch batch, NetworkFigures figures) {
    Map<Integer, List<Block>> sources =
        shard.blocks(Role.TRAIN).stream()
            .filter(b -> b.rows() > 0)
            .collect(Collectors.groupingBy(b -> b.id().source()));
    for (List<Block> blocks : sources.values()) {
      int of = Math.min(PROBED_OF_BLOCK, blocks.get(0).rows());
      int probed = Math.min(blocks.size(), (PROBED_ROWS - 1) / of + 1);
      int share = (PROBED_ROWS - 1) / probed + 1;
      for (int i = 0; i < probed; i++) {
        probe(blocks.get(i * blocks.size() / probed), share, batch, figures);
      }
    }
  }

  private void probe(Block block, int share, NetworkBatch batch, NetworkFigures figures) {
    int[] rows = recipe.validation().training(block.id(), block.rows());
    int last = Math.min(share, rows.length);
    for (int from = 0; from < last; from += batch.capacity()) {
      int count = Math.min(batch.capacity(), last - from);
      batch.take(block, rows, from, count);
      batch.forward(count);
      figures.probe(RowGroup.of(block, rows, from, count), batch.output(), count);
    }
  }

  /** No more rows than a block has, however large a batch may be. */
  private int capacity(Shard shard) {
    int largest = shard.blocks().stream().mapToInt(Block::rows).max().orElse(0);
    return Math.max(1, Math.min(recipe.batch(), largest));
  }

  private void takeSteps(Shard shard, NetworkBatch batch, ReplicaTotal total) {
    NetworkParameters m = NetworkParameters.zeros(shape, input.precision());
    NetworkParameters v = NetworkParameters.zeros(shape, input.precision());
    NetworkParameters before = NetworkParameters.zeros(shape, input.precision());
    double[][] optimizer = state.momentsOf(shard.id());
    m.load(optimizer[0]);
    if (recipe.optimizer().hasSecondMoment()) {
      v.load(optimizer[1]);
    }
    double[] moments = state.moments().clone();
    List<Block> training = shard.blocks(Role.TRAIN);
    Map<BlockId, Block> blocks =
        training.stream().collect(Collectors.toMap(Block::id, Function.identity()));
    NetworkFigures figures = total.figures();
    long step = state.steps();
    BlockId last = null;
    int stepsOnBlock = 0;
    for (BatchPlan.Batch planned : plan(training).batches()) {
      Block block = blocks.get(planned.block());
      gradient(block, planned, batch, figures);
      if (figures.fault().isPresent()) {
        return;
      }
      step++;
      stepsOnBlock = planned.block().equals(last) ? stepsOnBlock + 1 : 0;
      boolean measured = level.isFull() && stepsOnBlock % MEASURED_STEP == 0;
      if (measured) {
        before.copyFrom(batch.parameters());
      }
      recipe.step(batch.parameters(), m, v, batch.gradient(), planned.rows().length, step);
      if (measured) {
        figures.observeStep(block, before, batch.parameters(), batch.gradient());
      }
      if (batch.output().weight(planned.rows().length) > 0) {
        BatchMoments.move(moments, batch.moments(), step);
      }
      last = planned.block();
    }
    if (last != null) {
      total.addReplica(last, shareScale * weight(training), batch.parameters(), m, v, moments);
      if (recipe.keepsMoments()) {
        total.keep(shard.id(), m, v);
      }
    }
  }

  private BatchPlan plan(List<Block> training) {
    List<BatchPlan.Extent> extents =
        training.stream()
            .map(b -> BatchPlan.Extent.of(b.id(), b.rows(), recipe.validation()))
            .toList();
    return BatchPlan.of(recipe.seed(), extents, recipe.batch(), state.steps(), recipe.localSteps());
  }

  /** The weight of the rows that train, in order. */
  private double weight(List<Block> blocks) {
    double weight = 0;
    for (Block block : blocks) {
      for (int row : recipe.validation().training(block.id(), block.rows())) {
        weight += input.weight(block, row);
      }
    }
    return weight;
  }

  private void gradient(
      Block block, BatchPlan.Batch planned, NetworkBatch batch, NetworkFigures figures) {
    int rows = planned.rows().length;
    batch.take(block, planned.rows(), 0, rows, planned.epoch());
    if (level.isOn()) {
      batch.tally();
    }
    batch.forward(rows);
    batch.backward(rows, false);
    NetworkOutput output = batch.output();
    double loss = output.weightedLoss(rows);
    figures.addTraining(block.id(), loss, output.weight(rows));
    if (level.isOn()) {
      figures.observe(RowGroup.of(block, planned.rows(), 0, rows), batch, loss, level);
    }
    if (level.isFull()) {
      figures.sketch(block, batch.gradient());
    }
  }

  @Override
  public String description() {
    return "local steps from " + state.steps();
  }
}
