package io.ogive.health;

/**
 * The margins of one batch on their way into {@link MarginStats}: one loop that takes no branch for
 * what is common. Rows of even and odd place are summed apart, so that neighbours need not wait for
 * each other.
 */
final class MarginBatch {
  private static final int SIDES = 4;
  private static final int SUMS = MarginStats.SUMS;

  private final int n;
  private final int classes;
  // Label, then right or not, then low or not, then octave.
  private final int[] counts;
  private final int[][] wrong;
  // Even rows, then odd ones; in each by label.
  private final double[] sums;

  MarginBatch(int n, int classes) {
    this.n = n;
    this.classes = classes;
    this.counts = new int[classes * SIDES * Octaves.SIZE];
    this.wrong = new int[classes][2];
    this.sums = new double[2 * classes * SUMS];
  }

  /** Counts octaves, sums, and counts the rows that are confidently wrong with their loss. */
  void count(double[] label, double[] margin, double[] probability, double[] loss) {
    int[] counted = counts;
    double[] summed = sums;
    for (int i = 0; i < n; i++) {
      int k = (int) label[i];
      double m = margin[i];
      double p = probability[i];
      double r = 1 - p;
      double g = 4 * p * r;
      int side = (m > 0 ? 2 : 0) + (p < 0.5 ? 1 : 0);
      counted[(k * SIDES + side) * Octaves.SIZE + Octaves.octave(g)]++;
      int at = ((i & 1) * classes + k) * SUMS;
      summed[at + MarginStats.M] += m;
      summed[at + MarginStats.M2] += m * m;
      summed[at + MarginStats.LOSS] += loss[i];
      summed[at + MarginStats.RESIDUAL] += r;
      summed[at + MarginStats.FISHER] += g;
      summed[at + MarginStats.RESIDUAL_SLOPE] += r * g;
      if (m < MarginStats.WRONG) {
        countWrong(k, m, loss[i]);
      }
    }
  }

  private void countWrong(int label, double margin, double loss) {
    wrong[label][0]++;
    sums[label * SUMS + MarginStats.WRONG_LOSS] += loss;
    if (margin < MarginStats.VERY_WRONG) {
      wrong[label][1]++;
      sums[label * SUMS + MarginStats.VERY_WRONG_LOSS] += loss;
    }
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
    double[] both = new double[SUMS];
    for (int s = 0; s < SUMS; s++) {
      both[s] = sums[k * SUMS + s] + sums[(classes + k) * SUMS + s];
    }
    return both;
  }
}
