package io.ogive.health;

import io.ogive.math.Kernels;
import io.ogive.math.Measures;
import io.ogive.math.OctaveCounts;
import java.util.Arrays;

/**
 * One batch of a hidden layer on its way into {@link LayerStats}: plain sums and counts, which are
 * made while what they are made of is in the cache. Kept from batch to batch.
 */
public final class LayerTally {
  private static final int Z = 0;
  private static final int Z2 = 1;
  private static final int G = 2;
  private static final int PHI = 3;
  private static final int U2 = 4;
  private static final int DELTA2 = 5;
  private static final int SUMS = 6;

  private final LayerStats.Curve curve;
  private final Measures measures = Kernels.best().measures();
  private final double[] lanes = new double[SUMS * Measures.LANES];
  private final OctaveCounts octaves = new OctaveCounts();
  private int core;

  public LayerTally(LayerStats.Curve curve) {
    this.curve = curve;
  }

  /** What is counted of an activation. */
  public LayerStats.Curve curve() {
    return curve;
  }

  /** Forgets all, for the next batch. */
  public void clear() {
    Arrays.fill(lanes, 0);
    octaves.clear();
    core = 0;
  }

  /**
   * Adds the first n elements on their way forward.
   *
   * @param z what entered the activation
   * @param h what left it
   */
  public void addForward(double[] z, double[] h, int n) {
    core += measures.sums(z, n, lanes, Z);
    if (curve.isCurved()) {
      measures.slopes(h, n, curve.slope(), lanes, G, octaves);
    } else {
      for (int i = 0; i < n; i++) {
        addStraight(h[i]);
      }
    }
  }

  /** The same in float32. */
  public void addForward(float[] z, float[] h, int n) {
    core += measures.sums(z, n, lanes, Z);
    if (curve.isCurved()) {
      measures.slopes(h, n, curve.slope(), lanes, G, octaves);
    } else {
      for (int i = 0; i < n; i++) {
        addStraight(h[i]);
      }
    }
  }

  /** Relu's slope is 0 or 1, the identity's always 1: the first octave or the last. */
  private void addStraight(double h) {
    boolean flat = curve == LayerStats.Curve.RELU && !(h > 0);
    boolean low = flat || h < 0;
    octaves.counts()[(low ? 0 : Octaves.SIZE) + (flat ? Octaves.SIZE - 1 : 0)]++;
  }

  /**
   * Adds the first n elements of the signal, per row and not divided by the number of rows.
   *
   * @param u the signal that reaches the layer's outputs
   * @param delta the signal that is left at its sums
   */
  public void addBackward(double[] u, double[] delta, int n) {
    measures.squares(u, n, lanes, U2);
    measures.squares(delta, n, lanes, DELTA2);
  }

  /** The same in float32. */
  public void addBackward(float[] u, float[] delta, int n) {
    measures.squares(u, n, lanes, U2);
    measures.squares(delta, n, lanes, DELTA2);
  }

  int core() {
    return core;
  }

  double[] sums() {
    double[] sums = new double[LayerStats.SUMS];
    sums[LayerStats.Z] = Measures.sum(lanes, Z);
    sums[LayerStats.Z2] = Measures.sum(lanes, Z2);
    int steep = octaves.counts()[0] + octaves.counts()[Octaves.SIZE];
    sums[LayerStats.G] = curve.isCurved() ? Measures.sum(lanes, G) : steep;
    sums[LayerStats.PHI] = Measures.sum(lanes, PHI);
    return sums;
  }

  /** sum of u^2, of delta^2, and of the latter over the curve's largest slope squared. */
  double[] signals() {
    double left = Measures.sum(lanes, DELTA2);
    return new double[] {
      Measures.sum(lanes, U2), left, left / (curve.largestSlope() * curve.largestSlope())
    };
  }

  void addTo(Octaves to) {
    to.add(true, octaves.counts(), 0);
    to.add(false, octaves.counts(), Octaves.SIZE);
  }
}
