package io.ogive.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * All blocks in memory on one core: the twin of a cluster, with the same shards and the same bits.
 */
public final class LocalBlockStore implements BlockStore {
  private final DataSummary summary;
  private List<Block> blocks;

  private LocalBlockStore(DataSummary summary, List<Block> blocks) {
    this.summary = summary;
    this.blocks = blocks;
  }

  /**
   * A store of these blocks, in any order.
   *
   * @throws IllegalArgumentException if a block has another width or layout, or an id comes twice
   */
  public static LocalBlockStore of(int columns, boolean sparse, int classes, List<Block> blocks) {
    for (Block block : blocks) {
      if (block.columns() != columns || (block instanceof Block.Sparse) != sparse) {
        throw new IllegalArgumentException(
            "%s is %s of %d columns, expected %s of %d"
                .formatted(
                    block.id(),
                    layout(block instanceof Block.Sparse),
                    block.columns(),
                    layout(sparse),
                    columns));
      }
    }
    List<DataSummary.BlockInfo> infos = blocks.stream().map(DataSummary.BlockInfo::of).toList();
    List<Block> inOrder = blocks.stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
    return new LocalBlockStore(new DataSummary(columns, sparse, classes, infos), inOrder);
  }

  private static String layout(boolean sparse) {
    return sparse ? "sparse" : "dense";
  }

  @Override
  public DataSummary summary() {
    return summary;
  }

  @Override
  public BlockSet bySource() {
    return new Shards(shards(BlockId::source));
  }

  @Override
  public BlockSet byReplica(int replicas) {
    NavigableMap<BlockId, Integer> dealt = Dealing.replicaOf(summary, replicas);
    return new Shards(shards(dealt::get));
  }

  /** As {@link #bySource}, with all processors of this machine at work. */
  public BlockSet inParallel() {
    return new ParallelShards(shards(BlockId::source));
  }

  private List<Shard> shards(ToIntFunction<BlockId> key) {
    Map<Integer, List<Block>> byKey = new TreeMap<>();
    for (Block block : blocks) {
      byKey.computeIfAbsent(key.applyAsInt(block.id()), k -> new ArrayList<>()).add(block);
    }
    return byKey.entrySet().stream().map(e -> new Shard(e.getKey(), e.getValue())).toList();
  }

  @Override
  public void close() {
    blocks = List.of();
  }

  private record Shards(List<Shard> shards) implements BlockSet {
    @Override
    public <T extends Total<T>> T aggregate(Pass<T> pass) {
      if (shards.isEmpty()) {
        throw new IllegalStateException("there is no block to pass over");
      }
      return pass.overAll(shards);
    }
  }
}
