package io.ogive.health;

import io.ogive.math.Kernels;

/**
 * The margins of one batch on their way into {@link MarginStats}: counts in one loop that takes no
 * branch for what is common, sums by label as products with the label's indicator.
 */
final class MarginBatch {
  private static final int SIDES = 4;

  private final int n;
  private final double[] slope;
  private final double[] residual;
  private final double[] mine;
  private final double[] mineTimes;
  // Label, then right or not, then low or not, then octave.
  private final int[] counts;
  private final int[][] wrong;
  private final double[][] sums;

  MarginBatch(int n, int classes) {
    this.n = n;
    this.slope = new double[n];
    this.residual = new double[n];
    this.mine = new double[n];
    this.mineTimes = new double[n];
    this.counts = new int[classes * SIDES * Octaves.SIZE];
    this.wrong = new int[classes][2];
    this.sums = new double[classes][MarginStats.SUMS];
  }

  /** Counts octaves, and the rows that are confidently wrong with their loss. */
  void count(double[] label, double[] margin, double[] probability, double[] loss) {
    for (int i = 0; i < n; i++) {
      residual[i] = 1 - probability[i];
      slope[i] = 4 * probability[i] * residual[i];
    }
    for (int i = 0; i < n; i++) {
      int k = (int) label[i];
      int side = (margin[i] > 0 ? 2 : 0) + (probability[i] < 0.5 ? 1 : 0);
      int octave = Octaves.octave(slope[i]);
      counts[(k * SIDES + side) * Octaves.SIZE + octave]++;
      if (margin[i] < MarginStats.WRONG) {
        countWrong(k, margin[i], loss[i]);
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

  /** Sums what a label's rows have; after {@link #count}. */
  void sumUp(int k, double[] label, double[] margin, double[] loss) {
    for (int i = 0; i < n; i++) {
      mine[i] = 1 - Math.min(1, Math.abs(label[i] - k));
    }
    Kernels kernels = Kernels.best();
    double[] sum = sums[k];
    sum[MarginStats.M] = kernels.dot(mine, margin, n);
    sum[MarginStats.LOSS] = kernels.dot(mine, loss, n);
    sum[MarginStats.RESIDUAL] = kernels.dot(mine, residual, n);
    sum[MarginStats.FISHER] = kernels.dot(mine, slope, n);
    for (int i = 0; i < n; i++) {
      mineTimes[i] = mine[i] * margin[i];
    }
    sum[MarginStats.M2] = kernels.dot(mineTimes, margin, n);
    for (int i = 0; i < n; i++) {
      mineTimes[i] = mine[i] * residual[i];
    }
    sum[MarginStats.RESIDUAL_SLOPE] = kernels.dot(mineTimes, slope, n);
  }

  void octaves(int k, Octaves ofRight, Octaves ofWrong) {
    for (int side = 0; side < SIDES; side++) {
      int at = (k * SIDES + side) * Octaves.SIZE;
      for (int octave = 0; octave < Octaves.SIZE; octave++) {
        (side >= 2 ? ofRight : ofWrong).add(side % 2 == 1, octave, counts[at + octave]);
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
