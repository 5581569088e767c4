package io.ogive.objective;

import io.ogive.math.SymmetricMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

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
  private static final int PIECE = 1 << 14;

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
    inPieces(
        (k, from, to) -> {
          for (int a = from; a < to; a++) {
            weights[k][slots[a]] = point[k * perLogit() + a] / deviation(a);
          }
        });
    return weights;
  }

  /** Intercepts at stored value 0. */
  public double[] intercepts(double[] point, double[][] weights) {
    double[] intercepts = new double[logits];
    IntStream all = IntStream.range(0, logits);
    (dimension() > PIECE ? all.parallel() : all)
        .forEach(
            k -> {
              double b = intercept ? point[k * perLogit() + slots.length] : 0;
              for (int j : slots) {
                b = Math.fma(-weights[k][j], center[j], b);
              }
              intercepts[k] = b;
            });
    return intercepts;
  }

  /** The gradient of the mean loss by the coordinates. */
  public double[] gradient(LogisticSums sums) {
    double[] gradient = new double[dimension()];
    inPieces(
        (k, from, to) -> {
          double whole = sums.meanGradient(k, width);
          for (int a = from; a < to; a++) {
            double sum = sums.meanGradient(k, slots[a]);
            gradient[k * perLogit() + a] =
                Math.fma(-scaledCenter(a), whole, sum) / scaledDeviation(a);
          }
          if (intercept && to == slots.length) {
            gradient[k * perLogit() + slots.length] = whole;
          }
        });
    return gradient;
  }

  /** What is done to the active columns of a logit from one up to another. */
  @FunctionalInterface
  private interface Part {
    void run(int k, int from, int to);
  }

  /** All columns of all logits, where they are many on several cores. */
  private void inPieces(Part part) {
    int pieces = Math.max(1, (slots.length + PIECE - 1) / PIECE);
    IntStream all = IntStream.range(0, Math.multiplyExact(logits, pieces));
    (dimension() > PIECE ? all.parallel() : all)
        .forEach(
            i -> {
              int from = i % pieces * PIECE;
              part.run(i / pieces, from, Math.min(slots.length, from + PIECE));
            });
  }

  /** The diagonal of the Hessian of the mean loss by the coordinates. */
  public double[] diagonal(HessianDiagonalTotal total) {
    LogisticSums squares = total.squares().point(0);
    LogisticSums slopes = total.slopes().point(0);
    double[] diagonal = new double[dimension()];
    inPieces(
        (k, from, to) -> {
          double whole = slopes.meanGradient(k, width);
          for (int a = from; a < to; a++) {
            double c = scaledCenter(a);
            double s = scaledDeviation(a);
            double slope = slopes.meanGradient(k, slots[a]);
            double half = Math.fma(-c, slope, squares.meanGradient(k, slots[a]));
            double centred = Math.fma(-c, whole, slope);
            diagonal[k * perLogit() + a] = Math.fma(-c, centred, half) / s / s;
          }
          if (intercept && to == slots.length) {
            diagonal[k * perLogit() + slots.length] = whole;
          }
        });
    return diagonal;
  }

  /**
   * A power of two above what the logits of a direction can be at any row: the sum of its weights
   * times the largest stored values.
   */
  public double bound(LogisticPoint direction) {
    double largest = 0;
    for (int k = 0; k < logits; k++) {
      double sum = Math.abs(direction.intercepts()[k]);
      for (int j : slots) {
        sum += Math.abs(direction.weights()[k][j]) / scale[j];
      }
      largest = Math.max(largest, sum);
    }
    return Math.scalb(1.0, Math.getExponent(largest) + 1);
  }

  /** The Hessian of the mean loss by the coordinates. */
  public SymmetricMatrix curvature(LogisticSums sums) {
    int size = dimension();
    double[] h = new double[Math.multiplyExact(size, size)];
    for (int k = 0; k < logits; k++) {
      for (int l = 0; l <= k; l++) {
        curvature(sums, k, l, h);
      }
    }
    return new SymmetricMatrix(size, h);
  }

  /** The part between two logits, both of whose triangles are needed unless they are the same. */
  private void curvature(LogisticSums sums, int k, int l, double[] h) {
    int row = k * perLogit();
    int column = l * perLogit();
    double whole = sums.meanCurvature(k, l, width, width);
    for (int a = 0; a < slots.length; a++) {
      double c = scaledCenter(a);
      double s = scaledDeviation(a);
      double centred = Math.fma(-c, whole, sums.meanCurvature(k, l, width, slots[a]));
      for (int b = 0; b <= a; b++) {
        double raw = sums.meanCurvature(k, l, slots[a], slots[b]);
        double half = Math.fma(-c, sums.meanCurvature(k, l, width, slots[b]), raw);
        put(
            h,
            row,
            column,
            a,
            b,
            Math.fma(-scaledCenter(b), centred, half) / s / scaledDeviation(b));
      }
      if (intercept) {
        put(h, row, column, slots.length, a, centred / s);
      }
    }
    if (intercept) {
      put(h, row, column, slots.length, slots.length, whole);
    }
  }

  private void put(double[] h, int row, int column, int a, int b, double value) {
    h[(row + a) * dimension() + column + b] = value;
    if (row != column) {
      h[(row + b) * dimension() + column + a] = value;
    }
  }

  private double scaledCenter(int active) {
    return center[slots[active]] * scale[slots[active]];
  }

  private double scaledDeviation(int active) {
    return deviation[slots[active]] * scale[slots[active]];
  }
}
