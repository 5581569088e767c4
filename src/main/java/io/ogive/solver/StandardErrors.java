package io.ogive.solver;

import io.ogive.math.Cholesky;
import io.ogive.math.SymmetricMatrix;
import io.ogive.objective.LogisticCoordinates;
import java.util.OptionalDouble;

/**
 * Standard errors of a logistic model on the raw scale, from the inverse of the Hessian of the
 * total weighted objective at the optimum (Wald; McCullagh and Nelder 1989, section 4.4; with a
 * squared penalty, of the penalized one).
 *
 * <pre>
 * C = (W H)^-1,   se(w_kj) = sqrt(C_kj,kj) / s_j,   se(b_k) = sqrt(a' C a),   a = (-raw c_j / s_j, 1) at k
 * </pre>
 *
 * <p>A softmax model's coefficients add to 0 over its K classes, and C is that of such
 * coefficients: the Hessian of the loss is 0 along u_j, the shift of all classes' coordinate j, so
 * H has there the eigenvalue of the penalty alone. It is replaced by a t_j of the diagonal's size,
 * and u_j u_j' / t_j is taken off the inverse again.
 */
final class StandardErrors {
  private final double[][] bySlot;
  private final double[] byIntercept;

  private StandardErrors(double[][] bySlot, double[] byIntercept) {
    this.bySlot = bySlot;
    this.byIntercept = byIntercept;
  }

  /** None: for models with an L1 penalty, too wide, or with bounds on several logits. */
  static StandardErrors none() {
    return new StandardErrors(new double[0][], new double[0]);
  }

  /**
   * Standard errors; none where the Hessian is singular, since then coefficients are not
   * determined.
   *
   * @param hessian of the mean objective, by all coordinates; not modified
   * @param weight of all training rows, class weights included
   * @param shift per slot, raw value minus stored value
   */
  static StandardErrors of(
      SymmetricMatrix hessian, double weight, LogisticCoordinates coordinates, double[] shift) {
    int logits = coordinates.logits();
    int each = coordinates.perLogit();
    double[] pinned = logits == 1 ? new double[each] : scales(hessian, coordinates);
    Cholesky factor;
    try {
      factor = Cholesky.of(logits == 1 ? hessian : pinned(hessian, coordinates, pinned));
    } catch (ArithmeticException e) {
      return none();
    }
    if (factor.ridge() > 0) {
      return none();
    }
    double[] variance = factor.inverseDiagonal();
    double[][] bySlot = new double[logits][shift.length];
    double[] byIntercept = new double[logits];
    for (int k = 0; k < logits; k++) {
      double[] direction = new double[logits * each];
      double taken = 0;
      for (int a = 0; a < coordinates.active(); a++) {
        int slot = coordinates.slot(a);
        double s = coordinates.deviation(a);
        double of = variance[k * each + a] - inverse(logits * pinned[a]);
        bySlot[k][slot] = Math.sqrt(Math.max(0, of) / weight) / s;
        double c = -(coordinates.center(a) + shift[slot]) / s;
        direction[k * each + a] = c;
        taken += c * c * inverse(logits * pinned[a]);
      }
      int last = k * each + coordinates.active();
      if (coordinates.hasIntercept() && hessian.get(last, last) > 0) {
        direction[last] = 1;
        taken += inverse(logits * pinned[coordinates.active()]);
        double spread = Vectors.dot(direction, factor.solve(direction)) - taken;
        byIntercept[k] = Math.sqrt(Math.max(0, spread) / weight);
      }
    }
    return new StandardErrors(bySlot, byIntercept);
  }

  private static double inverse(double eigenvalue) {
    return eigenvalue == 0 ? 0 : 1 / eigenvalue;
  }

  /** t: the mean over the logits of a coordinate's diagonal. */
  private static double[] scales(SymmetricMatrix hessian, LogisticCoordinates coordinates) {
    double[] t = new double[coordinates.perLogit()];
    for (int i = 0; i < hessian.size(); i++) {
      t[i % t.length] += hessian.get(i, i) / coordinates.logits();
    }
    return t;
  }

  /**
   * The Hessian with the eigenvalue t_j along u_j, whose elements are 1 / sqrt(K) at each class.
   */
  private static SymmetricMatrix pinned(
      SymmetricMatrix hessian, LogisticCoordinates coordinates, double[] t) {
    int n = hessian.size();
    int logits = coordinates.logits();
    double[] values = hessian.values().clone();
    for (int j = 0; j < t.length; j++) {
      double along = 0; // u_j' H u_j
      for (int k = 0; k < logits; k++) {
        for (int l = 0; l < logits; l++) {
          along += hessian.get(Math.max(k, l) * t.length + j, Math.min(k, l) * t.length + j);
        }
      }
      double added = (t[j] - along / logits) / logits;
      for (int k = 0; k < logits; k++) {
        for (int l = 0; l < logits; l++) {
          values[(k * t.length + j) * n + l * t.length + j] += added;
        }
      }
    }
    return new SymmetricMatrix(n, values);
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

  /** The standard error of a logit's intercept. */
  OptionalDouble intercept(int logit) {
    return defined(byIntercept, logit);
  }

  /** The standard error of a logit's coefficient; empty for a constant column. */
  OptionalDouble slot(int logit, int slot) {
    return logit < bySlot.length ? defined(bySlot[logit], slot) : OptionalDouble.empty();
  }

  private static OptionalDouble defined(double[] errors, int i) {
    return i < errors.length && errors[i] > 0
        ? OptionalDouble.of(errors[i])
        : OptionalDouble.empty();
  }
}
