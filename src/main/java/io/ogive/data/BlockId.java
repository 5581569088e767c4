package io.ogive.data;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Names a block for ever: it depends on the input and the recipe, not on where the block lives.
 *
 * @param source the input partition it was read from; a block never crosses a source
 * @param role what its rows are for
 * @param ordinal its place among the blocks of that source and role, from 0
 */
public record BlockId(int source, Role role, int ordinal)
    implements Comparable<BlockId>, Serializable {
  private static final Comparator<BlockId> ORDER =
      Comparator.comparingInt(BlockId::source)
          .thenComparing(BlockId::role)
          .thenComparingInt(BlockId::ordinal);

  @Override
  public int compareTo(BlockId other) {
    return ORDER.compare(this, other);
  }

  /** A 64-bit key for keyed random numbers: distinct for distinct ids. */
  public long key() {
    return ((long) source << 32) | (role == Role.TRAIN ? 0 : 1L << 31) | ordinal;
  }
}
