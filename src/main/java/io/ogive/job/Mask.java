package io.ogive.job;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Takes secrets out of configuration before it is written anywhere. */
final class Mask {
  /** What stands in place of a secret. */
  static final String HIDDEN = "***";

  private static final String SECRET = "password|passwd|pwd|secret|token|credential|key";
  private static final Pattern SECRET_NAME = Pattern.compile("(?i)" + SECRET);
  private static final Pattern IN_QUERY =
      Pattern.compile("(?i)([\\w.-]*(?:" + SECRET + ")[\\w.-]*=)[^&;,\\s)]*");
  private static final Pattern USER_INFO = Pattern.compile("(://[^/@\\s:]*:)[^/@\\s]*@");

  private Mask() {}

  /**
   * A configuration with secrets masked: values under {@code input.options} whose name says so, and
   * passwords inside of any text, such as a JDBC address.
   */
  static ConfigObject of(ConfigObject root) {
    return (ConfigObject) masked("", root);
  }

  /** A text without the passwords of addresses in it. */
  static String text(String text) {
    String noQuery = IN_QUERY.matcher(text).replaceAll("$1" + HIDDEN);
    return USER_INFO.matcher(noQuery).replaceAll("$1" + HIDDEN + "@");
  }

  /** A value as an error shows it. */
  static String shown(String path, ConfigValue value) {
    ConfigValue safe = masked(path, value);
    if (safe.valueType() == ConfigValueType.STRING) {
      return "'" + safe.unwrapped() + "'";
    }
    String text = safe.render(Rendering.CONCISE);
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }

  private static ConfigValue masked(String path, ConfigValue value) {
    boolean option = path.startsWith("input.options.");
    if (option && SECRET_NAME.matcher(path.substring("input.options.".length())).find()) {
      return ConfigValueFactory.fromAnyRef(HIDDEN);
    }
    if (value instanceof ConfigObject section) {
      TreeMap<String, ConfigValue> all = new TreeMap<>();
      section.forEach(
          (name, v) -> all.put(name, masked(path.isEmpty() ? name : path + "." + name, v)));
      return ConfigValueFactory.fromMap(all);
    }
    if (value instanceof ConfigList list) {
      List<ConfigValue> all = new ArrayList<>();
      list.forEach(v -> all.add(masked(path, v)));
      return ConfigValueFactory.fromIterable(all);
    }
    if (value.valueType() == ConfigValueType.STRING) {
      String safe = text((String) value.unwrapped());
      return safe.equals(value.unwrapped()) ? value : ConfigValueFactory.fromAnyRef(safe);
    }
    return value;
  }
}
