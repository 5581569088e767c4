package io.ogive.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.math.Panels;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A shard whose blocks are read one by one is the shard that holds them all. */
class StreamedBlocksTest {
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger handedOut = new AtomicInteger();
  private final List<Block> blocks =
      IntStream.range(0, 6).mapToObj(b -> block(b < 4 ? Role.TRAIN : Role.TEST, b)).toList();
  private final Shard streamed =
      Shard.streamed(
          3,
          () -> {
            opened.incrementAndGet();
            Iterator<Block> all = blocks.iterator();
            return new Iterator<>() {
              @Override
              public boolean hasNext() {
                return all.hasNext();
              }

              @Override
              public Block next() {
                handedOut.incrementAndGet();
                return all.next();
              }
            };
          });

  private static Block block(Role role, int ordinal) {
    Panels panels = Panels.of(1, 1, new float[Panels.length(1, 1)]);
    return new Block.Dense(
        new BlockId(3, role, ordinal), new double[] {1}, new double[] {1}, panels);
  }

  @Test
  void aPassOverItHoldsOneBlockAtATime() {
    int seen = 0;
    for (Block block : streamed.blocks()) {
      assertThat(block).isSameAs(blocks.get(seen++));
      assertThat(handedOut.get()).isEqualTo(seen);
    }
    assertThat(seen).isEqualTo(6);
    assertThat(opened.get()).isEqualTo(1);
  }

  @Test
  void severalShardsAreReadOneBlockAtATimeToo() {
    int seen = 0;
    for (Block block : Shard.blocksOf(List.of(streamed, new Shard(4, List.of()), streamed))) {
      assertThat(block).isSameAs(blocks.get(seen++ % 6));
      assertThat(handedOut.get()).isEqualTo(seen);
    }
    assertThat(seen).isEqualTo(12);
  }

  @Test
  void itIsReadAsOftenAsItIsAskedFor() {
    assertThat(streamed.blocks().stream().toList()).isEqualTo(blocks);
    assertThat(streamed.blocks(Role.TEST).stream().toList()).isEqualTo(blocks.subList(4, 6));
    assertThat(streamed.blocks(Role.TRAIN).iterator().next()).isSameAs(blocks.get(0));
    assertThat(opened.get()).isEqualTo(3);
  }

  /** The control: by its place a block costs all of them, once. */
  @Test
  void aBlockByItsPlaceHasAllReadAndKept() {
    assertThat(streamed.blocks().get(5)).isSameAs(blocks.get(5));
    assertThat(handedOut.get()).isEqualTo(6);
    assertThat(streamed.blocks().size()).isEqualTo(6);
    assertThat(streamed.blocks().get(0)).isSameAs(blocks.get(0));
    assertThat(opened.get()).isEqualTo(1);
    assertThat(streamed).isEqualTo(new Shard(3, blocks));
  }
}
