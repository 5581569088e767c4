package io.ogive.solver;

/**
 * Bounds on the coordinates of a point.
 *
 * @param lower per coordinate, perhaps negative infinity
 * @param upper per coordinate, perhaps infinity
 */
record Box(double[] lower, double[] upper) {

  /** Whether a point is in it. */
  boolean holds(double[] point) {
    for (int i = 0; i < point.length; i++) {
      if (!(point[i] >= lower[i] && point[i] <= upper[i])) {
        return false;
      }
    }
    return true;
  }

  /** The nearest point in it, as a new array. */
  double[] project(double[] point) {
    double[] result = new double[point.length];
    for (int i = 0; i < point.length; i++) {
      result[i] = clip(i, point[i]);
    }
    return result;
  }

  double clip(int i, double x) {
    return Math.min(Math.max(x, lower[i]), upper[i]);
  }

  /** Whether a coordinate is at a bound, and the objective falls beyond it. */
  boolean isHeld(int i, double x, double slope) {
    return (x <= lower[i] && slope >= 0) || (x >= upper[i] && slope <= 0);
  }

  /** Which coordinates are at a bound. */
  boolean[] atBound(double[] point) {
    boolean[] at = new boolean[point.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = point[i] <= lower[i] || point[i] >= upper[i];
    }
    return at;
  }

  /** The gradient with 0 where a bound is in the way of going downhill. */
  double[] projected(double[] point, double[] gradient) {
    double[] result = gradient.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = isHeld(i, point[i], gradient[i]) ? 0 : gradient[i];
    }
    return result;
  }
}
