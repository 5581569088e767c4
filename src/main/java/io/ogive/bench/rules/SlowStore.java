package io.ogive.bench.rules;

import io.ogive.data.BlockSet;
import io.ogive.data.BlockStore;
import io.ogive.data.ColumnSums;
import io.ogive.data.DataSummary;
import io.ogive.data.Pass;
import io.ogive.data.Shard;
import io.ogive.data.Total;

/** A store in which every pass over one source takes longer. */
record SlowStore(BlockStore store, int source, long milliseconds) implements BlockStore {
  @Override
  public DataSummary summary() {
    return store.summary();
  }

  @Override
  public BlockSet bySource() {
    BlockSet all = store.bySource();
    return new BlockSet() {
      @Override
      public <T extends Total<T>> T aggregate(Pass<T> pass) {
        return all.aggregate(new SlowPass<>(pass, source, milliseconds));
      }
    };
  }

  @Override
  public BlockSet byReplica(int replicas) {
    return store.byReplica(replicas);
  }

  @Override
  public ColumnSums trainingSums() {
    return store.trainingSums();
  }

  @Override
  public void close() {
    store.close();
  }

  private record SlowPass<T extends Total<T>>(Pass<T> pass, int source, long milliseconds)
      implements Pass<T> {
    @Override
    public T over(Shard shard) {
      if (shard.id() == source) {
        try {
          Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return pass.over(shard);
    }

    @Override
    public String description() {
      return pass.description();
    }
  }
}
