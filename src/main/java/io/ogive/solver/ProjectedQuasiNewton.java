package io.ogive.solver;

import java.util.Optional;

/**
 * L-BFGS within bounds, for objectives of any number of coordinates: the quasi-Newton direction in
 * the subspace of the coordinates that no bound holds, searched along the projection onto the
 * bounds (Bertsekas 1982; Schmidt, Kim and Sra, "Projected Newton-type methods in machine
 * learning", 2011). A coordinate that is near a bound and goes downhill towards it goes there by
 * itself, so that it cannot cut the others' steps short.
 */
final class ProjectedQuasiNewton {
  private static final double SUFFICIENT = 1e-4;
  private static final int MOST_HALVINGS = 40;
  private static final int MOST_SUBSPACES = 5;
  private static final double NEAR = 1e-3;

  private final Rounds rounds;
  private final Box box;

  private ProjectedQuasiNewton(Rounds rounds, Box box) {
    this.rounds = rounds;
    this.box = box;
  }

  /**
   * Minimises from a start, which is projected onto the bounds.
   *
   * @throws DivergedException if the objective is not finite
   */
  static Fit minimize(
      Objective objective, Box box, double[] start, StoppingRule stopping, RoundListener listener) {
    Rounds rounds = Rounds.within(box, objective, stopping, listener);
    ProjectedQuasiNewton solver = new ProjectedQuasiNewton(rounds, box);
    return QuasiNewton.minimize(rounds, box.project(start), solver::search);
  }

  private Optional<Visit> search(Visit here, InverseHessian memory) {
    double[] direction = direction(here, memory);
    double t = QuasiNewton.firstStep(memory, direction);
    for (int halvings = 0; halvings <= MOST_HALVINGS && rounds.left(); halvings++) {
      double[] point = box.project(Vectors.step(here.point(), t, direction));
      t /= 2;
      double promise =
          Vectors.dot(here.evaluation().gradient(), Vectors.minus(point, here.point()));
      if (promise < 0) {
        Visit trial = rounds.visit(point, false);
        boolean promiseIsNoise = -promise <= here.noise();
        double slack = promiseIsNoise ? here.noise() : SUFFICIENT * promise;
        if (trial.objective() <= here.objective() + slack) {
          return Optional.of(trial);
        }
      }
    }
    return Optional.empty();
  }

  private double[] direction(Visit here, InverseHessian memory) {
    double[] point = here.point();
    double[] slope = here.gradient();
    double near = Math.min(NEAR, here.norm());
    boolean[] free = new boolean[point.length];
    double[] toBound = new double[point.length];
    for (int i = 0; i < free.length; i++) {
      double bound = slope[i] > 0 ? box.lower()[i] : box.upper()[i];
      boolean isNear = slope[i] != 0 && Math.abs(bound - point[i]) <= near;
      toBound[i] = isNear ? bound - point[i] : 0;
      free[i] = !isNear && !box.isHeld(i, point[i], here.evaluation().gradient()[i]);
    }
    double[] direction = memory.direction(slope, free);
    for (int tries = 0; hold(point, direction, free); tries++) {
      direction = tries < MOST_SUBSPACES ? memory.direction(slope, free) : direction;
    }
    Vectors.add(direction, 1, toBound);
    return direction;
  }

  /** Holds coordinates that would leave their bounds at once, and says whether there were any. */
  private boolean hold(double[] point, double[] direction, boolean[] free) {
    boolean found = false;
    for (int i = 0; i < direction.length; i++) {
      boolean outward =
          (direction[i] < 0 && point[i] <= box.lower()[i])
              || (direction[i] > 0 && point[i] >= box.upper()[i]);
      if (outward) {
        free[i] = false;
        direction[i] = 0;
        found = true;
      }
    }
    return found;
  }
}
