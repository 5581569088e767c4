package io.ogive.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Shards in memory as work for all processors of this machine: totals are exact, so that who adds
 * what changes the time alone.
 */
record ParallelShards(List<Shard> shards) implements BlockSet {
  ParallelShards {
    shards = List.copyOf(shards);
  }

  @Override
  public <T extends Total<T>> T aggregate(Pass<T> pass) {
    int parts = Math.min(shards.size(), Runtime.getRuntime().availableProcessors());
    return IntStream.range(0, parts)
        .parallel()
        .mapToObj(part -> pass.overAll(part(part, parts)))
        .reduce(Total::mergeWith)
        .orElseThrow(() -> new IllegalStateException("there is no block to pass over"));
  }

  private List<Shard> part(int part, int parts) {
    return shards.subList(part * shards.size() / parts, (part + 1) * shards.size() / parts);
  }
}
