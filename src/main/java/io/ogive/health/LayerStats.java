package io.ogive.health;

import io.ogive.math.ExactSums;
import io.ogive.math.NotRepresentableException;
import java.io.Serializable;

/**
 * The statistics of one hidden sigmoid layer over some rows; all counts are exact, all sums add
 * exactly, all of it merges.
 *
 * <p>Symbols: z enters the sigmoid, h = sigma(z), g = 4 h (1 - h), u is what back-propagation
 * brings to h, delta = u * h (1 - h) is what it brings to z, deltaAbove is delta of the layer
 * above.
 */
public final class LayerStats implements Serializable {
  private static final int Z = 0;
  private static final int Z2 = 1;
  private static final int G = 2;
  private static final int PHI = 3;
  private static final int SUMS = 4;

  private final Octaves octaves = new Octaves();
  private long core;
  private final ExactSums sums = new ExactSums(SUMS, ExactSums.WIDE);
  // Squared signals shrink by 16-fold and more a layer, so they get the finer unit.
  private final ExactSums signals = new ExactSums(2, ExactSums.FINE);

  /**
   * Observes the first n elements of one batch.
   *
   * @param z what entered the sigmoid
   * @param h what left it
   * @throws NotRepresentableException if a sum leaves its range or is not a number
   */
  public void observeForward(double[] z, double[] h, int n) {
    double sumZ = 0;
    double sumZ2 = 0;
    double sumG = 0;
    double sumPhi = 0;
    long inCore = 0;
    for (int i = 0; i < n; i++) {
      double g = 4 * h[i] * (1 - h[i]);
      octaves.add(h[i], g);
      inCore += Math.abs(z[i]) < 0.5 ? 1 : 0;
      sumZ += z[i];
      sumZ2 += z[i] * z[i];
      sumG += g;
      sumPhi += Math.abs(2 * h[i] - 1);
    }
    core += inCore;
    double[] batch = new double[SUMS];
    batch[Z] = sumZ;
    batch[Z2] = sumZ2;
    batch[G] = sumG;
    batch[PHI] = sumPhi;
    sums.add(batch);
  }

  /**
   * Observes the signal of one batch, per row and not divided by the number of rows.
   *
   * @param u the signal that reaches the layer's outputs
   * @param delta the signal that is left at its sums
   * @throws NotRepresentableException if a sum leaves its range or is not a number
   */
  public void observeBackward(double[] u, double[] delta, int n) {
    double[] batch = new double[2];
    for (int i = 0; i < n; i++) {
      batch[0] += u[i] * u[i];
      batch[1] += delta[i] * delta[i];
    }
    signals.add(batch);
  }

  /**
   * Adds what another saw to this.
   *
   * @throws NotRepresentableException if a sum leaves its range
   */
  public LayerStats mergeWith(LayerStats other) {
    octaves.mergeWith(other.octaves);
    core += other.core;
    sums.mergeWith(other.sums);
    signals.mergeWith(other.signals);
    return this;
  }

  public Octaves octaves() {
    return octaves;
  }

  /** Activations observed: rows times units. */
  public long count() {
    return octaves.count();
  }

  /** The count of |z| &lt; 0.5. */
  public long core() {
    return core;
  }

  /** The mean of z, 0 of nothing. */
  public double meanZ() {
    return mean(sums.value(Z));
  }

  /** The population variance of z over rows and units, 0 of nothing. */
  public double varianceZ() {
    return Math.max(0, mean(sums.value(Z2)) - meanZ() * meanZ());
  }

  /** The mean of g, 0 of nothing. */
  public double meanG() {
    return mean(sums.value(G));
  }

  /** mean |2h - 1|, the saturation phi of Rakitianskaia and Engelbrecht (2015); 0 of nothing. */
  public double phi() {
    return mean(sums.value(PHI));
  }

  /** The share of activations with g &lt; 1/16, 0 of nothing. */
  public double saturatedShare() {
    return mean((double) octaves.from(Octaves.SATURATED));
  }

  private double mean(double sum) {
    return count() == 0 ? 0 : sum / count();
  }

  /** sum of u^2. */
  public double signalIn() {
    return signals.value(0);
  }

  /** sum of delta^2. */
  public double signalOut() {
    return signals.value(1);
  }

  /** T = 4 sqrt(sum delta^2 / sum u^2): the share of the signal that the sigmoid lets through. */
  public double transmission() {
    return signalIn() == 0 ? 0 : 4 * Math.sqrt(signalOut() / signalIn());
  }
}
