package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import io.ogive.data.Shard;
import io.ogive.model.Network;
import io.ogive.objective.NetworkRows.Laid;
import io.ogive.reference.TextbookNetwork;
import io.ogive.reference.TextbookReplicas;
import io.ogive.reference.TextbookStatistics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A round of a {@link ReplicaPass} in the textbook, by the plan as plain data. */
final class RoundReplay implements TextbookReplicas.Onlooker {
  final Map<Integer, TextbookStatistics> statistics = new TreeMap<>();
  private final ReplicaRecipe recipe;
  private final NetworkRows rows;
  private final Laid laid;
  private final Network network;
  private final int replicas;
  private final BlockId[] blockOf;
  private final MeasuredSteps measured = new MeasuredSteps();

  RoundReplay(ReplicaRecipe recipe, NetworkRows rows, Laid laid, Network network, int replicas) {
    this.recipe = recipe;
    this.rows = rows;
    this.laid = laid;
    this.network = network;
    this.replicas = replicas;
    blockOf = new BlockId[rows.x().length];
    laid.rows().forEach((id, held) -> Arrays.stream(held).forEach(i -> blockOf[i] = id));
  }

  TextbookReplicas.Round round(TextbookReplicas.State start) {
    TextbookReplicas textbook =
        new TextbookReplicas(
            rows.x(),
            rows.labels(),
            rows.w(),
            new TextbookReplicas.Settings(recipe.rate(), 0.9, 0.999, 1e-8, recipe.l2()));
    int[][][] plan = new int[replicas][][];
    double[] weights = new double[replicas];
    for (Shard shard : ReplicaTrial.shards(rows, laid.blocks(), replicas)) {
      plan[shard.id()] = plan(shard, start.steps());
      for (Block block : shard.blocks()) {
        weights[shard.id()] += Arrays.stream(block.weights()).sum();
      }
    }
    return textbook.round(TextbookNetwork.of(network), start, plan, weights, this);
  }

  private int[][] plan(Shard shard, long first) {
    List<BatchPlan.Extent> extents =
        shard.blocks().stream().map(b -> new BatchPlan.Extent(b.id(), b.rows())).toList();
    return BatchPlan.of(recipe.seed(), extents, recipe.batch(), first, recipe.localSteps())
        .batches()
        .stream()
        .map(b -> Arrays.stream(b.rows()).map(i -> laid.rows().get(b.block())[i]).toArray())
        .toArray(int[][]::new);
  }

  @Override
  public void onRow(
      int row, TextbookNetwork at, TextbookNetwork.Trace trace, TextbookNetwork.Signals signals) {
    of(row).add(at, trace, signals, rows.y()[row], rows.w()[row]);
  }

  @Override
  public void onStep(
      int[] batch, TextbookNetwork at, double[] sum, double[] stepGradient, double[] after) {
    of(batch[0]).full.gradient(sum);
    if (measured.next(blockOf[batch[0]])) {
      of(batch[0]).full.step(at, stepGradient, after);
    }
  }

  private TextbookStatistics of(int row) {
    return statistics.computeIfAbsent(
        blockOf[row].source(),
        s -> new TextbookStatistics(network.layers().size() - 1, rows.classes()));
  }
}
