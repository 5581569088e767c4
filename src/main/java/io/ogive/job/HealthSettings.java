package io.ogive.job;

import io.ogive.health.GroupBy;
import io.ogive.health.HealthLevel;
import io.ogive.health.rules.Rule;
import io.ogive.health.rules.RuleSettings;
import io.ogive.health.rules.Rules;
import io.ogive.health.rules.Threshold;
import io.ogive.spark.GroupColumn;
import io.ogive.spark.HealthSpec;
import java.util.Map;
import java.util.TreeMap;

/** The section {@code health}. */
final class HealthSettings {
  private HealthSettings() {}

  /** What is measured. */
  static HealthSpec measured(Settings settings) {
    int groups = settings.whole("health.groups", 2, GroupColumn.LIMIT);
    return new HealthSpec(
        settings.choice("health.level", HealthLevel.class),
        settings.whole("health.every", 1, 1_000_000),
        settings.choice("health.group-by", GroupBy.class),
        settings.optionalText("health.group-column").map(name -> new GroupColumn(name, groups)),
        settings.choice("health.cure", HealthSpec.Cures.class));
  }

  /** The section {@code health.rules}. */
  static RuleSettings rules(Settings settings) {
    Map<String, Map<String, Double>> looking = new TreeMap<>();
    for (Rule rule : Rules.ALL) {
      String section = "health.rules." + rule.id() + ".";
      boolean enabled = settings.flag(section + "enabled");
      Map<String, Double> thresholds = new TreeMap<>();
      for (Threshold threshold : rule.thresholds()) {
        Interval interval = new Interval(threshold.low(), false, threshold.high(), false);
        thresholds.put(threshold.name(), settings.number(section + threshold.name(), interval));
      }
      if (enabled) {
        looking.put(rule.id(), thresholds);
      }
    }
    return new RuleSettings(looking);
  }
}
