package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.data.Block;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.health.HealthTotal;
import io.ogive.health.SourceHealth;
import io.ogive.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a round of local steps is seen to do, and that looking changes nothing. */
class ReplicaHealthTest {
  @Test
  void probesLookAtSoManyRowsOfASourceHoweverManyBlocksItHas() {
    NetworkRows rows = NetworkRows.draw(8, 3000, 4, 2, false);
    Network network = rows.network(new Random(8), 1, 3);
    for (int blockRows : new int[] {3000, 600, 100, 10}) {
      List<Block> blocks = rows.lay(1, blockRows, Storage.FLOAT32).blocks();
      HealthTotal health =
          ReplicaPassTest.round(
                  rows, network, ReplicaPassTest.start(network), List.of(new Shard(0, blocks)))
              .figures()
              .health();
      long expected = blockRows == 10 ? 260 : 256;
      assertThat(health.whole().probe().orElseThrow().rows()).isEqualTo(expected);
    }
  }

  @Test
  void rowsInGroupsTakeTheSameSteps() {
    NetworkRows rows = ReplicaPassTest.rows(2);
    Network network = rows.network(new Random(2), 1, 3);
    ReplicaState state = ReplicaPassTest.start(network);
    List<Block> blocks = rows.lay(3, 50, Storage.FLOAT64).blocks();
    List<Block> grouped = new ArrayList<>();
    for (Block block : blocks) {
      short[] groups = new short[block.rows()];
      for (int i = 0; i < groups.length; i++) {
        groups[i] = (short) (i % 5);
      }
      grouped.add(block.in(groups));
    }
    ReplicaTotal expected =
        ReplicaPassTest.round(rows, network, state, ReplicaPassTest.shards(rows, blocks, 2));
    ReplicaTotal total =
        ReplicaPassTest.round(rows, network, state, ReplicaPassTest.shards(rows, grouped, 2));
    ReplicaPassTest.assertSameBits(total, expected);
    HealthTotal health = total.figures().health();
    assertThat(health.sources()).hasSize(5);
    SourceHealth all = expected.figures().health().whole();
    assertThat(health.whole().rows()).isEqualTo(all.rows());
    assertThat(health.whole().steps().get(0).meanUpdate())
        .isEqualTo(all.steps().get(0).meanUpdate());
    long probed = 0;
    for (SourceHealth group : health.sources().values()) {
      assertThat(group.steps().get(0).steps()).as("a step is of several groups").isZero();
      probed += group.probe().orElseThrow().rows();
    }
    assertThat(probed).isEqualTo(all.probe().orElseThrow().rows()).isPositive();
  }
}
