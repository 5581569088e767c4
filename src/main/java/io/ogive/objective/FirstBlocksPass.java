package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.data.Pass;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.data.Total;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Another pass over the first training block of some shards alone: a sample for people to look at.
 *
 * @param shards the ids of those that are looked at
 */
public record FirstBlocksPass<T extends Total<T>>(Pass<T> pass, Set<Integer> shards)
    implements Pass<T> {
  public FirstBlocksPass {
    shards = Set.copyOf(shards);
  }

  @Override
  public T over(Shard shard) {
    return pass.over(new Shard(shard.id(), first(shard)));
  }

  private List<Block> first(Shard shard) {
    if (!shards.contains(shard.id())) {
      return List.of();
    }
    Iterator<Block> training = shard.blocks(Role.TRAIN).iterator();
    return training.hasNext() ? List.of(training.next()) : List.of();
  }

  @Override
  public String description() {
    return pass.description() + ", a sample";
  }
}
