package io.ogive.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * OWL-QN (Andrew and Gao, "Scalable training of L1-regularized log-linear models", ICML 2007):
 * L-BFGS for a smooth convex objective plus sum of l1_i |x_i|.
 *
 * <p>Each step stays in one orthant, chosen by the signs of the point and, at 0, of the
 * pseudo-gradient: the points of the backtracking search are projected onto it, so that
 * coefficients become exactly 0.
 *
 * <p>The published method takes the whole quasi-Newton direction and drops what disagrees in sign
 * with the pseudo-gradient. Here the direction is taken in the subspace of the coordinates that are
 * not held at 0, and only what would leave 0 uphill is dropped (Byrd, Chin, Nocedal and Oztoprak
 * 2016 take subspaces likewise), which needs several times fewer passes where columns correlate.
 */
final class OwlQn {
  private static final double SUFFICIENT = 1e-4;
  private static final int MOST_HALVINGS = 40;
  private static final int TOGETHER = 4;

  private static final int MOST_SUBSPACES = 5;

  private final Rounds rounds;
  private final double[] l1;

  private OwlQn(Rounds rounds, double[] l1) {
    this.rounds = rounds;
    this.l1 = l1;
  }

  /**
   * Minimises from a start.
   *
   * @param l1 per coordinate, the weight of its absolute value; 0 for none
   * @throws DivergedException if the objective is not finite
   */
  static Fit minimize(
      Objective objective,
      double[] l1,
      double[] start,
      StoppingRule stopping,
      RoundListener listener) {
    Rounds rounds = new Rounds(objective, l1, stopping, listener);
    return QuasiNewton.minimize(rounds, start, new OwlQn(rounds, l1)::search);
  }

  /**
   * The first point of the backtracking search that is low enough. The whole step is tried alone,
   * since it mostly is; halvings are tried several in a pass.
   */
  private Optional<Visit> search(Visit here, InverseHessian memory) {
    double[] direction = direction(here, memory);
    double t = QuasiNewton.firstStep(memory, direction);
    for (int tried = 0; tried <= MOST_HALVINGS && rounds.left(); ) {
      List<double[]> points = new ArrayList<>();
      for (int more = tried == 0 ? 1 : TOGETHER; more > 0; more--) {
        double[] point = project(here, Vectors.step(here.point(), t, direction));
        if (promise(here, point) < 0) {
          points.add(point);
        }
        t /= 2;
        tried++;
      }
      for (Visit trial : points.isEmpty() ? List.<Visit>of() : rounds.visits(points)) {
        double promise = promise(here, trial.point());
        boolean promiseIsNoise = -promise <= here.noise();
        double slack = promiseIsNoise ? here.noise() : SUFFICIENT * promise;
        if (trial.objective() <= here.objective() + slack) {
          return Optional.of(trial);
        }
      }
    }
    return Optional.empty();
  }

  private static double promise(Visit here, double[] point) {
    return Vectors.dot(here.gradient(), Vectors.minus(point, here.point()));
  }

  /**
   * The quasi-Newton direction in the subspace of the coordinates that are not at a kink, or leave
   * it downhill. Those that would leave it uphill are held, and the direction is taken anew without
   * them.
   */
  private double[] direction(Visit here, InverseHessian memory) {
    double[] slope = here.gradient();
    boolean[] free = new boolean[l1.length];
    for (int i = 0; i < free.length; i++) {
      free[i] = l1[i] == 0 || here.point()[i] != 0 || slope[i] != 0;
    }
    double[] direction = memory.direction(slope, free);
    for (int tries = 0; holdUphill(here, direction, free); tries++) {
      direction = tries < MOST_SUBSPACES ? memory.direction(slope, free) : direction;
    }
    return direction;
  }

  /** Holds coordinates that go uphill from 0, and says whether there were any. */
  private boolean holdUphill(Visit here, double[] direction, boolean[] free) {
    boolean found = false;
    for (int i = 0; i < direction.length; i++) {
      if (l1[i] > 0
          && here.point()[i] == 0
          && direction[i] != 0
          && Math.signum(direction[i]) != -Math.signum(here.gradient()[i])) {
        free[i] = false;
        direction[i] = 0;
        found = true;
      }
    }
    return found;
  }

  /** What left the orthant of {@code here} becomes 0. */
  private double[] project(Visit here, double[] point) {
    for (int i = 0; i < point.length; i++) {
      if (l1[i] > 0) {
        double x = here.point()[i];
        double side = x != 0 ? x : -here.gradient()[i];
        if (Math.signum(point[i]) != Math.signum(side)) {
          point[i] = 0;
        }
      }
    }
    return point;
  }
}
