package io.ogive.health.rules;

import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers by name, in the order in which they were put. */
final class Evidence {
  private final Map<String, Double> numbers = new LinkedHashMap<>();

  static Evidence of(String name, double value) {
    return new Evidence().and(name, value);
  }

  static Evidence of(String name, long count) {
    return of(name, (double) count);
  }

  Evidence and(String name, long count) {
    return and(name, (double) count);
  }

  Evidence and(String name, double value) {
    numbers.put(name, value);
    return this;
  }

  Map<String, Double> map() {
    return numbers;
  }
}
