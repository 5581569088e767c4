package io.ogive.data;

/**
 * The seam: rows in blocks, in shards, somewhere. Solvers, objectives and health know only this,
 * and never learn whether it is a cluster or one core.
 */
public interface BlockSet {
  /**
   * Runs {@code pass} over every shard once and adds what it found.
   *
   * @throws IllegalStateException if there is no shard
   */
  <T extends Total<T>> T aggregate(Pass<T> pass);
}
