package io.ogive.data;

import io.ogive.math.ExactSums;

/**
 * Sums over rows that are exact and fast, for addends up to 1 in magnitude.
 *
 * <p>Every addend is split into a multiple of 2^-40 and a rest that is rounded to a multiple of
 * 2^-80, by adding and subtracting 1.5 * 2^52 units (Dekker 1971). Of up to 4,096 of either a plain
 * double sum is exact; then they move on to {@link ExactSums}. So an addend's rounding depends on
 * itself alone.
 */
final class RowSums {
  private static final int MOST = 4096;
  private static final double COARSE = 1.5 * 0x1p12;
  private static final double FINE = 1.5 * 0x1p-28;

  private final ExactSums target;
  private final double[] coarse;
  private final double[] fine;
  private final int[] pending;

  /** Sums that add to those of {@code target}. */
  RowSums(ExactSums target) {
    this.target = target;
    coarse = new double[target.length()];
    fine = new double[target.length()];
    pending = new int[target.length()];
  }

  /** Adds the first {@code count} values to sum j. */
  void add(int j, double[] values, int count) {
    makeRoom(j, count);
    double coarseSum = coarse[j];
    double fineSum = fine[j];
    for (int i = 0; i < count; i++) {
      double high = values[i] + COARSE - COARSE;
      coarseSum += high;
      fineSum += values[i] - high + FINE - FINE;
    }
    coarse[j] = coarseSum;
    fine[j] = fineSum;
  }

  /** Adds one value to sum j. */
  void add(int j, double value) {
    makeRoom(j, 1);
    double high = value + COARSE - COARSE;
    coarse[j] += high;
    fine[j] += value - high + FINE - FINE;
  }

  private void makeRoom(int j, int count) {
    if (pending[j] + count > MOST) {
      flush(j);
    }
    pending[j] += count;
  }

  private void flush(int j) {
    target.add(j, coarse[j]);
    target.add(j, fine[j]);
    coarse[j] = 0;
    fine[j] = 0;
    pending[j] = 0;
  }

  /** Completes the sums of the target. */
  void flush() {
    for (int j = 0; j < pending.length; j++) {
      if (pending[j] > 0) {
        flush(j);
      }
    }
  }
}
