package io.ogive.data;

import java.io.Serializable;

/**
 * One computation over the data, carrying the state it needs (weights, step counts).
 *
 * <p>A pass is a function of the shard alone: it may run twice, anywhere, in any order, and over
 * several shards at once, so it keeps nothing.
 *
 * @param <T> what it finds
 */
public interface Pass<T extends Total<T>> extends Serializable {
  /** Computes this pass over all blocks of one shard. */
  T over(Shard shard);

  /** A few words for progress displays, such as {@code "round 12"}. */
  default String description() {
    return getClass().getSimpleName();
  }
}
