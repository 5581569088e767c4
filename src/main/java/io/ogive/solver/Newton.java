package io.ogive.solver;

import io.ogive.math.Cholesky;
import io.ogive.math.SymmetricMatrix;

/**
 * Newton's method with the exact Hessian at every point, for convex objectives of few coordinates.
 *
 * <p>The step -H^-1 g is tried whole, and halved until the objective falls by at least 1e-4 of what
 * the gradient promises (Armijo; Nocedal and Wright 2006, section 3.1). Where the promise is within
 * rounding the gradient decides: it must halve. Where H is singular, Cholesky's ridge damps the
 * step in the directions that do not matter.
 */
final class Newton {
  private static final double SUFFICIENT = 1e-4;
  private static final int MOST_HALVINGS = 40;

  /**
   * The least a diagonal element counts, relative to the largest: rounding may leave it below 0.
   */
  private static final double LEAST_DIAGONAL = 1e-12;

  private Newton() {}

  /**
   * Minimises from a start.
   *
   * @throws IllegalArgumentException if the objective has no curvature
   * @throws DivergedException if it is not finite
   */
  static Fit minimize(
      Objective objective, double[] start, StoppingRule stopping, RoundListener listener) {
    Rounds rounds = new Rounds(objective, stopping, listener);
    return minimize(rounds, rounds.visit(start, true));
  }

  /** Minimises from a visit that has curvature, in the rounds that are left. */
  static Fit minimize(Rounds rounds, Visit start) {
    Visit here = start;
    while (!rounds.withinTolerance(here)) {
      double[] step = step(rounds, here);
      double slope = Vectors.dot(here.gradient(), step);
      if (!(slope < 0)) {
        return rounds.end(here, StopReason.PRECISION);
      }
      Visit next = null;
      double t = 1;
      for (int halvings = 0; next == null; halvings++) {
        if (!rounds.left()) {
          return rounds.end(here, StopReason.MAX_ROUNDS);
        }
        Visit trial = rounds.visit(Vectors.step(here.point(), t, step), true);
        boolean promiseIsNoise = -t * slope <= here.noise();
        boolean better =
            promiseIsNoise
                ? trial.norm() <= here.norm() / 2
                : trial.objective() <= here.objective() + SUFFICIENT * t * slope;
        if (better) {
          next = trial;
        } else if (promiseIsNoise || halvings == MOST_HALVINGS) {
          return rounds.end(here, StopReason.PRECISION);
        }
        t /= 2;
      }
      here = next;
    }
    return rounds.end(here, StopReason.GRADIENT);
  }

  private static double[] step(Rounds rounds, Visit here) {
    try {
      return Vectors.negated(Cholesky.of(curvature(here)).solve(here.gradient()));
    } catch (ArithmeticException e) {
      throw rounds.diverged("the curvature cannot be factored: " + e.getMessage(), e);
    }
  }

  /** The curvature at a visit, its diagonal not below 0. */
  static SymmetricMatrix curvature(Visit here) {
    SymmetricMatrix h =
        here.evaluation()
            .curvature()
            .orElseThrow(() -> new IllegalArgumentException("Newton needs curvature; use L-BFGS"));
    double largest = 0;
    for (int i = 0; i < h.size(); i++) {
      largest = Math.max(largest, h.get(i, i));
    }
    double[] values = h.values().clone();
    for (int i = 0; i < h.size(); i++) {
      int at = i * h.size() + i;
      values[at] = Math.max(values[at], LEAST_DIAGONAL * largest);
    }
    return new SymmetricMatrix(h.size(), values);
  }
}
