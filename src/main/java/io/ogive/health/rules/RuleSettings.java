package io.ogive.health.rules;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which rules look on, and with which thresholds.
 *
 * @param thresholds of each rule that looks on, by its id: those that are not at their default
 */
public record RuleSettings(Map<String, Map<String, Double>> thresholds) {
  /**
   * @throws IllegalArgumentException if there is no such rule or threshold, or it is out of range
   */
  public RuleSettings {
    thresholds = Map.copyOf(thresholds);
    thresholds.forEach((id, changed) -> new Thresholds(Rules.byId(id), changed));
  }

  /** All rules by default. */
  public static RuleSettings defaults() {
    Map<String, Map<String, Double>> all = new TreeMap<>();
    Rules.ALL.forEach(rule -> all.put(rule.id(), Map.of()));
    return new RuleSettings(all);
  }

  /** No rule. */
  public static RuleSettings none() {
    return new RuleSettings(Map.of());
  }

  /** The same with fewer rules. */
  public RuleSettings only(Predicate<Rule> wanted) {
    Map<String, Map<String, Double>> left = new TreeMap<>();
    thresholds.forEach(
        (id, changed) -> {
          if (wanted.test(Rules.byId(id))) {
            left.put(id, changed);
          }
        });
    return new RuleSettings(left);
  }
}
