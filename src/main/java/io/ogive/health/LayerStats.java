package io.ogive.health;

import io.ogive.math.ExactSums;
import io.ogive.math.Measures.Slope;
import io.ogive.math.NotRepresentableException;
import java.io.Serializable;

/**
 * The statistics of one hidden layer over some rows; all counts are exact, all sums add exactly,
 * all of it merges.
 *
 * <p>Symbols: z enters the activation, h leaves it, g is its slope over its largest slope, u is
 * what back-propagation brings to h, delta = u * slope is what it brings to z.
 *
 * <pre>
 *            g            side             phi
 * sigmoid    4 h (1 - h)  h &lt; 1/2, rest    |2h - 1|
 * tanh       1 - h^2      h &lt; 0, rest      |h|
 * relu       1 or 0       h &lt;= 0, rest     0
 * identity   1            h &lt; 0, rest      0
 * </pre>
 *
 * <p>g is computed in the precision of the layer.
 *
 * <p>phi measures how near h is to a bound, so what has no bounds on both sides has none.
 */
public final class LayerStats implements Serializable {
  static final int Z = 0;
  static final int Z2 = 1;
  static final int G = 2;
  static final int PHI = 3;
  static final int SUMS = 4;

  private final Octaves octaves = new Octaves();
  private long core;
  private final ExactSums sums = new ExactSums(SUMS, ExactSums.WIDE);
  // Squared signals shrink by 16-fold and more a layer, so they get the finer unit.
  private final ExactSums signals = new ExactSums(3, ExactSums.FINE);
  private final UnitStats units = new UnitStats();

  /** What is counted of one activation. */
  public enum Curve {
    SIGMOID(0.25),
    TANH(1),
    RELU(1),
    IDENTITY(1);

    private final double largestSlope;

    Curve(double largestSlope) {
      this.largestSlope = largestSlope;
    }

    double largestSlope() {
      return largestSlope;
    }

    /** Whether it has bounds on both sides, and a slope that is neither 0 nor 1 between them. */
    boolean isCurved() {
      return this == SIGMOID || this == TANH;
    }

    /** Of what is curved. */
    Slope slope() {
      return this == TANH ? Slope.TANH : Slope.SIGMOID;
    }
  }

  /**
   * Observes one batch.
   *
   * @throws NotRepresentableException if a sum leaves its range or is not a number
   */
  public void observe(LayerTally tally) {
    sums.add(tally.sums());
    signals.add(tally.signals());
    tally.addTo(octaves);
    core += tally.core();
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
    units.mergeWith(other.units);
    return this;
  }

  /** The units one by one; of nothing below level FULL. */
  public UnitStats units() {
    return units;
  }

  /**
   * mean_j(1 / sqrt(1 + pi v_j / 8)) / mean g, v_j a unit's variance of z: what batch normalisation
   * would multiply the signal by; see {@link UnitStats#centredSlope}. NaN below level FULL, and of
   * relu and identity.
   */
  public double recentringGain() {
    return units.centredSlope() / meanG();
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

  /**
   * T = sqrt(sum delta^2 / sum u^2) / largest slope, for sigmoids 4 sqrt(sum delta^2 / sum u^2):
   * the share of the signal that the activation lets through.
   */
  public double transmission() {
    return signalIn() == 0 ? 0 : Math.sqrt(signals.value(2) / signalIn());
  }
}
