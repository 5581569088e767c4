package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import io.ogive.data.Dealing;
import io.ogive.data.Shard;
import io.ogive.health.HealthLevel;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Drawn rows, a network for them, and rounds of one recipe. */
record ReplicaTrial(NetworkRows rows, Network network) {
  static final ReplicaRecipe RECIPE = recipe(0.02);

  private static final double SCALE = 0x1p-9;

  static ReplicaTrial of(int classes, int... hidden) {
    return of(NetworkRows.draw(classes, 230, 6, classes, true), hidden);
  }

  static ReplicaTrial of(NetworkRows rows, int... hidden) {
    return new ReplicaTrial(rows, rows.network(new Random(2), 1, hidden));
  }

  /** With this rate, and all else as in {@link #RECIPE}. */
  static ReplicaRecipe recipe(double rate) {
    return new ReplicaRecipe(
        Loss.CROSS_ENTROPY,
        11,
        16,
        9,
        0.01,
        0,
        rate,
        Schedule.CONSTANT,
        Double.POSITIVE_INFINITY,
        new Optimizer.Adam(0.9, 0.999, 1e-8),
        false,
        Dropout.none(),
        Validation.NONE);
  }

  ReplicaState start() {
    return ReplicaState.start(network, RECIPE.optimizer());
  }

  ReplicaPass pass(ReplicaState from, ReplicaRecipe recipe, HealthLevel level) {
    return new ReplicaPass(rows.plainInput(), network, from, recipe, SCALE, level);
  }

  /** The first round, measured fully. */
  ReplicaTotal round(List<Shard> shards) {
    return round(start(), shards);
  }

  ReplicaTotal round(ReplicaState from, List<Shard> shards) {
    return new NetworkRows.Shards(shards).aggregate(pass(from, RECIPE, HealthLevel.FULL));
  }

  List<Shard> shards(List<Block> blocks, int replicas) {
    return shards(rows, blocks, replicas);
  }

  /** Blocks dealt to replicas as training deals them. */
  static List<Shard> shards(NetworkRows rows, List<Block> blocks, int replicas) {
    Map<BlockId, Integer> dealt = Dealing.replicaOf(rows.store(blocks).summary(), replicas);
    List<Shard> shards = new ArrayList<>();
    for (int r = 0; r < replicas; r++) {
      int replica = r;
      shards.add(
          new Shard(
              r,
              blocks.stream()
                  .filter(b -> dealt.get(b.id()) == replica)
                  .sorted((a, b) -> a.id().compareTo(b.id()))
                  .toList()));
    }
    return shards;
  }

  static void assertSameBits(ReplicaTotal a, ReplicaTotal b) {
    assertThat(a.average().parameters()).isEqualTo(b.average().parameters());
    assertThat(a.average().m()).isEqualTo(b.average().m());
    assertThat(a.average().v()).isEqualTo(b.average().v());
    assertThat(a.figures().loss()).isEqualTo(b.figures().loss());
  }
}
