package io.ogive.spark;

import io.ogive.health.rules.Alert;
import io.ogive.solver.HiddenLayer;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkOptions.Adam;
import io.ogive.solver.NetworkOptions.Init;
import io.ogive.solver.NetworkOptions.Sgd;
import io.ogive.solver.NetworkOptions.Solver;
import io.ogive.solver.NetworkOptions.Standardize;
import io.ogive.solver.NetworkOptionsBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A change of the recipe that cures what an alert is about, and cannot make a network less able:
 * its output's bias at the base rates, standardized inputs, batch normalisation, another rate.
 *
 * @param alert what it is for
 * @param set the key of the configuration and its new value
 * @param from the round from which the training starts again, with the first weights
 * @param model the cured recipe
 */
public record Cure(Alert alert, String set, int from, ModelSpec model) {
  private static final Set<String> OF_SIGNALS =
      Set.of(
          "SATURATED_LAYER",
          "LOW_TRANSMISSION",
          "FROZEN_UNITS",
          "VANISHING_GRADIENT",
          "RECENTRE",
          "BAD_INIT");
  private static final Set<String> OF_STEPS = Set.of("DIVERGED", "NON_FINITE");
  private static final String UPDATES = "UPDATE_RATIO";

  /** What steps of a layer are to be of its weights, as a power of ten. */
  private static final double GOOD = -3;

  /**
   * The cure of an alert, if there is a safe one that the recipe does not have yet.
   *
   * @param rows the training rows, by which a recipe may leave its rate to be found
   */
  static Optional<Cure> of(Alert alert, ModelSpec model, long rows) {
    if (!(model instanceof ModelSpec.Network network)) {
      return Optional.empty();
    }
    NetworkOptions options = network.options();
    String rule = alert.rule();
    if (rule.equals("BIAS_NOT_PRIOR") && options.init() == Init.MLLIB) {
      return cure(alert, "model.network.init = auto", options.toBuilder().init(Init.AUTO));
    } else if (OF_SIGNALS.contains(rule) && options.standardize() == Standardize.FALSE) {
      return cure(alert, "model.network.standardize = true", options.toBuilder().standardize(true));
    } else if (OF_SIGNALS.contains(rule) && canNormalize(options)) {
      return cure(
          alert,
          "model.network.batch-norm = true",
          options.toBuilder().hidden(options.hidden().stream().map(Cure::normalized).toList()));
    } else if (OF_STEPS.contains(rule)) {
      return rate(alert, options, rows, 0.1);
    } else if (rule.equals(UPDATES)) {
      double ratio = alert.finding().evidence().get("update_ratio");
      return rate(
          alert, options, rows, StrictMath.pow(10, Math.max(-1, Math.min(1, GOOD - ratio))));
    }
    return Optional.empty();
  }

  private static boolean canNormalize(NetworkOptions options) {
    return options.solver() != Solver.LBFGS
        && !options.hidden().stream().allMatch(HiddenLayer::batchNorm);
  }

  private static HiddenLayer normalized(HiddenLayer layer) {
    return new HiddenLayer(layer.units(), layer.activation(), true, layer.dropout());
  }

  private static Optional<Cure> rate(
      Alert alert, NetworkOptions options, long rows, double factor) {
    return switch (options.solver()) {
      case ADAM -> {
        Adam adam = options.adam();
        double rate = twoDigits(adam.rate(rows) * factor);
        yield cure(
            alert,
            "solver.adam.rate = " + rate,
            options.toBuilder()
                .adam(
                    new Adam(
                        adam.replicas(),
                        adam.batch(),
                        adam.localSteps(),
                        rate,
                        adam.beta1(),
                        adam.beta2(),
                        adam.epsilon())));
      }
      case SGD -> {
        Sgd sgd = options.sgd();
        double rate = twoDigits(sgd.rate() * factor);
        yield cure(
            alert,
            "solver.sgd.rate = " + rate,
            options.toBuilder().sgd(new Sgd(rate, sgd.momentum(), sgd.nesterov())));
      }
      case LBFGS -> Optional.empty();
    };
  }

  /** So that the rate is the same wherever a logarithm is rounded otherwise. */
  private static double twoDigits(double rate) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.1e", rate));
  }

  private static Optional<Cure> cure(Alert alert, String set, NetworkOptionsBuilder cured) {
    return Optional.of(new Cure(alert, set, 0, new ModelSpec.Network(cured.build())));
  }
}
