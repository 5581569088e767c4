package io.ogive.health.rules;

import java.util.Map;
import java.util.TreeMap;

/** The thresholds of one rule, each at its default or as configured. */
public final class Thresholds {
  private final Map<String, Double> values = new TreeMap<>();

  /**
   * The thresholds of a rule.
   *
   * @param changed those that are not at their default
   * @throws IllegalArgumentException naming one that the rule does not have, or that is out of
   *     range
   */
  public Thresholds(Rule rule, Map<String, Double> changed) {
    for (Threshold threshold : rule.thresholds()) {
      double value = changed.getOrDefault(threshold.name(), threshold.byDefault());
      if (!(value >= threshold.low() && value <= threshold.high())) {
        throw new IllegalArgumentException(
            "%s.%s must be in [%s, %s], was %s"
                .formatted(rule.id(), threshold.name(), threshold.low(), threshold.high(), value));
      }
      values.put(threshold.name(), value);
    }
    for (String name : changed.keySet()) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException(
            "%s has no threshold '%s'; it has %s".formatted(rule.id(), name, values.keySet()));
      }
    }
  }

  /** The value of one; of a name that the rule itself declares. */
  double of(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("no threshold " + name);
    }
    return value;
  }
}
