package io.ogive.job;

import io.ogive.solver.CoefficientBounds;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticOptions.Solver;
import io.ogive.solver.Penalty;
import io.ogive.spark.InputSpec;
import io.ogive.spark.InputSpec.Split;
import io.ogive.spark.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The section {@code model.logistic}. */
final class LogisticSettings {
  /** The most penalties of a path. */
  static final int MOST_PENALTIES = 64;

  private static final String L1 = "model.logistic.l1";
  private static final String L2 = "model.logistic.l2";

  private LogisticSettings() {}

  /** The model that it describes, with no start yet: {@link #start} names that. */
  static ModelSpec.Logistic read(Settings settings, Solver solver, InputSpec input) {
    List<Double> l2 = penalties(settings, L2);
    List<Double> l1 = penalties(settings, L1);
    CoefficientBounds bounds = BoundsSettings.read(settings);
    boolean sparse = l1.stream().anyMatch(weight -> weight > 0);
    if (sparse && !bounds.isEmpty()) {
      settings.refuse(L1, "0 where model.logistic.bounds are set, as in Spark ML");
    }
    LogisticOptions options =
        new LogisticOptions(
            settings.choice("model.logistic.family", Family.class),
            l2.get(0),
            l1.get(0),
            settings.flag("model.logistic.intercept"),
            settings.flag("model.logistic.standardize"),
            ClassWeightSettings.read(settings, "model.logistic.class-weights"),
            solver,
            SolverSettings.stopping(settings, false));
    return new ModelSpec.Logistic(
        sparse ? options : options.withBounds(bounds),
        path(settings, l2, l1, input),
        Optional.empty());
  }

  /** Where the model is that the fit begins at. */
  static Optional<String> start(Settings settings) {
    return settings.optionalText("model.logistic.start");
  }

  /** Whether no fit has an absolute penalty. */
  static boolean isSmooth(Settings settings) {
    return penalties(settings, L1).stream().allMatch(weight -> weight == 0);
  }

  private static List<Double> penalties(Settings settings, String key) {
    return settings.numbers(key, MOST_PENALTIES, Interval.AT_LEAST_ZERO);
  }

  private static List<Penalty> path(
      Settings settings, List<Double> l2, List<Double> l1, InputSpec input) {
    if (!settings.isList(L2) && !settings.isList(L1)) {
      return List.of();
    }
    List<Penalty> path = new ArrayList<>();
    for (double absolute : l1) {
      for (double squared : l2) {
        path.add(new Penalty(squared, absolute));
      }
    }
    String listed = settings.isList(L2) ? L2 : L1;
    if (path.size() > MOST_PENALTIES) {
      settings.refuse(
          listed,
          "lists whose pairs are at most %d, these have %d".formatted(MOST_PENALTIES, path.size()));
    }
    if (input.split() instanceof Split.None) {
      settings.refuse(
          listed,
          "one number where data.split.by is none: a list is chosen from by held-out rows, so set"
              + " data.split");
    }
    return path;
  }
}
