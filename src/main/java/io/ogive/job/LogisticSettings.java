package io.ogive.job;

import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticOptions.Solver;

/** The section {@code model.logistic}. */
final class LogisticSettings {
  private LogisticSettings() {}

  static LogisticOptions read(Settings settings, Solver solver) {
    return new LogisticOptions(
        settings.choice("model.logistic.family", Family.class),
        settings.number("model.logistic.l2", Interval.AT_LEAST_ZERO),
        settings.number("model.logistic.l1", Interval.AT_LEAST_ZERO),
        settings.flag("model.logistic.intercept"),
        settings.flag("model.logistic.standardize"),
        ClassWeightSettings.read(settings, "model.logistic.class-weights"),
        solver,
        SolverSettings.stopping(settings, false));
  }
}
