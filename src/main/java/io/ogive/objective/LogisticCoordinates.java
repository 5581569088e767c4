package io.ogive.objective;

import io.ogive.math.SymmetricMatrix;
import java.util.Arrays;

/**
 * The coordinates in which a logistic model is fitted, v_j = (x_j - c_j) / s_j, folded into the
 * weights so that passes see stored values only:
 *
 * <pre>
 * w_j = beta_j / s_j,   b = b_0 - sum over j of w_j c_j
 * </pre>
 *
 * <p>s is the column's deviation. With an intercept c is the column's mean; without one it is what
 * makes v the raw value over s. A point holds, logit by logit, the beta of every column that is not
 * constant, then b_0 if there is an intercept; a constant column's weight is 0.
 */
public final class LogisticCoordinates {
  private final int logits;
  private final int width;
  private final boolean intercept;
  private final int[] slots;
  private final double[] center;
  private final double[] deviation;
  private final double[] scale;

  /**
   * Coordinates.
   *
   * @param center per slot, c in stored units
   * @param deviation per slot, s; 0 for a constant column
   * @param scale per slot, the power of two that a pass multiplies the column by
   */
  public LogisticCoordinates(
      int logits, boolean intercept, double[] center, double[] deviation, double[] scale) {
    this.logits = logits;
    this.width = deviation.length;
    this.intercept = intercept;
    this.center = center;
    this.deviation = deviation;
    this.scale = scale;
    int active = 0;
    int[] found = new int[width];
    for (int j = 0; j < width; j++) {
      if (deviation[j] > 0) {
        found[active++] = j;
      }
    }
    this.slots = Arrays.copyOf(found, active);
  }

  /** Coordinates of one logit. */
  public int perLogit() {
    return slots.length + (intercept ? 1 : 0);
  }

  /** Coordinates of all logits. */
  public int dimension() {
    return logits * perLogit();
  }

  public int logits() {
    return logits;
  }

  public boolean hasIntercept() {
    return intercept;
  }

  /** The columns that are not constant; each logit's coordinates are in this order. */
  public int active() {
    return slots.length;
  }

  /** The slot of an active column. */
  public int slot(int active) {
    return slots[active];
  }

  /** The deviation s of an active column, in stored units. */
  public double deviation(int active) {
    return deviation[slots[active]];
  }

  /** The center c of an active column, in stored units. */
  public double center(int active) {
    return center[slots[active]];
  }

  /** Weights per stored unit, logits x slots. */
  public double[][] weights(double[] point) {
    double[][] weights = new double[logits][width];
    for (int k = 0; k < logits; k++) {
      for (int a = 0; a < slots.length; a++) {
        weights[k][slots[a]] = point[k * perLogit() + a] / deviation(a);
      }
    }
    return weights;
  }

  /** Intercepts at stored value 0. */
  public double[] intercepts(double[] point, double[][] weights) {
    double[] intercepts = new double[logits];
    for (int k = 0; k < logits; k++) {
      double b = intercept ? point[k * perLogit() + slots.length] : 0;
      for (int j : slots) {
        b = Math.fma(-weights[k][j], center[j], b);
      }
      intercepts[k] = b;
    }
    return intercepts;
  }

  /** The gradient of the mean loss by the coordinates. */
  public double[] gradient(LogisticSums sums) {
    double[] gradient = new double[dimension()];
    for (int k = 0; k < logits; k++) {
      double whole = sums.meanGradient(k, width);
      for (int a = 0; a < slots.length; a++) {
        double sum = sums.meanGradient(k, slots[a]);
        gradient[k * perLogit() + a] = Math.fma(-scaledCenter(a), whole, sum) / scaledDeviation(a);
      }
      if (intercept) {
        gradient[k * perLogit() + slots.length] = whole;
      }
    }
    return gradient;
  }

  /** The Hessian of the mean loss by the coordinates, for one logit. */
  public SymmetricMatrix curvature(LogisticSums sums) {
    int size = dimension();
    double[] h = new double[size * size];
    double whole = sums.meanCurvature(width, width);
    for (int a = 0; a < slots.length; a++) {
      double c = scaledCenter(a);
      double s = scaledDeviation(a);
      double centred = Math.fma(-c, whole, sums.meanCurvature(width, slots[a]));
      for (int b = 0; b <= a; b++) {
        double raw = sums.meanCurvature(slots[a], slots[b]);
        double half = Math.fma(-c, sums.meanCurvature(width, slots[b]), raw);
        h[a * size + b] = Math.fma(-scaledCenter(b), centred, half) / s / scaledDeviation(b);
      }
      if (intercept) {
        h[slots.length * size + a] = centred / s;
      }
    }
    if (intercept) {
      h[slots.length * size + slots.length] = whole;
    }
    return new SymmetricMatrix(size, h);
  }

  private double scaledCenter(int active) {
    return center[slots[active]] * scale[slots[active]];
  }

  private double scaledDeviation(int active) {
    return deviation[slots[active]] * scale[slots[active]];
  }
}
