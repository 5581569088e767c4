package io.ogive.health;

import io.ogive.math.Kernels;
import io.ogive.math.Measures;
import io.ogive.math.Measures.Slope;

/** One batch of a layer on its way into {@link LayerStats}, piece by piece. */
final class LayerTally {
  /** The most elements of a piece, of whole lanes. */
  private static final int PIECE = 512;

  private static final int KEYS = 2 * Octaves.SIZE;
  private static final int LAST = KEYS - 1;

  /**
   * Histograms side by side: neighbours count in different ones, so that none waits for another.
   */
  private static final int COPIES = 8;

  private final LayerStats.Curve curve;
  private final Measures measures = Kernels.best().measures();
  private final double[] lanes = new double[Measures.ACTIVATION_SUMS * Measures.LANES];
  private final int[] keys = new int[PIECE];
  private final int[] counts = new int[KEYS];
  private int core;
  private long steep;

  LayerTally(LayerStats.Curve curve) {
    this.curve = curve;
  }

  /** Counts the first n elements. */
  void add(double[] z, double[] h, int n) {
    // Local and of a known length, so that no place in it is checked.
    int[] histograms = new int[COPIES * KEYS];
    for (int from = 0; from < n; from += PIECE) {
      int count = Math.min(PIECE, n - from);
      core += measures.activations(z, h, from, count, slope(), lanes, keys);
      for (int i = 0; !isCurved() && i < count; i++) {
        straight(i, h[from + i]);
      }
      count(keys, count, histograms);
    }
    fold(histograms);
  }

  /** The same in float32. */
  void add(float[] z, float[] h, int n) {
    // Local and of a known length, so that no place in it is checked.
    int[] histograms = new int[COPIES * KEYS];
    for (int from = 0; from < n; from += PIECE) {
      int count = Math.min(PIECE, n - from);
      core += measures.activations(z, h, from, count, slope(), lanes, keys);
      for (int i = 0; !isCurved() && i < count; i++) {
        straight(i, h[from + i]);
      }
      count(keys, count, histograms);
    }
    fold(histograms);
  }

  private boolean isCurved() {
    return curve == LayerStats.Curve.SIGMOID || curve == LayerStats.Curve.TANH;
  }

  private Slope slope() {
    return curve == LayerStats.Curve.TANH ? Slope.TANH : Slope.SIGMOID;
  }

  /** Relu's slope is 0 or 1, the identity's always 1. */
  private void straight(int i, double h) {
    boolean flat = curve == LayerStats.Curve.RELU && !(h > 0);
    boolean low = flat || h < 0;
    keys[i] = (low ? 0 : Octaves.SIZE) + (flat ? Octaves.SIZE - 1 : 0);
    steep += flat ? 0 : 1;
  }

  private static void count(int[] keys, int n, int[] to) {
    int i = 0;
    for (; i + COPIES <= n; i += COPIES) {
      to[keys[i] & LAST]++;
      to[KEYS | (keys[i + 1] & LAST)]++;
      to[2 * KEYS | (keys[i + 2] & LAST)]++;
      to[3 * KEYS | (keys[i + 3] & LAST)]++;
      to[4 * KEYS | (keys[i + 4] & LAST)]++;
      to[5 * KEYS | (keys[i + 5] & LAST)]++;
      to[6 * KEYS | (keys[i + 6] & LAST)]++;
      to[7 * KEYS | (keys[i + 7] & LAST)]++;
    }
    for (; i < n; i++) {
      to[keys[i] & LAST]++;
    }
  }

  private void fold(int[] histograms) {
    for (int i = 0; i < histograms.length; i++) {
      counts[i & LAST] += histograms[i];
    }
  }

  int core() {
    return core;
  }

  double[] sums() {
    double[] sums = new double[LayerStats.SUMS];
    sums[LayerStats.Z] = Measures.sum(lanes, 0);
    sums[LayerStats.Z2] = Measures.sum(lanes, 1);
    sums[LayerStats.G] = isCurved() ? Measures.sum(lanes, 2) : (double) steep;
    sums[LayerStats.PHI] = isCurved() ? Measures.sum(lanes, 3) : 0;
    return sums;
  }

  void addTo(Octaves octaves) {
    octaves.add(true, counts, 0);
    octaves.add(false, counts, Octaves.SIZE);
  }
}
