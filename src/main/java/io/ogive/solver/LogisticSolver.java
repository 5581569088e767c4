package io.ogive.solver;

import io.ogive.solver.LogisticOptions.Solver;

/** Chooses the algorithm of a logistic fit: by the options and the shape of the model alone. */
public final class LogisticSolver {
  /** The widest model for which the Hessian is formed unless asked for. */
  public static final int MOST_NEWTON_COLUMNS = 512;

  /** The widest one for which it is formed where Newton is asked for by name. */
  static final int MOST_ASKED_COLUMNS = 8192;

  private LogisticSolver() {}

  /**
   * The algorithm that AUTO stands for: OWL-QN with an L1 penalty, else Newton for binary models of
   * at most {@link #MOST_NEWTON_COLUMNS} slots, else L-BFGS.
   */
  public static Solver auto(boolean binary, int width, double l1) {
    if (l1 > 0) {
      return Solver.OWLQN;
    }
    return binary && width <= MOST_NEWTON_COLUMNS ? Solver.NEWTON : Solver.LBFGS;
  }

  /**
   * The algorithm to run.
   *
   * @throws IllegalArgumentException if the one asked for cannot fit the model
   */
  static Solver resolve(LogisticOptions options, boolean binary, int width) {
    Solver asked = options.solver();
    if (asked == Solver.AUTO) {
      return auto(binary, width, options.l1());
    }
    if (options.l1() > 0 && asked != Solver.OWLQN) {
      throw new IllegalArgumentException(
          "solver %s cannot fit an l1 penalty, l1 was %s; use owlqn or auto, or set l1 = 0"
              .formatted(asked, options.l1()));
    }
    if (asked == Solver.NEWTON && !binary) {
      throw new IllegalArgumentException(
          "solver NEWTON fits binary models only, the model is multinomial; use lbfgs or auto");
    }
    if (asked == Solver.NEWTON && width > MOST_ASKED_COLUMNS) {
      throw new IllegalArgumentException(
          "solver NEWTON forms a matrix of slots squared for at most %d slots, there are %d; use lbfgs or auto"
              .formatted(MOST_ASKED_COLUMNS, width));
    }
    return asked;
  }

  /**
   * Runs an algorithm.
   *
   * @param l1 per coordinate; all zero for the smooth solvers
   */
  static Fit minimize(
      Solver solver,
      Objective objective,
      double[] l1,
      double[] start,
      StoppingRule stopping,
      RoundListener listener) {
    return switch (solver) {
      case NEWTON -> Newton.minimize(objective, start, stopping, listener);
      case LBFGS -> LBFGS.minimize(objective, start, stopping, listener);
      case OWLQN -> OwlQn.minimize(objective, l1, start, stopping, listener);
      case AUTO -> throw new IllegalArgumentException("AUTO must be resolved first");
    };
  }
}
