package io.ogive.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;

/** Configurations for tests. */
final class Configs {
  /** The least that a configuration must give. */
  static final String LEAST = "input { format = csv, label = y }\n";

  private Configs() {}

  /** What a file of this text gives, called {@code test.conf}. */
  static JobSettings settings(String text) {
    return JobSettings.of(config(text));
  }

  static Config config(String text) {
    Config file =
        ConfigFactory.parseString(
            text, ConfigParseOptions.defaults().setOriginDescription("test.conf"));
    return ConfigLoader.resolve(file.withFallback(ConfigLoader.reference()));
  }
}
