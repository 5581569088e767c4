package io.ogive.data;

import java.io.Serializable;
import java.util.Iterator;

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

  /**
   * Computes this pass over several shards: the sum of what it finds in each. A pass whose total
   * takes room does better to make one than to add many.
   *
   * @param shards at least one
   */
  default T overAll(Iterable<Shard> shards) {
    Iterator<Shard> each = shards.iterator();
    T sum = over(each.next());
    while (each.hasNext()) {
      sum = sum.mergeWith(over(each.next()));
    }
    return sum;
  }

  /** A few words for progress displays, such as {@code "round 12"}. */
  default String description() {
    return getClass().getSimpleName();
  }

  /** Whether its totals are likely to take megabytes: only how they travel depends on it. */
  default boolean hasLargeTotal() {
    return false;
  }
}
