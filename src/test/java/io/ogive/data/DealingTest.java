package io.ogive.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.data.DataSummary.BlockInfo;
import io.ogive.math.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DealingTest {
  private static List<BlockInfo> blocks(long seed, int count) {
    KeyedRandom random = KeyedRandom.of(seed);
    List<BlockInfo> blocks = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      int rows = random.nextInt(3) == 0 ? 1 + random.nextInt(1024) : 1024;
      blocks.add(new BlockInfo(new BlockId(b % 7, Role.TRAIN, b / 7), rows, 0, b));
      if (b % 3 == 0) {
        blocks.add(new BlockInfo(new BlockId(b % 7, Role.TEST, b / 7), rows / 2 + 1, 0, -b));
      }
    }
    return blocks;
  }

  private static DataSummary summary(List<BlockInfo> blocks) {
    return new DataSummary(4, false, 2, blocks);
  }

  @Test
  void aSmallDealByHand() {
    int[] rows = {10, 1024, 1024, 500, 600};
    List<BlockInfo> blocks = new ArrayList<>();
    for (int b = 0; b < rows.length; b++) {
      blocks.add(new BlockInfo(new BlockId(0, Role.TRAIN, b), rows[b], 0, 0));
    }
    blocks.add(new BlockInfo(new BlockId(5, Role.TEST, 0), 3, 0, 0));
    // 1024 (b1) -> 0, 1024 (b2) -> 1, 600 (b4) -> 0, 500 (b3) -> 1, 10 (b0) -> 1 which has 1524
    assertThat(Dealing.replicaOf(summary(blocks), 2))
        .isEqualTo(
            Map.of(
                blocks.get(0).id(), 1,
                blocks.get(1).id(), 0,
                blocks.get(2).id(), 1,
                blocks.get(3).id(), 1,
                blocks.get(4).id(), 0,
                blocks.get(5).id(), 0));
  }

  @Test
  void everyBlockIsDealtAndNoReplicaIsMoreThanABlockAhead() {
    for (int seed = 0; seed < 40; seed++) {
      List<BlockInfo> blocks = blocks(seed, 8 + seed);
      for (int replicas = 1; replicas <= 8; replicas++) {
        Map<BlockId, Integer> dealt = Dealing.replicaOf(summary(blocks), replicas);
        assertThat(dealt.keySet())
            .containsExactlyInAnyOrderElementsOf(blocks.stream().map(BlockInfo::id).toList());
        for (Role role : Role.values()) {
          long[] rows = new long[replicas];
          for (BlockInfo b : blocks) {
            rows[dealt.get(b.id())] += b.id().role() == role ? b.rows() : 0;
          }
          long least = Arrays.stream(rows).min().orElseThrow();
          long most = Arrays.stream(rows).max().orElseThrow();
          assertThat(most - least).as("seed %d, %d replicas", seed, replicas).isLessThan(1025);
          assertThat(least > 0 || role == Role.TEST).isTrue();
        }
      }
    }
  }

  @Test
  void theOrderOfTheListingDoesNotMatter() {
    List<BlockInfo> blocks = blocks(3, 50);
    Map<BlockId, Integer> expected = Dealing.replicaOf(summary(blocks), 5);
    for (int seed = 0; seed < 10; seed++) {
      List<BlockInfo> shuffled = new ArrayList<>();
      for (int i : KeyedRandom.of(seed).permutation(blocks.size())) {
        shuffled.add(blocks.get(i));
      }
      assertThat(Dealing.replicaOf(summary(shuffled), 5)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "4"})
  void replicasWithoutABlockAreRefused(int replicas) {
    List<BlockInfo> blocks = blocks(1, 3);
    assertThatThrownBy(() -> Dealing.replicaOf(summary(blocks), replicas))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(replicas + " replicas cannot share 3 training blocks")
        .hasMessageContaining("set solver.adam.replicas to 1 .. 3");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "16383, 16, 1",
    "32767, 32, 1",
    "32768, 32, 2",
    "131072, 128, 8",
    "1000000, 1000, 8",
    "1000000, 3, 2"
  })
  void theDefaultNumberComesFromRowsAndBlocks(int rows, int count, int expected) {
    List<BlockInfo> blocks = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      int from = (int) ((long) rows * b / count);
      int to = (int) ((long) rows * (b + 1) / count);
      blocks.add(new BlockInfo(new BlockId(0, Role.TRAIN, b), to - from, 0, 0));
      blocks.add(new BlockInfo(new BlockId(0, Role.TEST, b), 1024, 0, 0));
    }
    assertThat(Dealing.defaultReplicas(summary(blocks))).isEqualTo(expected);
  }
}
