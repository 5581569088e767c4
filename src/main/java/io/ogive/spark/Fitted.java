package io.ogive.spark;

import io.ogive.model.Model;
import io.ogive.solver.CoefficientRow;
import io.ogive.solver.Fit;
import io.ogive.solver.LogisticPath;
import io.ogive.solver.LogisticResult;
import java.util.List;
import java.util.Optional;

/** A fitted model of either kind; of a path the best. */
record Fitted(
    Model model,
    Fit fit,
    double loss,
    List<CoefficientRow> coefficients,
    Optional<LogisticPath> path) {

  /** One fit. */
  Fitted(Model model, Fit fit, double loss, List<CoefficientRow> coefficients) {
    this(model, fit, loss, coefficients, Optional.empty());
  }

  static Fitted of(LogisticResult result) {
    return new Fitted(result.model(), result.fit(), result.loss(), result.coefficients());
  }

  static Fitted of(LogisticPath path) {
    LogisticResult best = path.result();
    return new Fitted(
        best.model(), best.fit(), best.loss(), best.coefficients(), Optional.of(path));
  }
}
