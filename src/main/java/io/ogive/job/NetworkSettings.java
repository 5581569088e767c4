package io.ogive.job;

import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkOptions.Solver;

/** The section {@code model.network}. */
final class NetworkSettings {
  private static final int MOST_LAYERS = 64;
  private static final int MOST_UNITS = 65_536;

  private NetworkSettings() {}

  static NetworkOptions read(Settings settings, Solver solver) {
    return new NetworkOptions(
        settings.wholes("model.network.hidden", MOST_LAYERS, 1, MOST_UNITS),
        solver,
        settings.number("model.network.l2", Interval.AT_LEAST_ZERO),
        settings.flag("model.network.standardize"),
        ClassWeightSettings.read(settings, "model.network.class-weights"),
        settings.anyWhole("model.network.seed"),
        SolverSettings.adam(settings),
        SolverSettings.stopping(settings, solver == Solver.ADAM));
  }
}
