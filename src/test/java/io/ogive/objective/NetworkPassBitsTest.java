package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.data.Block;
import io.ogive.data.BlockBuilder;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.math.Kernels;
import io.ogive.model.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What changes no bit of a pass over a network. */
class NetworkPassBitsTest {
  private static final int[] HIDDEN = {7, 4};

  @Test
  void groupingAndOrderOfBlocksChangeNoBit() {
    NetworkRows rows = NetworkRows.draw(4, 300, 5, 3, true);
    Network network = rows.network(new Random(5), 1, HIDDEN);
    List<Block> blocks = rows.lay(3, 32, Storage.FLOAT32).blocks();
    NetworkTotal bySource =
        NetworkPasses.aggregate(rows, network, NetworkPasses.shardsBySource(blocks));
    NetworkTotal together = NetworkPasses.pass(rows, blocks, network);
    List<Shard> alone = new ArrayList<>();
    blocks.forEach(block -> alone.add(new Shard(alone.size(), List.of(block))));
    Collections.shuffle(alone, new Random(1));
    NetworkTotal shuffled = NetworkPasses.aggregate(rows, network, alone);
    NetworkPasses.assertSameBits(together, bySource);
    NetworkPasses.assertSameBits(shuffled, bySource);
    double[] plain = new double[bySource.meanGradient().length];
    for (Shard shard : alone) {
      NetworkTotal part = NetworkPasses.pass(rows, shard.blocks(), network);
      for (int i = 0; i < plain.length; i++) {
        plain[i] += part.meanGradient()[i] * part.figures().weight();
      }
    }
    for (int i = 0; i < plain.length; i++) {
      plain[i] /= bySource.figures().weight();
    }
    assertThat(plain).as("a plain sum depends on order").isNotEqualTo(bySource.meanGradient());
  }

  @Test
  void aPassThatRunsTwiceAndAtAnyLevelGivesTheSameBits() {
    NetworkRows rows = NetworkRows.draw(4, 300, 5, 3, true);
    Network network = rows.network(new Random(5), 1, HIDDEN);
    List<Block> blocks = rows.lay(3, 32, Storage.FLOAT32).blocks();
    NetworkPass pass = new NetworkPass(rows.plainInput(), network, HealthLevel.BASIC);
    Shard shard = new Shard(0, blocks);
    NetworkPasses.assertSameBits(pass.over(shard), pass.over(shard));
    NetworkTotal off = new NetworkPass(rows.plainInput(), network, HealthLevel.OFF).over(shard);
    NetworkPasses.assertSameBits(off, pass.over(shard));
    assertThat(off.figures().health().sources()).isEmpty();
  }

  @Test
  void sparseBlocksGiveTheBitsOfDenseOnes() {
    NetworkRows rows = NetworkRows.draw(4, 200, 9, 3, true);
    for (double[] x : rows.x()) {
      x[2] = 0;
      x[7] = x[7] > 0 ? x[7] : 0;
    }
    Network network = rows.network(new Random(5), 1, HIDDEN);
    List<Block> sparse = new ArrayList<>();
    BlockBuilder builder =
        new BlockBuilder(0, Role.TRAIN, 9, true, Storage.FLOAT32, 64, new double[9], sparse::add);
    for (int i = 0; i < 200; i++) {
      builder.startRow(rows.y()[i], rows.w()[i]);
      for (int j = 0; j < 9; j++) {
        if (rows.x()[i][j] != 0) {
          builder.put(j, rows.x()[i][j]);
        }
      }
      builder.endRow();
    }
    builder.finish();
    assertThat(sparse).hasOnlyElementsOfType(Block.Sparse.class);
    NetworkPasses.assertSameBits(
        NetworkPasses.pass(rows, sparse, network),
        NetworkPasses.pass(rows, rows.lay(1, 64, Storage.FLOAT32).blocks(), network));
  }

  @Test
  @SuppressWarnings("try")
  void scalarAndVectorKernelsGiveTheSameBits() {
    NetworkRows rows = NetworkRows.draw(4, 300, 67, 5, true);
    Network network = rows.network(new Random(5), 1, 33, 9);
    List<Block> blocks = rows.lay(3, 100, Storage.FLOAT32).blocks();
    NetworkTotal best = NetworkPasses.pass(rows, blocks, network);
    try (Kernels.Use use = Kernels.use(Kernels.scalar())) {
      NetworkPasses.assertSameBits(NetworkPasses.pass(rows, blocks, network), best);
    }
  }

  @Test
  void whenStatisticsLeaveTheirRangeTrainingGoesOnWithTheSameBits() {
    NetworkRows rows = NetworkRows.draw(4, 60, 5, 3, false);
    Network network = rows.network(new Random(5), 1, HIDDEN);
    for (int i = 0; i < 60; i++) {
      rows.x()[i][0] *= 1e11;
    }
    List<Block> blocks = rows.lay(1, 64, Storage.FLOAT64).blocks();
    NetworkTotal basic = NetworkPasses.pass(rows, blocks, network);
    assertThat(basic.figures().fault()).isEmpty();
    assertThat(basic.figures().health().sources()).isEmpty();
    NetworkPass off = new NetworkPass(rows.plainInput(), network, HealthLevel.OFF);
    NetworkPasses.assertSameBits(off.over(new Shard(0, blocks)), basic);
  }
}
