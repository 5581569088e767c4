package io.ogive.math;

import java.util.Arrays;

/**
 * What {@link Measures#slopes} counts in, with room for its work: kept from batch to batch, since
 * new memory is cold.
 */
public final class OctaveCounts {
  /** The octaves of a side. */
  public static final int OCTAVES = 32;

  /** The most registers that are added at a time. */
  static final int REGISTERS = 64;

  /** The most ints of a register. */
  static final int WIDEST = 16;

  /** Of the low side, then of the high one. */
  final int[] counts = new int[2 * OCTAVES];

  final int[] words = new int[REGISTERS * WIDEST];
  final int[] lowWords = new int[REGISTERS * WIDEST];
  final int[] levels = new int[Integer.SIZE * WIDEST];
  final int[] lowLevels = new int[Integer.SIZE * WIDEST];

  /** Forgets all, for the next batch. */
  public void clear() {
    Arrays.fill(counts, 0);
  }

  /** The octaves of the low side, then those of the high one; the array is no copy. */
  public int[] counts() {
    return counts;
  }
}
