package io.ogive.data;

import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An ordered list of whole blocks, fixed by the recipe: a source's blocks for a full-batch pass, a
 * replica's for local steps. A task holds whole shards.
 *
 * @param id the source's or the replica's number, from 0
 * @param blocks in the order of their ids
 */
public record Shard(int id, List<Block> blocks) implements Serializable {
  public Shard {
    blocks = blocks instanceof StreamedBlocks ? blocks : List.copyOf(blocks);
  }

  /**
   * A shard whose blocks need not fit in memory together: one that is iterated over holds one at a
   * time, one that is asked for a block by its place, or for their number, holds all.
   *
   * @param blocks reads them, in the order of their ids, every time it is asked
   */
  public static Shard streamed(int id, Supplier<Iterator<Block>> blocks) {
    return new Shard(id, new StreamedBlocks(blocks));
  }

  /** The blocks of one role, in order. */
  public List<Block> blocks(Role role) {
    return blocks instanceof StreamedBlocks
        ? new StreamedBlocks(() -> ofRole(role).iterator())
        : ofRole(role).toList();
  }

  /** The blocks of several shards, one after the other. */
  public static Iterable<Block> blocksOf(Iterable<Shard> shards) {
    return () -> new BlocksOf(shards.iterator());
  }

  private Stream<Block> ofRole(Role role) {
    return blocks.stream().filter(b -> b.id().role() == role);
  }

  /** Not a stream: that would read all blocks of a shard to hand out the first. */
  private static final class BlocksOf implements Iterator<Block> {
    private final Iterator<Shard> shards;
    private Iterator<Block> blocks = Collections.emptyIterator();

    BlocksOf(Iterator<Shard> shards) {
      this.shards = shards;
    }

    @Override
    public boolean hasNext() {
      while (!blocks.hasNext() && shards.hasNext()) {
        blocks = shards.next().blocks().iterator();
      }
      return blocks.hasNext();
    }

    @Override
    public Block next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return blocks.next();
    }
  }
}
