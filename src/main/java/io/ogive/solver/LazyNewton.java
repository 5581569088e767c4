package io.ogive.solver;

import io.ogive.math.Cholesky;
import io.ogive.math.SymmetricMatrix;
import java.util.Optional;

/**
 * Newton's method for convex functions whose gradient is cheap beside their Hessian, in memory: a
 * factored Hessian serves as long as its steps take the gradient down fourfold, from one function
 * to the next if they are alike (the chord method; Kelley, "Iterative Methods for Linear and
 * Nonlinear Equations", 1995, section 5.4). Where even the step of a new one does not take the
 * function down, {@link Newton} goes on.
 */
final class LazyNewton {
  private static final double CONTRACTION = 0.25;

  private Optional<Cholesky> factor = Optional.empty();

  /** From now on begins with this Hessian. */
  void take(SymmetricMatrix hessian) {
    factor = Optional.of(Cholesky.of(hessian));
  }

  /**
   * The minimum of a function; empty if it was not found in the rounds that the rule allows.
   *
   * @throws DivergedException if the function is not finite
   * @throws ArithmeticException if its curvature cannot be factored
   */
  Optional<double[]> minimum(Objective function, double[] start, StoppingRule stopping) {
    Rounds rounds = new Rounds(function, stopping, RoundListener.none());
    boolean isFresh = factor.isEmpty();
    Visit here = rounds.visit(start, isFresh);
    if (isFresh) {
      take(Newton.curvature(here));
    }
    while (!rounds.withinTolerance(here)) {
      if (!rounds.left()) {
        return Optional.empty();
      }
      double[] step = Vectors.negated(factor.orElseThrow().solve(here.gradient()));
      Visit next = rounds.visit(Vectors.step(here.point(), 1, step), false);
      boolean lower = next.objective() <= here.objective() + here.noise();
      boolean flatter = next.norm() <= CONTRACTION * here.norm();
      if (isFresh && !lower) {
        Fit fit = Newton.minimize(rounds, rounds.visit(here.point(), true));
        return fit.reason() == StopReason.MAX_ROUNDS ? Optional.empty() : Optional.of(fit.point());
      }
      here = lower ? next : here;
      isFresh = false;
      if (!(lower && flatter) && !rounds.withinTolerance(here)) {
        here = rounds.visit(here.point(), true);
        take(Newton.curvature(here));
        isFresh = true;
      }
    }
    return Optional.of(here.point());
  }
}
