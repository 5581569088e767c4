package io.ogive.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code --set KEY=VALUE}: the value is taken as it stands, so that paths and separators need no
 * quotes; where the key holds a list or an object it is read as HOCON.
 */
final class Overrides {
  private static final String ORIGIN = "--set";

  private Overrides() {}

  /** All overrides as one configuration; later ones win. */
  static Config parse(List<String> overrides, Config defaults) {
    Config all = ConfigFactory.empty(ORIGIN);
    for (String override : overrides) {
      int equals = override.indexOf('=');
      if (equals < 1) {
        throw new SettingsException(
            "--set takes KEY=VALUE, such as --set solver.max-rounds=20; was '%s'"
                .formatted(Mask.text(override)));
      }
      String key = override.substring(0, equals).trim();
      all = one(key, override.substring(equals + 1), defaults).withFallback(all);
    }
    return all;
  }

  /** One {@code --option NAME=TEXT} of an input; the name may hold dots. */
  static Config option(String option) {
    int equals = option.indexOf('=');
    if (equals < 1) {
      throw new SettingsException(
          "--option takes NAME=TEXT, such as --option header=true; was '%s'"
              .formatted(Mask.text(option)));
    }
    List<String> path = new ArrayList<>(List.of("input", "options"));
    path.addAll(List.of(option.substring(0, equals).trim().split("\\.", -1)));
    return ConfigValueFactory.fromAnyRef(option.substring(equals + 1), "--option")
        .atPath(ConfigUtil.joinPath(path));
  }

  private static Config one(String key, String text, Config defaults) {
    try {
      ConfigValue value =
          isStructured(key, text, defaults)
              ? hocon(text)
              : ConfigValueFactory.fromAnyRef(text, ORIGIN);
      return value.atPath(key);
    } catch (ConfigException e) {
      throw new SettingsException(
          "--set %s cannot be read: %s".formatted(key, Mask.text(e.getMessage())), e);
    }
  }

  private static boolean isStructured(String key, String text, Config defaults) {
    // Takes a word or an object, so the default does not tell; elsewhere {a,b} may be a glob.
    if (key.endsWith(".class-weights")) {
      return text.strip().startsWith("{");
    }
    if (key.equals("model.logistic.l1") || key.equals("model.logistic.l2")) {
      return text.strip().startsWith("[");
    }
    if (key.startsWith("model.logistic.bounds.")) {
      return true;
    }
    if (!defaults.hasPath(key)) {
      return false;
    }
    ConfigValueType type = defaults.getValue(key).valueType();
    return type == ConfigValueType.LIST || type == ConfigValueType.OBJECT;
  }

  private static ConfigValue hocon(String text) {
    ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(ORIGIN);
    Config parsed = ConfigFactory.parseString("value = " + text, options);
    return parsed.getValue("value");
  }
}
