package io.ogive.math;

import java.util.Arrays;

/**
 * What {@link Measures#margins} adds to, with room for its work: kept from batch to batch, since
 * new memory is cold.
 */
public final class MarginSums {
  /** The sums over all rows, and again over those of label 1. */
  public static final int SUMS = 10;

  /** The places that rows are counted at. */
  public static final int COUNTS = 256;

  /** Where in the lanes the sums over the rows of label 1 begin. */
  static final int ONES = SUMS * Measures.LANES;

  /** Neighbours are counted in different copies, so that none waits for another. */
  static final int COPIES = 4;

  /** Rows that stay in the cache from loop to loop. */
  static final int PIECE = 512;

  final double wrong;
  final double veryWrong;
  final double[] lanes = new double[2 * ONES];
  final int[] copies = new int[COPIES * COUNTS];
  final long[] keys = new long[PIECE];
  private final int[] counts = new int[COUNTS];

  /**
   * Sums of nothing.
   *
   * @param wrong below this margin a row and its loss are summed apart
   * @param veryWrong the same once more
   */
  public MarginSums(double wrong, double veryWrong) {
    this.wrong = wrong;
    this.veryWrong = veryWrong;
  }

  /** Forgets all, for the next batch. */
  public void clear() {
    Arrays.fill(lanes, 0);
    Arrays.fill(copies, 0);
  }

  /** The k-th sum: below {@link #SUMS} over all rows, from there on over those of label 1. */
  public double sum(int k) {
    return Measures.sum(lanes, k);
  }

  /** The rows counted at each place; the array is written over by the next call. */
  public int[] counts() {
    for (int k = 0; k < COUNTS; k++) {
      counts[k] = copies[k] + copies[COUNTS + k] + copies[2 * COUNTS + k] + copies[3 * COUNTS + k];
    }
    return counts;
  }
}
