package io.ogive.data;

import io.ogive.math.ExactSums;
import io.ogive.math.Panels;
import java.util.Arrays;

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
  private final double[] parts; // coarse and fine of each sum side by side, for the cache
  private final int[] pending;

  /** Sums that add to those of {@code target}. */
  RowSums(ExactSums target) {
    this.target = target;
    parts = new double[2 * target.length()];
    pending = new int[target.length()];
  }

  /** Sums over rows that lie in lanes: each lane adds what {@link RowSums#add} would. */
  static final class Lanes {
    private final double[] coarse = new double[Panels.LANES];
    private final double[] fine = new double[Panels.LANES];
    private int pending;

    /** Adds one value to every lane. */
    void add(double[] values) {
      for (int i = 0; i < Panels.LANES; i++) {
        double high = values[i] + COARSE - COARSE;
        coarse[i] += high;
        fine[i] += values[i] - high + FINE - FINE;
      }
      pending += Panels.LANES;
    }

    boolean isFull() {
      return pending == MOST;
    }
  }

  /** Moves the sum of all lanes to sum j. */
  void take(int j, Lanes lanes) {
    makeRoom(j, lanes.pending);
    for (int i = 0; i < Panels.LANES; i++) {
      parts[2 * j] += lanes.coarse[i];
      parts[2 * j + 1] += lanes.fine[i];
    }
    Arrays.fill(lanes.coarse, 0);
    Arrays.fill(lanes.fine, 0);
    lanes.pending = 0;
  }

  /** Adds one value to sum j. */
  void add(int j, double value) {
    makeRoom(j, 1);
    double high = value + COARSE - COARSE;
    parts[2 * j] += high;
    parts[2 * j + 1] += value - high + FINE - FINE;
  }

  private void makeRoom(int j, int count) {
    if (pending[j] + count > MOST) {
      flush(j);
    }
    pending[j] += count;
  }

  private void flush(int j) {
    target.add(j, parts[2 * j]);
    target.add(j, parts[2 * j + 1]);
    parts[2 * j] = 0;
    parts[2 * j + 1] = 0;
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
