package io.ogive.spark;

import io.ogive.data.BlockStore;
import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.Role;
import io.ogive.health.HealthSchedule;
import io.ogive.solver.CoefficientBounds;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticPathTraining;
import io.ogive.solver.LogisticTraining;
import io.ogive.solver.RoundListener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Fits what a logistic spec asks for, one model or a path of them. */
final class LogisticFits {
  private LogisticFits() {}

  /**
   * The fit.
   *
   * @throws IllegalArgumentException if the options do not fit the data
   */
  static Fitted of(
      BlockStore store,
      Features features,
      ModelSpec.Logistic spec,
      HealthSchedule health,
      RoundListener listener) {
    if (spec.options().family() == Family.BINARY) {
      Classes.requireBinary(features.label());
    }
    checkNames(spec.options().bounds(), features);
    if (spec.path().isEmpty()) {
      return Fitted.of(
          LogisticTraining.fit(store, features, spec.options(), spec.start(), health, listener));
    }
    if (store.summary().rows(Role.TEST) == 0) {
      throw new RecipeException(
          "a list of penalties is chosen from by held-out rows, and there are none; set"
              + " data.split");
    }
    return Fitted.of(
        LogisticPathTraining.fit(
            store, features, spec.options(), spec.path(), spec.start(), health, listener));
  }

  /** Every name in bounds must be a column or a slot. */
  private static void checkNames(CoefficientBounds bounds, Features features) {
    if (bounds.names().isEmpty()) {
      return;
    }
    List<String> columns = features.columns().stream().map(Column::name).toList();
    Set<String> known = new HashSet<>(features.slotNames());
    known.addAll(columns);
    for (String name : bounds.names()) {
      if (!known.contains(name)) {
        List<String> candidates = new ArrayList<>(columns);
        candidates.addAll(features.slotNames());
        String hint =
            NearestName.of(name, candidates)
                .map("; did you mean '%s'?"::formatted)
                .orElse("; the columns are " + columns);
        throw new RecipeException(
            "model.logistic.bounds: there is no column or slot '%s'%s".formatted(name, hint));
      }
    }
  }
}
