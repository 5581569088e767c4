package io.ogive.data;

import io.ogive.testing.BlockSetContract;
import java.util.List;

/** A local store whose sources are work for all processors gives the same totals. */
class ParallelShardsTest extends BlockSetContract {
  @Override
  protected BlockStore store(boolean sparse, List<Block> blocks) {
    LocalBlockStore local = LocalBlockStore.of(COLUMNS, sparse, CLASSES, blocks);
    return new BlockStore() {
      @Override
      public DataSummary summary() {
        return local.summary();
      }

      @Override
      public BlockSet bySource() {
        return local.inParallel();
      }

      @Override
      public BlockSet byReplica(int replicas) {
        return local.byReplica(replicas);
      }

      @Override
      public void close() {
        local.close();
      }
    };
  }
}
