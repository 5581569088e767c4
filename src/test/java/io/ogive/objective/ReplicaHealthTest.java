package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.data.Block;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.health.HealthTotal;
import io.ogive.health.SourceHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a round of local steps is seen to do, and that looking changes nothing. */
class ReplicaHealthTest {
  @Test
  void probesLookAtSoManyRowsOfASourceHoweverManyBlocksItHas() {
    NetworkRows rows = NetworkRows.draw(8, 3000, 4, 2, false);
    ReplicaTrial trial = new ReplicaTrial(rows, rows.network(new Random(8), 1, 3));
    for (int blockRows : new int[] {3000, 600, 100, 10}) {
      List<Block> blocks = trial.rows().lay(1, blockRows, Storage.FLOAT32).blocks();
      HealthTotal health = trial.round(List.of(new Shard(0, blocks))).figures().health();
      long expected = blockRows == 10 ? 260 : 256;
      assertThat(health.whole().probe().orElseThrow().rows()).isEqualTo(expected);
    }
  }

  @Test
  void rowsInGroupsTakeTheSameSteps() {
    ReplicaTrial trial = ReplicaTrial.of(2, 3);
    List<Block> blocks = trial.rows().lay(3, 50, Storage.FLOAT64).blocks();
    List<Block> grouped = new ArrayList<>();
    for (Block block : blocks) {
      short[] groups = new short[block.rows()];
      for (int i = 0; i < groups.length; i++) {
        groups[i] = (short) (i % 5);
      }
      grouped.add(block.in(groups));
    }
    ReplicaTotal expected = trial.round(trial.shards(blocks, 2));
    ReplicaTotal total = trial.round(trial.shards(grouped, 2));
    ReplicaTrial.assertSameBits(total, expected);
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
