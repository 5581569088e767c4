package io.ogive.data;

/** All blocks of one data set, to be passed over by source or by replica. */
public interface BlockStore extends AutoCloseable {
  /** What the blocks are; the same wherever they live. */
  DataSummary summary();

  /** Shards that each hold one source's blocks, training and held out. */
  BlockSet bySource();

  /** Shards that each hold one replica's blocks, dealt by {@link Dealing}. */
  BlockSet byReplica(int replicas);

  /** Lets go of the blocks. */
  @Override
  void close();
}
