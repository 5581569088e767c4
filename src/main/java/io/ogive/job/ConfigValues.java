package io.ogive.job;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Takes values of configuration for what they must be; stricter than the library, which reads 1.5
 * as the whole number 1 and yes as true.
 */
final class ConfigValues {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");

  private ConfigValues() {}

  /** The text of a scalar as it was written. */
  static String scalar(ConfigValue value) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> value.atKey("x").getString("x");
      case OBJECT, LIST, NULL -> throw new Unfit();
    };
  }

  /** The texts of an object by name; those of objects inside of it by names joined with dots. */
  static Map<String, String> texts(ConfigValue value) {
    if (!(value instanceof ConfigObject object)) {
      throw new Unfit();
    }
    Map<String, String> all = new TreeMap<>();
    flatten("", object, all);
    return all;
  }

  private static void flatten(String prefix, ConfigObject section, Map<String, String> into) {
    section.forEach(
        (name, value) -> {
          if (value instanceof ConfigObject inner) {
            flatten(prefix + name + ".", inner, into);
          } else {
            into.put(prefix + name, scalar(value));
          }
        });
  }

  static ConfigList list(ConfigValue value) {
    if (value instanceof ConfigList list) {
      return list;
    }
    throw new Unfit();
  }

  /** A finite decimal number; no NaN, no hexadecimal. */
  static double decimal(String text, Interval interval) {
    if (!DECIMAL.matcher(text).matches() || !interval.holds(Double.parseDouble(text))) {
      throw new Unfit();
    }
    return Double.parseDouble(text);
  }

  /** A number without a fraction, however it is written: 1000 or 1e3. */
  static long integral(String text, long low, long high) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new Unfit();
    }
    try {
      long value = new BigDecimal(text).longValueExact();
      if (value >= low && value <= high) {
        return value;
      }
    } catch (ArithmeticException e) {
      // a fraction, or too large: as unfit as a number out of range
    }
    throw new Unfit();
  }

  /** A value that is not what it must be. */
  static final class Unfit extends RuntimeException {
    Unfit() {
      super("unfit", null, false, false);
    }
  }
}
