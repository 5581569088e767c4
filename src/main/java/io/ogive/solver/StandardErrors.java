package io.ogive.solver;

import io.ogive.math.Cholesky;
import io.ogive.math.SymmetricMatrix;
import io.ogive.objective.LogisticCoordinates;
import java.util.OptionalDouble;

/**
 * Standard errors of a binary logistic model on the raw scale, from the inverse of the Hessian of
 * the total weighted objective at the optimum (Wald; McCullagh and Nelder 1989, section 4.4; with a
 * squared penalty, of the penalized one).
 *
 * <pre>
 * C = (W H)^-1,   se(w_j) = sqrt(C_jj) / s_j,   se(b) = sqrt(a' C a),   a = (-raw c_j / s_j, 1)
 * </pre>
 */
final class StandardErrors {
  private final double[] bySlot;
  private final OptionalDouble intercept;

  private StandardErrors(double[] bySlot, OptionalDouble intercept) {
    this.bySlot = bySlot;
    this.intercept = intercept;
  }

  /** None: for models with an L1 penalty, with more than one logit, or too wide. */
  static StandardErrors none() {
    return new StandardErrors(new double[0], OptionalDouble.empty());
  }

  /**
   * Standard errors; none where the Hessian is singular, since then coefficients are not
   * determined.
   *
   * @param weight of all training rows, class weights included
   * @param shift per slot, raw value minus stored value
   */
  static StandardErrors of(
      SymmetricMatrix hessian, double weight, LogisticCoordinates coordinates, double[] shift) {
    Cholesky factor;
    try {
      factor = Cholesky.of(hessian);
    } catch (ArithmeticException e) {
      return none();
    }
    if (factor.ridge() > 0) {
      return none();
    }
    double[] variance = factor.inverseDiagonal();
    double[] bySlot = new double[shift.length];
    double[] direction = new double[hessian.size()];
    for (int a = 0; a < coordinates.active(); a++) {
      int slot = coordinates.slot(a);
      bySlot[slot] = Math.sqrt(variance[a] / weight) / coordinates.deviation(a);
      direction[a] = -(coordinates.center(a) + shift[slot]) / coordinates.deviation(a);
    }
    if (!coordinates.hasIntercept()) {
      return new StandardErrors(bySlot, OptionalDouble.empty());
    }
    direction[coordinates.active()] = 1;
    int last = coordinates.active();
    if (hessian.get(last, last) == 0) {
      return new StandardErrors(bySlot, OptionalDouble.empty());
    }
    double spread = Vectors.dot(direction, factor.solve(direction));
    return new StandardErrors(bySlot, OptionalDouble.of(Math.sqrt(spread / weight)));
  }

  /**
   * A Hessian without the coordinates that a bound holds, which are not estimated: their rows and
   * columns are zero, so they get no standard error, and the others' are those of a model that has
   * these fixed.
   */
  static SymmetricMatrix without(boolean[] held, SymmetricMatrix hessian) {
    double[] values = hessian.values().clone();
    int n = hessian.size();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        values[i * n + j] = held[i] || held[j] ? 0 : values[i * n + j];
      }
    }
    return new SymmetricMatrix(n, values);
  }

  /**
   * The largest variance inflation of a coordinate, H_jj (H^-1)_jj: by how much it goes with the
   * others; infinite where H is singular.
   */
  static double inflation(SymmetricMatrix hessian) {
    try {
      Cholesky factor = Cholesky.of(hessian);
      double[] inverse = factor.inverseDiagonal();
      double largest = factor.ridge() > 0 ? Double.POSITIVE_INFINITY : 0;
      for (int j = 0; j < inverse.length; j++) {
        largest = Math.max(largest, hessian.get(j, j) * inverse[j]);
      }
      return largest;
    } catch (ArithmeticException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  OptionalDouble intercept() {
    return intercept;
  }

  /** The standard error of a slot; empty for a constant column. */
  OptionalDouble slot(int slot) {
    return bySlot.length > 0 && bySlot[slot] > 0
        ? OptionalDouble.of(bySlot[slot])
        : OptionalDouble.empty();
  }
}
