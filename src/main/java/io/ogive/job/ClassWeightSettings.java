package io.ogive.job;

import io.ogive.solver.LogisticOptions.ClassWeights;
import java.util.List;
import java.util.Map;

/** A key {@code class-weights}: none, balanced, or factors by label. */
final class ClassWeightSettings {
  private static final String NONE = "none";
  private static final String BALANCED = "balanced";

  private ClassWeightSettings() {}

  static ClassWeights read(Settings settings, String key) {
    Map.Entry<String, Map<String, Double>> value =
        settings.wordOrNumbers(key, List.of(NONE, BALANCED), Interval.AT_LEAST_ZERO);
    return new ClassWeights(value.getKey().equals(BALANCED), value.getValue());
  }
}
