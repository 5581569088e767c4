package io.ogive.objective;

import io.ogive.data.BlockId;
import java.io.Serializable;
import java.util.Comparator;

/**
 * A number that left the range in which a pass can add: it travels in the total instead of being
 * thrown, so that the round in which it arose ends with the same message on any machine.
 *
 * @param shard the source's or replica's number
 * @param block the block whose rows were at work
 * @param what such as {@code "the loss"}
 */
public record NetworkFault(int shard, BlockId block, String what, double value)
    implements Serializable {
  private static final Comparator<NetworkFault> ORDER =
      Comparator.comparingInt(NetworkFault::shard)
          .thenComparing(NetworkFault::block)
          .thenComparing(NetworkFault::what)
          .thenComparingDouble(NetworkFault::value);

  /** The first of both in a fixed order. */
  static NetworkFault first(NetworkFault a, NetworkFault b) {
    return ORDER.compare(a, b) <= 0 ? a : b;
  }
}
