package io.ogive.job;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * One object of a list, read by type; a name that nobody asked for is unfit.
 *
 * <p>Whatever does not do throws {@link ConfigValues.Unfit}, and the list's key says what is
 * allowed.
 */
final class Section {
  private final ConfigObject object;
  private final Set<String> read = new TreeSet<>();

  private Section(ConfigObject object) {
    this.object = object;
  }

  /** What a reader makes of each object of a list. */
  static <T> List<T> each(ConfigValue list, int most, Reader<T> reader) {
    List<T> all = new ArrayList<>();
    for (ConfigValue value : ConfigValues.list(list)) {
      if (!(value instanceof ConfigObject object) || all.size() == most) {
        throw new ConfigValues.Unfit();
      }
      Section section = new Section(object);
      all.add(section.checked(reader));
    }
    return all;
  }

  private <T> T checked(Reader<T> reader) {
    T read = reader.read(this);
    if (!this.read.containsAll(object.keySet())) {
      throw new ConfigValues.Unfit();
    }
    return read;
  }

  /** A whole number that must be given. */
  int whole(String name, int low, int high) {
    read.add(name);
    if (object.get(name) == null) {
      throw new ConfigValues.Unfit();
    }
    return (int) ConfigValues.integral(ConfigValues.scalar(object.get(name)), low, high);
  }

  /** A number, or the default. */
  double number(String name, Interval interval, double otherwise) {
    read.add(name);
    return object.get(name) == null
        ? otherwise
        : ConfigValues.decimal(ConfigValues.scalar(object.get(name)), interval);
  }

  /** True or false, or the default. */
  boolean flag(String name, boolean otherwise) {
    read.add(name);
    if (object.get(name) == null) {
      return otherwise;
    }
    return switch (ConfigValues.scalar(object.get(name))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new ConfigValues.Unfit();
    };
  }

  /** One of an enum's constants in lower case, or the default. */
  <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    read.add(name);
    if (object.get(name) == null) {
      return otherwise;
    }
    String given = ConfigValues.scalar(object.get(name));
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(given)) {
        return constant;
      }
    }
    throw new ConfigValues.Unfit();
  }

  /** Reads one object. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Section section);
  }
}
