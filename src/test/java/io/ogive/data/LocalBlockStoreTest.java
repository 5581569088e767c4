package io.ogive.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.testing.BlockSetContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalBlockStoreTest extends BlockSetContract {
  private record Nothing() implements Total<Nothing> {
    @Override
    public Nothing mergeWith(Nothing other) {
      return this;
    }
  }

  @Override
  protected BlockStore store(boolean sparse, List<Block> blocks) {
    return LocalBlockStore.of(COLUMNS, sparse, CLASSES, blocks);
  }

  @Test
  void withoutAShardThereIsNoTotal() {
    BlockStore empty = store(false, List.of());
    assertThatThrownBy(() -> empty.bySource().aggregate(shard -> new Nothing()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aClosedStoreHoldsNoBlocks() {
    BlockStore store = store(false, blocks(false));
    Nothing before = store.bySource().aggregate(shard -> new Nothing());
    assertThat(before).isNotNull();
    store.close();
    assertThatThrownBy(() -> store.bySource().aggregate(shard -> new Nothing()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void blocksThatDoNotBelongTogetherAreRefused() {
    List<Block> blocks = blocks(false);
    assertThatThrownBy(() -> store(true, blocks)).hasMessageContaining("expected sparse");
    assertThatThrownBy(() -> LocalBlockStore.of(5, false, 3, blocks))
        .hasMessageContaining("of 4 columns, expected dense of 5");
    List<Block> twice = new ArrayList<>(blocks);
    twice.add(blocks.get(2));
    assertThatThrownBy(() -> store(false, twice)).hasMessageContaining("comes twice");
  }
}
