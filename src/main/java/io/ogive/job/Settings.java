package io.ogive.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads keys by type and remembers which, so that at the end every key that nobody asked for is an
 * error, and every problem of a configuration is told at once.
 *
 * <p>A value that cannot be used is noted as a problem and its default given back, so that reading
 * goes on; {@link #finish} then throws.
 */
final class Settings {

  /** What stands for a text that must be given and is not, until {@link #finish} throws. */
  static final String STAND_IN = "(not set)";

  private final KeyTree keys;
  private final Set<String> read = new TreeSet<>();

  /**
   * @param given resolved, with the defaults merged in
   * @param defaults what reference.conf says
   */
  Settings(Config given, Config defaults) {
    this.keys = new KeyTree(given.root(), defaults.root());
  }

  /** Any text. */
  String text(String key) {
    return read(key, "text", ConfigValues::scalar);
  }

  /** A text that may not be empty. */
  String requiredText(String key) {
    String value = text(key);
    if (value.isEmpty()) {
      refuse(key, "a text that is not empty");
      return STAND_IN;
    }
    return value;
  }

  /** A text where the empty one stands for none. */
  Optional<String> optionalText(String key) {
    return Optional.of(text(key)).filter(value -> !value.isEmpty());
  }

  double number(String key, Interval interval) {
    return read(
        key,
        interval.toString(),
        value -> ConfigValues.decimal(ConfigValues.scalar(value), interval));
  }

  /** A number, or the text {@code auto}, which gives none. */
  OptionalDouble numberOrAuto(String key, Interval interval) {
    return read(
        key,
        "auto or " + interval,
        value ->
            ConfigValues.scalar(value).equals("auto")
                ? OptionalDouble.empty()
                : OptionalDouble.of(ConfigValues.decimal(ConfigValues.scalar(value), interval)));
  }

  /** One number, or a list of one or more different ones. */
  List<Double> numbers(String key, int most, Interval interval) {
    return read(
        key,
        "%s, or a list of at most %d different ones".formatted(interval, most),
        value -> {
          if (!(value instanceof ConfigList list)) {
            return List.of(ConfigValues.decimal(ConfigValues.scalar(value), interval));
          }
          List<Double> all = new ArrayList<>();
          for (ConfigValue element : list) {
            // -0 and 0 are the same number
            all.add(ConfigValues.decimal(ConfigValues.scalar(element), interval) + 0.0);
          }
          if (all.isEmpty() || all.size() > most || new HashSet<>(all).size() < all.size()) {
            throw new ConfigValues.Unfit();
          }
          return all;
        });
  }

  /** Whether a key holds a list. */
  boolean isList(String key) {
    return keys.given(key).filter(value -> value instanceof ConfigList).isPresent();
  }

  /** A value of a shape of its own. */
  <T> T value(String key, String allowed, Function<ConfigValue, T> as) {
    return read(key, allowed, as::apply);
  }

  int whole(String key, int low, int high) {
    return read(
        key,
        wholeIn(low, high),
        value -> (int) ConfigValues.integral(ConfigValues.scalar(value), low, high));
  }

  /** A whole number, or the text {@code auto}, which gives {@code ifAuto}. */
  int wholeOrAuto(String key, int low, int high, int ifAuto) {
    return read(
        key,
        "auto or " + wholeIn(low, high),
        value ->
            ConfigValues.scalar(value).equals("auto")
                ? ifAuto
                : (int) ConfigValues.integral(ConfigValues.scalar(value), low, high));
  }

  long anyWhole(String key) {
    return read(
        key,
        "a whole number of 64 bits",
        value -> ConfigValues.integral(ConfigValues.scalar(value), Long.MIN_VALUE, Long.MAX_VALUE));
  }

  boolean flag(String key) {
    return read(
        key,
        "true or false",
        value ->
            switch (ConfigValues.scalar(value)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new ConfigValues.Unfit();
            });
  }

  /** One of an enum's constants, written in lower case with hyphens. */
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    return choice(key, List.of(type.getEnumConstants()));
  }

  /** One of some of them. */
  <E extends Enum<E>> E choice(String key, List<E> allowed) {
    Map<String, E> byName = new LinkedHashMap<>();
    for (E constant : allowed) {
      byName.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
    }
    return read(
        key,
        String.join(", ", byName.keySet()),
        value ->
            Optional.ofNullable(byName.get(ConfigValues.scalar(value)))
                .orElseThrow(ConfigValues.Unfit::new));
  }

  List<String> texts(String key) {
    return read(
        key,
        "a list of texts, such as [a, b]",
        value -> {
          List<String> all = new ArrayList<>();
          for (ConfigValue element : ConfigValues.list(value)) {
            if (ConfigValues.scalar(element).isEmpty()) {
              throw new ConfigValues.Unfit();
            }
            all.add(ConfigValues.scalar(element));
          }
          return all;
        });
  }

  List<Integer> wholes(String key, int size, int low, int high) {
    return read(
        key,
        "a list of at most %d whole numbers in [%d, %d]".formatted(size, low, high),
        value -> {
          List<Integer> all = new ArrayList<>();
          for (ConfigValue element : ConfigValues.list(value)) {
            all.add((int) ConfigValues.integral(ConfigValues.scalar(element), low, high));
          }
          if (all.size() > size) {
            throw new ConfigValues.Unfit();
          }
          return all;
        });
  }

  /**
   * A list of objects.
   *
   * @param allowed what an object may hold, in words
   */
  <T> List<T> sections(String key, int most, String allowed, Section.Reader<T> reader) {
    return read(
        key,
        "a list of at most %d objects %s".formatted(most, allowed),
        value -> Section.each(value, most, reader));
  }

  /** An object of any names with text values; nested names are joined by dots. */
  Map<String, String> textMap(String key) {
    return read(key, "an object of name = text", ConfigValues::texts);
  }

  /** One of some words, which gives the empty map under that word, or an object of numbers. */
  Map.Entry<String, Map<String, Double>> wordOrNumbers(
      String key, List<String> words, Interval interval) {
    return read(
        key,
        "%s, or an object of name = %s".formatted(String.join(", ", words), interval),
        value -> {
          if (value.valueType() != ConfigValueType.OBJECT) {
            if (!words.contains(ConfigValues.scalar(value))) {
              throw new ConfigValues.Unfit();
            }
            return Map.entry(ConfigValues.scalar(value), Map.of());
          }
          Map<String, Double> numbers = new TreeMap<>();
          ConfigValues.texts(value)
              .forEach((name, text) -> numbers.put(name, ConfigValues.decimal(text, interval)));
          return Map.entry("", numbers);
        });
  }

  /** Notes that the value of a key does not do, for a reason that its type does not show. */
  void refuse(String key, String allowed) {
    keys.refuse(key, allowed);
  }

  /** The keys that were read. */
  Set<String> keys() {
    return Collections.unmodifiableSet(read);
  }

  /**
   * Ends the reading.
   *
   * @throws SettingsException with every problem, unknown keys among them
   */
  void finish() {
    keys.refuseAllBut(read);
    if (!keys.problems().isEmpty()) {
      throw new SettingsException(keys.problems());
    }
  }

  /** The problems so far as an error; where there are none, the given one. */
  SettingsException failure(String otherwise) {
    return new SettingsException(keys.problems().isEmpty() ? List.of(otherwise) : keys.problems());
  }

  private <T> T read(String key, String allowed, Reader<T> reader) {
    read.add(key);
    try {
      Optional<ConfigValue> value = keys.given(key);
      if (value.isPresent()) {
        return reader.read(value.get());
      }
    } catch (ConfigValues.Unfit e) {
      refuse(key, allowed);
    }
    return reader.read(keys.byDefault(key));
  }

  private static String wholeIn(int low, int high) {
    return "a whole number in [%d, %d]".formatted(low, high);
  }

  private interface Reader<T> {
    T read(ConfigValue value);
  }
}
