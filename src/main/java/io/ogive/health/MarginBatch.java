package io.ogive.health;

import io.ogive.health.MarginStats.ByLabel;
import io.ogive.math.Kernels;
import io.ogive.math.Measures;
import java.util.Arrays;

/**
 * The margins of one batch on their way into {@link MarginStats}: a loop that takes no branch for
 * what is common, in registers where labels are two.
 */
final class MarginBatch {
  private static final int SIDES = 4;
  private static final int SUMS = MarginStats.SUMS;
  private static final int LANES = Measures.LANES;

  /** The sums of {@link Measures#margins} in their order there. */
  private static final int[] ORDER = {
    MarginStats.M,
    MarginStats.M2,
    MarginStats.LOSS,
    MarginStats.RESIDUAL,
    MarginStats.FISHER,
    MarginStats.RESIDUAL_SLOPE
  };

  private static final int[] WRONG_LOSSES = {MarginStats.WRONG_LOSS, MarginStats.VERY_WRONG_LOSS};

  private final int n;
  private final int classes;
  private final int[][] wrong;
  private final double[][] sums;
  // Of two classes alone; counts by label, then right or not, then low or not, then octave.
  private final int[] counts;
  private final double[] lanes;

  /** Room for batches of so many rows. */
  MarginBatch(int n, int classes) {
    this.n = n;
    this.classes = classes;
    this.counts = new int[classes == 2 ? Measures.MARGIN_COUNTS : 0];
    this.wrong = new int[classes][2];
    this.sums = new double[classes][SUMS];
    this.lanes = new double[classes == 2 ? 2 * Measures.MARGIN_SUMS * LANES : 0];
  }

  int rows() {
    return n;
  }

  /**
   * Adds octaves to those of their labels; sums, and counts the rows that are confidently wrong
   * with their loss, anew for each batch.
   */
  void count(
      double[] label, double[] margin, double[] probability, double[] loss, ByLabel[] labels) {
    for (int k = 0; k < classes; k++) {
      Arrays.fill(wrong[k], 0);
      Arrays.fill(sums[k], 0);
    }
    if (classes == 2) {
      countBoth(label, margin, probability, loss);
      addOctaves(labels);
    } else {
      countEach(label, margin, probability, loss, labels);
    }
  }

  private void countBoth(double[] label, double[] margin, double[] probability, double[] loss) {
    Arrays.fill(counts, 0);
    Arrays.fill(lanes, 0);
    double low = MarginStats.WRONG;
    double lowest = MarginStats.VERY_WRONG;
    Kernels.best()
        .measures()
        .margins(
            new Measures.Margins(label, margin, probability, loss), n, low, lowest, lanes, counts);
    for (int k = 0; k < classes; k++) {
      int first = k * Measures.MARGIN_SUMS;
      for (int s = 0; s < ORDER.length; s++) {
        sums[k][ORDER[s]] = Measures.sum(lanes, first + s);
      }
      for (int w = 0; w < wrong[k].length; w++) {
        int s = first + ORDER.length + 2 * w;
        wrong[k][w] = (int) Measures.sum(lanes, s);
        sums[k][WRONG_LOSSES[w]] = Measures.sum(lanes, s + 1);
      }
    }
  }

  private void countEach(
      double[] label, double[] margin, double[] probability, double[] loss, ByLabel[] labels) {
    for (int i = 0; i < n; i++) {
      int k = (int) label[i];
      double m = margin[i];
      double p = probability[i];
      double r = 1 - p;
      double g = 4 * p * r;
      labels[k].octaves(m > 0).add(p < 0.5, g);
      double[] summed = sums[k];
      summed[MarginStats.M] += m;
      summed[MarginStats.M2] += m * m;
      summed[MarginStats.LOSS] += loss[i];
      summed[MarginStats.RESIDUAL] += r;
      summed[MarginStats.FISHER] += g;
      summed[MarginStats.RESIDUAL_SLOPE] += r * g;
      if (m < MarginStats.WRONG) {
        countWrong(k, m, loss[i]);
      }
    }
  }

  private void countWrong(int label, double margin, double loss) {
    wrong[label][0]++;
    sums[label][MarginStats.WRONG_LOSS] += loss;
    if (margin < MarginStats.VERY_WRONG) {
      wrong[label][1]++;
      sums[label][MarginStats.VERY_WRONG_LOSS] += loss;
    }
  }

  private void addOctaves(ByLabel[] labels) {
    for (int k = 0; k < labels.length; k++) {
      for (int side = 0; side < SIDES; side++) {
        Octaves octaves = labels[k].octaves(side >= 2);
        octaves.add(side % 2 == 1, counts, (k * SIDES + side) * Octaves.SIZE);
      }
    }
  }

  int confidentlyWrong(int k) {
    return wrong[k][0];
  }

  int veryConfidentlyWrong(int k) {
    return wrong[k][1];
  }

  double[] sums(int k) {
    return sums[k];
  }
}
