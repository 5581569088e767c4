package io.ogive.health;

import java.io.Serializable;

/**
 * A histogram of margins, in steps of 1/2 from -16 to 16 and what lies beyond; measured at level
 * FULL.
 */
public final class MarginBins implements Serializable {
  /** The number of bins; bin b holds margins from {@code (b - 33) / 2} on. */
  public static final int SIZE = 66;

  private static final int PER_UNIT = 2;
  private static final int MIDDLE = SIZE / 2;

  /** What is compared are about so many bins of as many margins of the whole each. */
  private static final int COMPARED = 10;

  private long[] counts = {};

  /** Counts the first n margins; NaN goes to the lowest bin, and the sums beside refuse it. */
  public void observe(double[] margin, int n) {
    allocate();
    for (int i = 0; i < n; i++) {
      counts[bin(margin[i])]++;
    }
  }

  /** The bin of a margin. */
  public static int bin(double margin) {
    return (int) Math.max(0, Math.min(SIZE - 1, Math.floor(margin * PER_UNIT) + MIDDLE));
  }

  private void allocate() {
    if (!isObserved()) {
      counts = new long[SIZE];
    }
  }

  public MarginBins mergeWith(MarginBins other) {
    if (other.isObserved()) {
      allocate();
      for (int b = 0; b < SIZE; b++) {
        counts[b] += other.counts[b];
      }
    }
    return this;
  }

  public boolean isObserved() {
    return counts.length > 0;
  }

  /** The margins in a bin. */
  public long count(int bin) {
    return isObserved() ? counts[bin] : 0;
  }

  public long count() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /**
   * The population stability index, sum over bins of (q - p) log(q / p), q the share of these
   * margins and p that of the whole's. Bins are those of the histogram, joined from the lowest on
   * until each holds a tenth of the whole; every count is taken half a margin higher, so that none
   * is 0. NaN of nothing.
   *
   * <p>Where nothing differs about (bins - 1) / n is to be expected of n margins.
   */
  public double stability(MarginBins whole) {
    long n = count();
    long all = whole.count();
    if (n == 0 || all == 0) {
      return Double.NaN;
    }
    double[] mine = new double[COMPARED];
    double[] theirs = new double[COMPARED];
    int used = 0;
    long seen = 0;
    for (int b = 0; b < SIZE; b++) {
      mine[used] += counts[b];
      theirs[used] += whole.counts[b];
      seen += whole.counts[b];
      if (theirs[used] * COMPARED >= all && seen < all) {
        used++;
      }
    }
    double bins = used + 1.0;
    double sum = 0;
    for (int b = 0; b <= used; b++) {
      double q = (mine[b] + 0.5) / (n + bins / 2);
      double p = (theirs[b] + 0.5) / (all + bins / 2);
      sum += (q - p) * Math.log(q / p);
    }
    return sum;
  }
}
