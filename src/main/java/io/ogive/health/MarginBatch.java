package io.ogive.health;

import io.ogive.health.MarginStats.ByLabel;
import io.ogive.math.Kernels;
import io.ogive.math.MarginSums;
import io.ogive.math.Measures;
import java.util.Arrays;

/**
 * The margins of one batch on their way into {@link MarginStats}: a loop that takes no branch for
 * what is common, in registers where labels are two.
 */
final class MarginBatch {
  private static final int SIDES = 4;
  private static final int SUMS = MarginStats.SUMS;

  /** The sums of {@link Measures#margins} in their order there. */
  private static final int[] ORDER = {
    MarginStats.M,
    MarginStats.M2,
    MarginStats.LOSS,
    MarginStats.RESIDUAL,
    MarginStats.FISHER,
    MarginStats.RESIDUAL_SLOPE
  };

  /** What these are multiplied by: s is g / 4. */
  private static final double[] FACTORS = {1, 1, 1, 1, 4, 4};

  private static final int[] WRONG_LOSSES = {MarginStats.WRONG_LOSS, MarginStats.VERY_WRONG_LOSS};

  private final int classes;
  // Of each label the rows that are confidently wrong, and those that are very.
  private final int[] wrong;
  // Those of a label side by side.
  private final double[] sums;
  // Of two classes alone; counts by label, then right or not, then low or not, then octave.
  private MarginSums both;

  MarginBatch(int classes) {
    this.classes = classes;
    this.wrong = new int[2 * classes];
    this.sums = new double[classes * SUMS];
  }

  /**
   * Adds octaves of the first n rows to those of their labels; sums, and counts the rows that are
   * confidently wrong with their loss, anew for each batch.
   */
  void count(Measures.Margins rows, int n, ByLabel[] labels) {
    Arrays.fill(wrong, 0);
    Arrays.fill(sums, 0);
    if (classes == 2) {
      countBoth(rows, n);
      addOctaves(labels);
    } else {
      countEach(rows, n, labels);
    }
  }

  private void countBoth(Measures.Margins rows, int n) {
    if (both == null) {
      both = new MarginSums(MarginStats.WRONG, MarginStats.VERY_WRONG);
    }
    both.clear();
    Kernels.best().measures().margins(rows, n, both);
    for (int s = 0; s < ORDER.length; s++) {
      share(ORDER[s], s, FACTORS[s]);
    }
    for (int w = 0; w < WRONG_LOSSES.length; w++) {
      int s = ORDER.length + 2 * w;
      double all = both.sum(s);
      double ones = both.sum(MarginSums.SUMS + s);
      wrong[w] = (int) (all - ones);
      wrong[2 + w] = (int) ones;
      share(WRONG_LOSSES[w], s + 1, 1);
    }
  }

  /** Shares the s-th sum of the kernel between the labels. */
  private void share(int to, int s, double factor) {
    double ones = both.sum(MarginSums.SUMS + s);
    sums[to] = factor * (both.sum(s) - ones);
    sums[SUMS + to] = factor * ones;
  }

  private void countEach(Measures.Margins rows, int n, ByLabel[] labels) {
    for (int i = 0; i < n; i++) {
      int k = (int) rows.y()[i];
      double m = rows.m()[i];
      double p = rows.p()[i];
      double r = 1 - p;
      double g = 4 * p * r;
      labels[k].octaves(m > 0).add(p < 0.5, g);
      int at = k * SUMS;
      sums[at + MarginStats.M] += m;
      sums[at + MarginStats.M2] += m * m;
      sums[at + MarginStats.LOSS] += rows.loss()[i];
      sums[at + MarginStats.RESIDUAL] += r;
      sums[at + MarginStats.FISHER] += g;
      sums[at + MarginStats.RESIDUAL_SLOPE] += r * g;
      if (m < MarginStats.WRONG) {
        countWrong(k, m, rows.loss()[i]);
      }
    }
  }

  private void countWrong(int label, double margin, double loss) {
    wrong[2 * label]++;
    sums[label * SUMS + MarginStats.WRONG_LOSS] += loss;
    if (margin < MarginStats.VERY_WRONG) {
      wrong[2 * label + 1]++;
      sums[label * SUMS + MarginStats.VERY_WRONG_LOSS] += loss;
    }
  }

  private void addOctaves(ByLabel[] labels) {
    int[] counts = both.counts();
    for (int k = 0; k < labels.length; k++) {
      for (int side = 0; side < SIDES; side++) {
        Octaves octaves = labels[k].octaves(side >= 2);
        octaves.add(side % 2 == 1, counts, (k * SIDES + side) * Octaves.SIZE);
      }
    }
  }

  int confidentlyWrong(int k) {
    return wrong[2 * k];
  }

  int veryConfidentlyWrong(int k) {
    return wrong[2 * k + 1];
  }

  /** The sums of all labels, those of one side by side. */
  double[] sums() {
    return sums;
  }
}
