package io.ogive.job;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.ogive.solver.CoefficientBounds;
import io.ogive.solver.CoefficientBounds.Scope;
import io.ogive.solver.Range;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The section {@code model.logistic.bounds}. */
final class BoundsSettings {
  private static final String SECTION = "model.logistic.bounds.";
  private static final String ALL = "all";
  private static final String INTERCEPT = "intercept";
  private static final String COEFFICIENTS = "coefficients";
  private static final Interval ANY =
      new Interval(-Double.MAX_VALUE, false, Double.MAX_VALUE, false);
  private static final String RANGE = "[lower, upper], numbers or -inf and inf, the lower first";

  private BoundsSettings() {}

  static CoefficientBounds read(Settings settings) {
    Range all = settings.value(SECTION + ALL, RANGE, BoundsSettings::range);
    Range intercept = settings.value(SECTION + INTERCEPT, RANGE, BoundsSettings::range);
    Map<String, Range> byName =
        settings.value(
            SECTION + COEFFICIENTS,
            "an object of column or slot = " + RANGE,
            BoundsSettings::ranges);
    Map<String, Scope> byClass =
        settings.value(
            SECTION + "classes",
            "an object of label = { all = …, intercept = …, coefficients { … } }, as above",
            BoundsSettings::scopes);
    CoefficientBounds bounds =
        new CoefficientBounds(new Scope(bounded(intercept), bounded(all), byName), byClass);
    return bounds.isEmpty() ? CoefficientBounds.NONE : bounds;
  }

  private static Optional<Range> bounded(Range range) {
    return Optional.of(range).filter(some -> !some.equals(Range.ANY));
  }

  private static Range range(ConfigValue value) {
    ConfigList ends = ConfigValues.list(value);
    if (ends.size() != 2) {
      throw new ConfigValues.Unfit();
    }
    try {
      return new Range(end(ends.get(0)), end(ends.get(1)));
    } catch (IllegalArgumentException e) {
      throw new ConfigValues.Unfit();
    }
  }

  private static double end(ConfigValue value) {
    return switch (ConfigValues.scalar(value)) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> ConfigValues.decimal(ConfigValues.scalar(value), ANY);
    };
  }

  /** Ranges by name; those of objects inside by names joined with dots. */
  private static Map<String, Range> ranges(ConfigValue value) {
    Map<String, Range> all = new TreeMap<>();
    collect("", object(value), all);
    return all;
  }

  private static void collect(String prefix, ConfigObject section, Map<String, Range> into) {
    section.forEach(
        (name, value) -> {
          if (value instanceof ConfigObject inner) {
            collect(prefix + name + ".", inner, into);
          } else {
            into.put(prefix + name, range(value));
          }
        });
  }

  private static Map<String, Scope> scopes(ConfigValue value) {
    Map<String, Scope> all = new TreeMap<>();
    object(value).forEach((label, scope) -> all.put(label, scope(object(scope))));
    return all;
  }

  private static Scope scope(ConfigObject section) {
    if (!Set.of(ALL, INTERCEPT, COEFFICIENTS).containsAll(section.keySet())) {
      throw new ConfigValues.Unfit();
    }
    return new Scope(
        Optional.ofNullable(section.get(INTERCEPT)).map(BoundsSettings::range),
        Optional.ofNullable(section.get(ALL)).map(BoundsSettings::range),
        Optional.ofNullable(section.get(COEFFICIENTS))
            .map(BoundsSettings::ranges)
            .orElse(Map.of()));
  }

  private static ConfigObject object(ConfigValue value) {
    if (value instanceof ConfigObject object) {
      return object;
    }
    throw new ConfigValues.Unfit();
  }
}
