package io.ogive.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import io.ogive.health.rules.RuleSettings;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.NetworkOptions;
import io.ogive.spark.HealthSpec;
import io.ogive.spark.InputSpec;
import io.ogive.spark.ModelSpec;
import io.ogive.spark.TrainSpec;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * A whole configuration, checked.
 *
 * @param runName the run's name
 * @param spec the recipe, but for the model to begin at
 * @param start where that is
 * @param rules that look on
 * @param tensorBoard whether to write events for TensorBoard
 * @param livePage whether Spark's UI shows the run while it goes on
 * @param resolved every key with its value, secrets still in it: write it by {@link Rendering} only
 */
record JobSettings(
    String runName,
    TrainSpec spec,
    Optional<String> start,
    RuleSettings rules,
    boolean tensorBoard,
    boolean livePage,
    ConfigObject resolved) {
  private enum Kind {
    LOGISTIC,
    NETWORK
  }

  /** What is trained, in words. */
  String modelKind() {
    return spec.model() instanceof ModelSpec.Logistic ? "logistic regression" : "network";
  }

  /**
   * Loads and checks a configuration.
   *
   * @throws SettingsException naming every problem with its key, file, line, value and what is
   *     allowed
   */
  static JobSettings load(String file, List<String> overrides, Configuration hadoop) {
    return of(ConfigLoader.load(file, overrides, hadoop));
  }

  /** Checks a configuration that is resolved and has the defaults merged in. */
  static JobSettings of(Config config) {
    Settings settings = new Settings(config, ConfigLoader.reference());
    try {
      return read(settings, config.root());
    } catch (IllegalArgumentException e) {
      // What no single key shows, such as one column in two parts, is found by the options
      // themselves.
      throw settings.failure(e.getMessage());
    }
  }

  private static JobSettings read(Settings settings, ConfigObject resolved) {
    String name = settings.requiredText("run.name");
    InputSpec input = InputSettings.read(settings);
    ModelSpec model = model(settings, input);
    Optional<String> logisticStart = LogisticSettings.start(settings);
    Optional<String> networkStart = NetworkSettings.start(settings);
    HealthSpec health = HealthSettings.measured(settings);
    RuleSettings rules = HealthSettings.rules(settings);
    boolean tensorBoard = settings.flag("health.tensorboard");
    boolean livePage = settings.flag("health.live-page");
    settings.finish();
    return new JobSettings(
        name,
        new TrainSpec(input, model, health),
        model instanceof ModelSpec.Logistic ? logisticStart : networkStart,
        rules,
        tensorBoard,
        livePage,
        resolved);
  }

  private static ModelSpec model(Settings settings, InputSpec input) {
    // The section that is not used is read too, so that a mistake in it is found before it is.
    return switch (settings.choice("model.kind", Kind.class)) {
      case LOGISTIC -> {
        NetworkSettings.read(settings, NetworkOptions.Solver.ADAM);
        yield LogisticSettings.read(settings, SolverSettings.logistic(settings), input);
      }
      case NETWORK -> {
        LogisticSettings.read(settings, LogisticOptions.Solver.AUTO, input);
        yield new ModelSpec.Network(
            NetworkSettings.read(settings, SolverSettings.network(settings)));
      }
    };
  }
}
