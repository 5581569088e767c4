package io.ogive.data;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
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

  private Stream<Block> ofRole(Role role) {
    return blocks.stream().filter(b -> b.id().role() == role);
  }
}
