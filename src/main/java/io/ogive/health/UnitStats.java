package io.ogive.health;

import io.ogive.math.ExactSums;
import io.ogive.math.Kernels;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The units of one hidden layer over some rows, one by one; measured at level FULL, of nothing
 * else.
 *
 * <p>A unit is frozen if all its outputs h lie within 0.01 of one bound of its activation: 0 or 1
 * of a sigmoid, -1 or 1 of tanh, 0 of relu. The identity has no bounds.
 */
public final class UnitStats implements Serializable {
  /** So near to a bound an output takes no part. */
  public static final double NEAR = 0.01;

  private LayerStats.Curve curve = LayerStats.Curve.IDENTITY;
  private long rows;
  // Of every unit the least h, then of every unit the greatest.
  private double[] bounds = {};
  // Of every unit the sum of z, then of every unit that of z^2.
  private ExactSums sums = new ExactSums(0, ExactSums.WIDE);

  /**
   * Observes a batch.
   *
   * @param z what entered the activation, rows x units
   * @param h what left it
   * @throws io.ogive.math.NotRepresentableException if a sum leaves its range or is not a number
   */
  public void observe(LayerStats.Curve of, double[] z, double[] h, int count, int units) {
    resize(of, units);
    double[] batch = new double[2 * units];
    Kernels.best().measures().units(z, h, count, batch, bounds);
    sums.add(batch);
    rows += count;
  }

  /** The same in float32. */
  public void observe(LayerStats.Curve of, float[] z, float[] h, int count, int units) {
    resize(of, units);
    double[] batch = new double[2 * units];
    Kernels.best().measures().units(z, h, count, batch, bounds);
    sums.add(batch);
    rows += count;
  }

  private void resize(LayerStats.Curve of, int units) {
    if (units() == 0) {
      curve = of;
      bounds = new double[2 * units];
      Arrays.fill(bounds, 0, units, Double.POSITIVE_INFINITY);
      Arrays.fill(bounds, units, 2 * units, Double.NEGATIVE_INFINITY);
      sums = new ExactSums(2 * units, ExactSums.WIDE);
    } else if (units() != units) {
      throw new IllegalArgumentException(
          "cannot merge statistics of %d units with those of %d".formatted(units(), units));
    }
  }

  /**
   * Adds what another saw to this.
   *
   * @throws IllegalArgumentException if the other has another number of units
   * @throws io.ogive.math.NotRepresentableException if a sum leaves its range
   */
  public UnitStats mergeWith(UnitStats other) {
    if (other.units() == 0) {
      return this;
    }
    resize(other.curve, other.units());
    int units = units();
    for (int j = 0; j < units; j++) {
      bounds[j] = Math.min(bounds[j], other.bounds[j]);
      bounds[units + j] = Math.max(bounds[units + j], other.bounds[units + j]);
    }
    sums.mergeWith(other.sums);
    rows += other.rows;
    return this;
  }

  /** The number of units, 0 if nothing was observed. */
  public int units() {
    return bounds.length / 2;
  }

  /** How many rows were observed; in training by local steps, row and step. */
  public long rows() {
    return rows;
  }

  /** The least output of a unit. */
  public double lowest(int unit) {
    return bounds[unit];
  }

  /** The greatest output of a unit. */
  public double highest(int unit) {
    return bounds[units() + unit];
  }

  /** The mean of a unit's z. */
  public double meanZ(int unit) {
    return sums.value(unit) / rows;
  }

  /** v_j, the population variance of a unit's z over rows. */
  public double varianceZ(int unit) {
    double mean = meanZ(unit);
    return Math.max(0, sums.value(units() + unit) / rows - mean * mean);
  }

  public boolean isFrozen(int unit) {
    return switch (curve) {
      case SIGMOID -> highest(unit) <= NEAR || lowest(unit) >= 1 - NEAR;
      case TANH -> highest(unit) <= NEAR - 1 || lowest(unit) >= 1 - NEAR;
      case RELU -> highest(unit) <= NEAR;
      case IDENTITY -> false;
    };
  }

  /** The number of frozen units. */
  public int frozen() {
    int frozen = 0;
    for (int j = 0; j < units(); j++) {
      frozen += isFrozen(j) ? 1 : 0;
    }
    return frozen;
  }

  /** The share of the units that are frozen, NaN of none. */
  public double frozenShare() {
    return (double) frozen() / units();
  }

  /**
   * mean_j(1 / sqrt(1 + pi v_j / 8)), about the mean slope that a sigmoid's units would have if
   * each had its mean z at 0; of tanh, which is steeper, mean_j(1 / sqrt(1 + pi v_j / 2)). NaN of
   * other activations and of nothing.
   */
  public double centredSlope() {
    double steepness =
        switch (curve) {
          case SIGMOID -> 1.0 / 8;
          case TANH -> 1.0 / 2;
          case RELU, IDENTITY -> Double.NaN;
        };
    double sum = 0;
    for (int j = 0; j < units(); j++) {
      sum += 1 / Math.sqrt(1 + Math.PI * steepness * varianceZ(j));
    }
    return sum / units();
  }
}
