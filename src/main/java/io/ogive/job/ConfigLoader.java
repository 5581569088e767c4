package io.ogive.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Puts a run's configuration together: {@code --set} over the file over reference.conf. */
final class ConfigLoader {
  private static final String REFERENCE = "reference.conf";

  private ConfigLoader() {}

  /** What conf/reference.conf says, from the class path. */
  static Config reference() {
    var stream = ConfigLoader.class.getResourceAsStream(REFERENCE);
    if (stream == null) {
      throw new IllegalStateException(
          "io/ogive/job/reference.conf is not on the class path; the build copies it from conf/");
    }
    try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(
          reader, ConfigParseOptions.defaults().setOriginDescription("conf/" + REFERENCE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The whole configuration, resolved: {@code ${?NAME}} stands for a key or, failing that, for a
   * variable of the environment.
   *
   * @param file a local path or any Hadoop URI
   * @param overrides {@code KEY=VALUE}, later ones win
   * @throws SettingsException if the file cannot be read or parsed
   */
  static Config load(String file, List<String> overrides, Configuration hadoop) {
    Config defaults = reference();
    return resolve(
        Overrides.parse(overrides, defaults)
            .withFallback(new ConfigFiles(hadoop).parse(file))
            .withFallback(defaults));
  }

  static Config resolve(Config config) {
    try {
      return config.resolve();
    } catch (ConfigException e) {
      throw new SettingsException(
          "%s; export the variable, or write ${?NAME} to fall back on the default"
              .formatted(e.getMessage()),
          e);
    }
  }
}
