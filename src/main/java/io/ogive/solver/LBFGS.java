package io.ogive.solver;

import java.util.Optional;

/**
 * Limited-memory BFGS (Liu and Nocedal 1989) with ten steps of memory and a strong Wolfe line
 * search, for smooth objectives of any number of coordinates.
 *
 * @see WolfeSearch
 */
final class LBFGS {
  private LBFGS() {}

  /**
   * Minimises from a start.
   *
   * @throws DivergedException if the objective is not finite
   */
  static Fit minimize(
      Objective objective, double[] start, StoppingRule stopping, RoundListener listener) {
    Rounds rounds = new Rounds(objective, stopping, listener);
    InverseHessian memory = new InverseHessian();
    Visit here = rounds.visit(start, false);
    Progress progress = new Progress(here);
    while (!rounds.withinTolerance(here)) {
      boolean fresh = memory.isEmpty();
      double[] direction = memory.direction(here.gradient());
      Optional<Visit> found =
          new WolfeSearch(rounds, here, direction).search(firstStep(fresh, direction));
      if (found.isEmpty()) {
        if (!rounds.left()) {
          return rounds.end(progress.best(), StopReason.MAX_ROUNDS);
        }
        if (fresh) {
          return rounds.end(progress.best(), StopReason.PRECISION);
        }
        memory.forget();
        continue;
      }
      Visit next = found.get();
      memory.learn(
          Vectors.minus(next.point(), here.point()),
          Vectors.minus(next.gradient(), here.gradient()));
      here = next;
      if (!rounds.withinTolerance(here) && progress.isStuckAt(here)) {
        return rounds.end(progress.best(), StopReason.PRECISION);
      }
    }
    return rounds.end(here, StopReason.GRADIENT);
  }

  /** Without memory a step of length 1 at most; with it the whole step. */
  static double firstStep(boolean fresh, double[] direction) {
    return fresh ? Math.min(1, 1 / Math.sqrt(Vectors.dot(direction, direction))) : 1;
  }
}
