package io.ogive.solver;

import io.ogive.solver.ConjugateGradients.Step;

/**
 * Trust-region Newton by conjugate gradients, for objectives of many coordinates, whose Hessian is
 * never formed (Lin, Weng and Keerthi, "Trust region Newton method for large-scale logistic
 * regression", JMLR 2008).
 *
 * <p>Each step lowers the quadratic model g's + s'Hs/2 within a radius, measured and preconditioned
 * by the diagonal of H (Hsia, Chiang and Lin, "Preconditioned conjugate gradient methods in
 * truncated Newton frameworks for large-scale linear classification", ACML 2018); the radius
 * follows how well the model foretold the fall. Where what it foretells is within rounding the
 * gradient decides: it must halve.
 */
final class TrustRegionNewton {
  private static final double SUFFICIENT = 1e-4;
  private static final double POOR = 0.25;
  private static final double GOOD = 0.75;
  private static final double LEAST_FACTOR = 0.25;
  private static final double SMALL_FACTOR = 0.5;
  private static final double LARGE_FACTOR = 4;

  private final Rounds rounds;
  private final ConjugateGradients inner;
  private double radius = Double.NaN;

  private TrustRegionNewton(Rounds rounds, CurvedObjective objective) {
    this.rounds = rounds;
    this.inner = new ConjugateGradients(rounds, objective);
  }

  /**
   * Minimises from a start; every product with the Hessian counts as a pass.
   *
   * @throws DivergedException if the objective is not finite
   */
  static Fit minimize(
      CurvedObjective objective, double[] start, StoppingRule stopping, RoundListener listener) {
    Rounds rounds = new Rounds(objective, stopping, listener);
    return new TrustRegionNewton(rounds, objective).from(rounds.visit(start, false));
  }

  private Fit from(Visit start) {
    Visit here = start;
    boolean moved = true;
    boolean first = true;
    while (!rounds.withinTolerance(here)) {
      if (!rounds.left()) {
        return rounds.end(here, StopReason.MAX_ROUNDS);
      }
      if (moved) {
        inner.moveTo(here);
        radius = Double.isNaN(radius) ? inner.gradientNorm() : radius;
      }
      Step step = inner.step(here, radius);
      if (!rounds.left()) {
        return rounds.end(here, StopReason.MAX_ROUNDS);
      }
      if (!(step.promise() > 0)) {
        return rounds.end(here, StopReason.PRECISION);
      }
      Visit trial = rounds.visit(Vectors.step(here.point(), 1, step.vector()), false);
      double fall = here.objective() - trial.objective();
      boolean promiseIsNoise = step.promise() <= here.noise();
      if (promiseIsNoise) {
        moved = trial.norm() <= here.norm() / 2;
        if (!moved) {
          return rounds.end(here, StopReason.PRECISION);
        }
      } else {
        adapt(step, fall, Vectors.dot(here.gradient(), step.vector()), first);
        moved = fall > SUFFICIENT * step.promise();
        first &= !moved;
      }
      here = moved ? trial : here;
    }
    return rounds.end(here, StopReason.GRADIENT);
  }

  /** The radius for the next step, as in LIBLINEAR: between factors of what this one taught. */
  private void adapt(Step step, double fall, double slope, boolean first) {
    radius = first ? Math.min(radius, step.norm()) : radius;
    double excess = -fall - slope;
    double share = excess <= 0 ? LARGE_FACTOR : Math.max(LEAST_FACTOR, -0.5 * slope / excess);
    double wished = share * step.norm();
    if (fall < SUFFICIENT * step.promise()) {
      radius = Math.min(wished, SMALL_FACTOR * radius);
    } else if (fall < POOR * step.promise()) {
      radius = Math.max(LEAST_FACTOR * radius, Math.min(wished, SMALL_FACTOR * radius));
    } else if (fall < GOOD * step.promise()) {
      radius = Math.max(LEAST_FACTOR * radius, Math.min(wished, LARGE_FACTOR * radius));
    } else if (step.isCut()) {
      radius *= LARGE_FACTOR;
    } else {
      radius = Math.max(radius, Math.min(wished, LARGE_FACTOR * radius));
    }
  }
}
