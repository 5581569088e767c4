package io.ogive.solver;

import io.ogive.math.SymmetricMatrix;

/**
 * Newton's method within bounds, for convex objectives of few coordinates: each step goes to the
 * minimum of the quadratic model within the bounds ({@link BoxQuadratic}), or part of the way,
 * until the objective falls by at least 1e-4 of what the gradient promises. Ends where the
 * projected gradient is within the tolerance.
 */
final class ProjectedNewton {
  private static final double SUFFICIENT = 1e-4;
  private static final int MOST_HALVINGS = 40;

  private ProjectedNewton() {}

  /**
   * Minimises from a start, which is projected onto the bounds.
   *
   * @throws IllegalArgumentException if the objective has no curvature
   * @throws DivergedException if it is not finite
   */
  static Fit minimize(
      Objective objective, Box box, double[] start, StoppingRule stopping, RoundListener listener) {
    Rounds rounds = Rounds.within(box, objective, stopping, listener);
    return minimize(rounds, box, rounds.visit(box.project(start), true));
  }

  /** Minimises from a visit that has curvature, in the rounds that are left. */
  static Fit minimize(Rounds rounds, Box box, Visit start) {
    Visit here = start;
    while (!rounds.withinTolerance(here)) {
      double[] target = target(rounds, box, here);
      double[] step = Vectors.minus(target, here.point());
      double slope = Vectors.dot(here.evaluation().gradient(), step);
      if (!(slope < 0)) {
        return rounds.end(here, StopReason.PRECISION);
      }
      Visit next = null;
      double t = 1;
      for (int halvings = 0; next == null; halvings++) {
        if (!rounds.left()) {
          return rounds.end(here, StopReason.MAX_ROUNDS);
        }
        // The whole step ends on bounds exactly, so it is not computed again.
        double[] point = t == 1 ? target : box.project(Vectors.step(here.point(), t, step));
        Visit trial = rounds.visit(point, true);
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

  private static double[] target(Rounds rounds, Box box, Visit here) {
    SymmetricMatrix curvature = Newton.curvature(here);
    try {
      return BoxQuadratic.minimum(box, curvature, here.point(), here.evaluation().gradient());
    } catch (ArithmeticException e) {
      throw rounds.diverged("the curvature cannot be factored: " + e.getMessage(), e);
    }
  }
}
