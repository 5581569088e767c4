package io.ogive.data;

import java.io.Serializable;
import java.util.List;

/**
 * An ordered list of whole blocks, fixed by the recipe: a source's blocks for a full-batch pass, a
 * replica's for local steps. A task holds whole shards.
 *
 * @param id the source's or the replica's number, from 0
 * @param blocks in the order of their ids
 */
public record Shard(int id, List<Block> blocks) implements Serializable {
  public Shard {
    blocks = List.copyOf(blocks);
  }

  /** The blocks of one role, in order. */
  public List<Block> blocks(Role role) {
    return blocks.stream().filter(b -> b.id().role() == role).toList();
  }
}
