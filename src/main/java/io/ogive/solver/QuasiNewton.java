package io.ogive.solver;

import java.util.Optional;

/**
 * The loop that L-BFGS and OWL-QN share: search along a direction, learn from the step taken, go on
 * from there.
 *
 * <p>Where a search finds nothing the memory may be at fault, so it is forgotten and the search
 * made once more along the gradient. The memory learns from gradients of the smooth part.
 */
final class QuasiNewton {
  private QuasiNewton() {}

  /** Looks for a better point. */
  @FunctionalInterface
  interface Search {
    /** A better point, if rounds and precision last until there is one. */
    Optional<Visit> from(Visit here, InverseHessian memory);
  }

  /** Minimises from a start. */
  static Fit minimize(Rounds rounds, double[] start, Search search) {
    InverseHessian memory = new InverseHessian(start.length);
    Visit here = rounds.visit(start, false);
    Progress progress = new Progress(here);
    while (!rounds.withinTolerance(here)) {
      Optional<Visit> found = search.from(here, memory);
      if (found.isEmpty()) {
        if (!rounds.left()) {
          return rounds.end(progress.best(), StopReason.MAX_ROUNDS);
        }
        if (memory.isEmpty()) {
          return rounds.end(progress.best(), StopReason.PRECISION);
        }
        memory.forget();
        continue;
      }
      Visit next = found.get();
      memory.learn(
          Vectors.minus(next.point(), here.point()),
          Vectors.minus(next.evaluation().gradient(), here.evaluation().gradient()));
      here = next;
      if (!rounds.withinTolerance(here) && progress.isStuckAt(here)) {
        return rounds.end(progress.best(), StopReason.PRECISION);
      }
      if (!rounds.withinTolerance(here) && progress.isNearlyDone(here, rounds.fall())) {
        return rounds.end(progress.best(), StopReason.FALL);
      }
    }
    return rounds.end(here, StopReason.GRADIENT);
  }

  /** The step to try first: where nothing is known one of length 1 at most, else the whole one. */
  static double firstStep(InverseHessian memory, double[] direction) {
    return memory.isEmpty() && !memory.hasDiagonal()
        ? Math.min(1, 1 / Math.sqrt(Vectors.dot(direction, direction)))
        : 1;
  }
}
