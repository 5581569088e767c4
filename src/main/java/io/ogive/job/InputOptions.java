package io.ogive.job;

import com.typesafe.config.Config;
import io.ogive.spark.InputSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Option;

/**
 * Rows for a trained model: read as the training rows were, unless the command line says otherwise.
 */
final class InputOptions {
  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = "rows; by default those of training")
  private Optional<String> input = Optional.empty();

  @Option(names = "--format", description = "a Spark source; by default that of training")
  private Optional<String> format = Optional.empty();

  @Option(
      names = "--option",
      paramLabel = "NAME=TEXT",
      description = "an option of the source, over those of training; may be repeated")
  private List<String> options = new ArrayList<>();

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description = "which rows; by default those of training's input.where, empty for all")
  private Optional<String> where = Optional.empty();

  boolean isGiven() {
    return input.isPresent();
  }

  /** Whether the input stands at a path. */
  boolean isAt(Path path, Configuration hadoop) {
    try {
      return input.isPresent()
          && HadoopFiles.of(path, hadoop)
              .makeQualified(path)
              .equals(HadoopFiles.of(path, hadoop).makeQualified(new Path(input.get())));
    } catch (IllegalArgumentException e) {
      return false; // another file system, or no path at all, which reading it will say
    }
  }

  /**
   * The input.
   *
   * @param settings what else differs from training, as {@code KEY=VALUE}
   * @throws SettingsException if what training knew is not enough, such as a masked password
   */
  InputSpec spec(TrainedModel trained, String... settings) {
    List<String> overrides = new ArrayList<>(List.of(settings));
    if (input.isPresent()) {
      overrides.add("input.path=" + input.get());
      overrides.add("input.table=");
    }
    where.ifPresent(condition -> overrides.add("input.where=" + condition));
    format.ifPresent(name -> overrides.add("input.format=" + name));
    if (trained.configuration().isEmpty()) {
      overrides.add("input.label=" + trained.model().features().label().name());
    }
    Config defaults = ConfigLoader.reference();
    Config given = Overrides.parse(overrides, defaults);
    for (String option : options) {
      given = Overrides.option(option).withFallback(given);
    }
    Config all = given.withFallback(trained.configuration()).withFallback(defaults);
    InputSpec spec = JobSettings.of(ConfigLoader.resolve(all)).spec().input();
    refuseMasked(spec);
    return spec;
  }

  private static void refuseMasked(InputSpec spec) {
    spec.options()
        .forEach(
            (name, text) -> {
              if (text.contains(Mask.HIDDEN)) {
                throw new SettingsException(
                    "input option '%s' is masked in provenance.json; give it with --option %s=TEXT"
                        .formatted(name, name));
              }
            });
    if (spec.path().filter(path -> path.contains(Mask.HIDDEN)).isPresent()) {
      throw new SettingsException(
          "the input path is masked in provenance.json; give it with --input PATH");
    }
  }
}
