package io.ogive.solver;

import io.ogive.solver.LogisticOptions.Solver;

/** Chooses the algorithm of a logistic fit: by the options and the shape of the model alone. */
public final class LogisticSolver {
  /** The widest model that gets standard errors, for which the Hessian is formed. */
  public static final int MOST_NEWTON_COLUMNS = 512;

  /** The widest one for which it is formed where Newton is asked for by name. */
  static final int MOST_ASKED_COLUMNS = 8192;

  private LogisticSolver() {}

  /**
   * The algorithm that AUTO stands for: OWL-QN with an L1 penalty, else the one that costs least by
   * {@link LogisticShape}.
   */
  static Solver auto(LogisticShape shape, double l1) {
    return l1 > 0 ? Solver.OWLQN : shape.cheapest();
  }

  /**
   * The algorithm to run.
   *
   * @throws IllegalArgumentException if the one asked for cannot fit the model
   */
  static Solver resolve(LogisticOptions options, LogisticShape shape) {
    Solver asked = options.solver();
    if (asked == Solver.AUTO) {
      return auto(shape, options.l1());
    }
    if (options.l1() > 0 && asked != Solver.OWLQN) {
      throw new IllegalArgumentException(
          "solver %s cannot fit an l1 penalty, l1 was %s; use owlqn or auto, or set l1 = 0"
              .formatted(asked, options.l1()));
    }
    if (asked == Solver.NEWTON && (long) shape.logits() * shape.columns() > MOST_ASKED_COLUMNS) {
      throw new IllegalArgumentException(
          "solver NEWTON forms a matrix of coefficients squared for at most %d slots in all rows of coefficients, there are %d; use newton-cg, lbfgs or auto"
              .formatted(MOST_ASKED_COLUMNS, (long) shape.logits() * shape.columns()));
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
    StoppingRule linear = stopping.linear(start.length);
    return switch (solver) {
      case NEWTON -> Newton.minimize(objective, start, stopping, listener);
      case NEWTON_CG -> TrustRegionNewton.minimize(curved(objective), start, linear, listener);
      case LBFGS -> LBFGS.minimize(objective, start, linear, listener);
      case OWLQN -> OwlQn.minimize(objective, l1, start, linear, listener);
      case AUTO -> throw new IllegalArgumentException("AUTO must be resolved first");
    };
  }

  private static CurvedObjective curved(Objective objective) {
    if (objective instanceof CurvedObjective curved) {
      return curved;
    }
    throw new IllegalArgumentException("NEWTON_CG needs products with the Hessian; use L-BFGS");
  }
}
