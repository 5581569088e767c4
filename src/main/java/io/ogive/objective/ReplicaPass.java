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
 * steps of Adam on its own blocks.
 *
 * <p>The gradient of a step is {@code sum of weight_i * gradient_i / rows of the batch}, plus the
 * penalty's. Weights have mean 1 over the training rows, so this estimates the gradient of the
 * objective without bias, where a division by the batch's own weight would not.
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

  @Override
  public ReplicaTotal over(Shard shard) {
    Network network = shape.withParameters(state.parameters());
    NetworkBatch batch = NetworkBatch.of(input, network, recipe.loss(), capacity(shard));
    NetworkFigures figures = NetworkFigures.of(shard.id(), shape);
    ReplicaTotal total =
        new ReplicaTotal(batch.parameters().size(), state.steps() + recipe.localSteps(), figures);
    NetworkPass.heldOut(shard, batch, figures);
    takeSteps(shard, batch, total);
    return total;
  }

  /** No more rows than a block has, however large a batch may be. */
  private int capacity(Shard shard) {
    int largest = shard.blocks().stream().mapToInt(Block::rows).max().orElse(0);
    return Math.max(1, Math.min(recipe.batch(), largest));
  }

  private void takeSteps(Shard shard, NetworkBatch batch, ReplicaTotal total) {
    NetworkParameters m = new NetworkParameters(shape);
    NetworkParameters v = new NetworkParameters(shape);
    m.load(state.m());
    v.load(state.v());
    List<Block> training = shard.blocks(Role.TRAIN);
    Map<BlockId, Block> blocks =
        training.stream().collect(Collectors.toMap(Block::id, Function.identity()));
    NetworkFigures figures = total.figures();
    long step = state.steps();
    BlockId last = null;
    for (BatchPlan.Batch planned : plan(training).batches()) {
      Block block = blocks.get(planned.block());
      gradient(block, planned.rows(), batch, figures);
      if (figures.fault().isPresent()) {
        return;
      }
      recipe.step(batch.parameters(), m, v, batch.gradient(), ++step);
      batch.parametersChanged();
      last = planned.block();
    }
    if (last != null) {
      total.addReplica(last, shareScale * weight(training), batch.parameters(), m, v);
    }
  }

  private BatchPlan plan(List<Block> training) {
    List<BatchPlan.Extent> extents =
        training.stream().map(b -> new BatchPlan.Extent(b.id(), b.rows())).toList();
    return BatchPlan.of(recipe.seed(), extents, recipe.batch(), state.steps(), recipe.localSteps());
  }

  /** The row weight of some blocks, in order. */
  private double weight(List<Block> blocks) {
    double weight = 0;
    for (Block block : blocks) {
      for (int i = 0; i < block.rows(); i++) {
        weight += input.weight(block, i);
      }
    }
    return weight;
  }

  private void gradient(Block block, int[] rows, NetworkBatch batch, NetworkFigures figures) {
    for (int i = 0; i < rows.length; i++) {
      batch.take(block, rows[i], i);
    }
    batch.forward(rows.length);
    batch.backward(rows.length, false);
    NetworkOutput output = batch.output();
    figures.addTraining(block.id(), output.weightedLoss(rows.length), output.weight(rows.length));
    if (level != HealthLevel.OFF) {
      figures.observe(block.id(), batch, rows.length);
    }
    double perRow = 1.0 / rows.length;
    for (int l = 0; l < batch.gradient().weights.length; l++) {
      double[] g = batch.gradient().weights[l];
      double[] w = batch.parameters().weights[l];
      for (int i = 0; i < g.length; i++) {
        g[i] = Math.fma(recipe.l2(), w[i], g[i] * perRow);
      }
      double[] bias = batch.gradient().biases[l];
      for (int i = 0; i < bias.length; i++) {
        bias[i] *= perRow;
      }
    }
  }

  @Override
  public String description() {
    return "local steps from " + state.steps();
  }
}
