package io.ogive.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.data.DataSummary.BlockInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataSummaryTest {
  private static final List<BlockInfo> BLOCKS =
      List.of(
          new BlockInfo(new BlockId(0, Role.TRAIN, 0), 1024, 0, 11),
          new BlockInfo(new BlockId(0, Role.TRAIN, 1), 3, 0, 12),
          new BlockInfo(new BlockId(0, Role.TEST, 0), 50, 0, 13),
          new BlockInfo(new BlockId(4, Role.TRAIN, 0), 100, 0, 14));

  @Test
  void countsRowsByRoleAndSourcesThatHaveBlocks() {
    DataSummary summary = new DataSummary(3, false, 2, BLOCKS);
    assertThat(summary.rows(Role.TRAIN)).isEqualTo(1127);
    assertThat(summary.rows(Role.TEST)).isEqualTo(50);
    assertThat(summary.sources()).isEqualTo(2);
    assertThat(summary.blocks(Role.TEST)).containsExactly(BLOCKS.get(2));
  }

  @Test
  void theOrderOfTheListingDoesNotMatter() {
    List<BlockInfo> reversed = new ArrayList<>(BLOCKS);
    Collections.reverse(reversed);
    DataSummary summary = new DataSummary(3, false, 2, reversed);
    assertThat(summary).isEqualTo(new DataSummary(3, false, 2, BLOCKS));
    assertThat(summary.blocks()).isEqualTo(BLOCKS);
  }

  @Test
  void theFingerprintTellsEveryDifference() {
    List<Long> prints = new ArrayList<>();
    prints.add(new DataSummary(3, false, 2, BLOCKS).fingerprint());
    prints.add(new DataSummary(4, false, 2, BLOCKS).fingerprint());
    prints.add(new DataSummary(3, false, 2, BLOCKS.subList(0, 3)).fingerprint());
    for (int b = 0; b < BLOCKS.size(); b++) {
      List<BlockInfo> changed = new ArrayList<>(BLOCKS);
      changed.set(b, new BlockInfo(BLOCKS.get(b).id(), BLOCKS.get(b).rows(), 0, 99));
      prints.add(new DataSummary(3, false, 2, changed).fingerprint());
      changed.set(b, new BlockInfo(new BlockId(9, Role.TEST, b), 1, 0, BLOCKS.get(b).checksum()));
      prints.add(new DataSummary(3, false, 2, changed).fingerprint());
    }
    assertThat(prints).doesNotHaveDuplicates();
  }

  @Test
  void anIdThatComesTwiceIsRefused() {
    List<BlockInfo> twice = new ArrayList<>(BLOCKS);
    twice.add(BLOCKS.get(1));
    assertThatThrownBy(() -> new DataSummary(3, false, 2, twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("comes twice");
  }

  @Test
  void keysOfIdsAreDistinct() {
    List<Long> keys = new ArrayList<>();
    for (int source : new int[] {0, 1, 77, Integer.MAX_VALUE}) {
      for (Role role : Role.values()) {
        for (int ordinal : new int[] {0, 1, 1_000_000, Integer.MAX_VALUE}) {
          keys.add(new BlockId(source, role, ordinal).key());
        }
      }
    }
    assertThat(keys).doesNotHaveDuplicates();
  }
}
