package io.ogive.job;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is given under every key, what it is by default, and all that is wrong with it. */
final class KeyTree {
  private final ConfigObject given;
  private final ConfigObject defaults;
  private final Set<String> problems = new LinkedHashSet<>();

  /**
   * @param given resolved, with the defaults merged in
   * @param defaults what reference.conf says
   */
  KeyTree(ConfigObject given, ConfigObject defaults) {
    this.given = given;
    this.defaults = defaults;
  }

  /** The value of a key; empty, with the problem noted, where a section above it is none. */
  Optional<ConfigValue> given(String key) {
    return find(given, key);
  }

  /** What reference.conf says. */
  ConfigValue byDefault(String key) {
    return find(defaults, key).orElseThrow();
  }

  /** Notes that the value of a key does not do. */
  void refuse(String key, String allowed) {
    given(key).ifPresent(value -> problems.add(problem(key, value) + "; allowed: " + allowed));
  }

  /** Notes all keys but these, and what is in them, as unknown. */
  void refuseAllBut(Set<String> known) {
    unknown("", given, known);
  }

  /** What was noted, in order. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  private String problem(String key, ConfigValue value) {
    // A default that does not do is a key that should have been set.
    return value.origin().equals(byDefault(key).origin())
        ? key + " is not set"
        : "%s: %s is %s".formatted(Origins.of(value), key, Mask.shown(key, value));
  }

  private Optional<ConfigValue> find(ConfigObject root, String key) {
    ConfigValue at = root;
    String path = "";
    for (String name : ConfigUtil.splitPath(key)) {
      if (!(at instanceof ConfigObject section)) {
        problems.add(
            "%s: %s is %s; allowed: a section, as in conf/reference.conf"
                .formatted(Origins.of(at), path, Mask.shown(path, at)));
        return Optional.empty();
      }
      path = path.isEmpty() ? name : path + "." + name;
      at = section.get(name);
      if (at == null) {
        throw new IllegalStateException("conf/reference.conf has no key '%s'".formatted(key));
      }
    }
    return Optional.of(at);
  }

  private void unknown(String prefix, ConfigObject section, Set<String> known) {
    for (String name : new TreeSet<>(section.keySet())) {
      String path = prefix + (name.matches("[A-Za-z0-9_-]+") ? name : ConfigUtil.quoteString(name));
      ConfigValue value = section.get(name);
      if (known.contains(path)) {
        continue;
      }
      if (known.stream().noneMatch(key -> key.startsWith(path + "."))) {
        problems.add(
            "%s: unknown key '%s'; did you mean '%s'? conf/reference.conf has them all"
                .formatted(Origins.of(value), path, KeyNames.nearest(path, known)));
      } else if (value instanceof ConfigObject inner) {
        unknown(path + ".", inner, known);
      }
    }
  }
}
