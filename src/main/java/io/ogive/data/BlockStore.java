package io.ogive.data;

import java.util.Set;

/** All blocks of one data set, to be passed over by source or by replica. */
public interface BlockStore extends AutoCloseable {
  /** What the blocks are; the same wherever they live. */
  DataSummary summary();

  /** Shards that each hold one source's blocks, training and held out. */
  BlockSet bySource();

  /** Shards that each hold one replica's blocks, dealt by {@link Dealing}. */
  BlockSet byReplica(int replicas);

  /** What the moments of the training rows are made of; in one pass, unless it is known already. */
  default ColumnSums trainingSums() {
    return bySource().aggregate(new ColumnSumsPass(Set.of(Role.TRAIN), summary().classes()));
  }

  /** Lets go of the blocks. */
  @Override
  void close();
}
