package io.ogive.solver;

import io.ogive.data.Column;
import io.ogive.data.Features;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Box bounds on the coefficients of a logistic model, on the raw scale, as Spark ML's {@code
 * lowerBoundsOnCoefficients} and its three siblings.
 *
 * <p>What is said of one class goes before what is said of all, then a slot before its column and a
 * column before all of them.
 *
 * @param all for every row of coefficients
 * @param byClass for one row, by the class's label
 */
public record CoefficientBounds(Scope all, Map<String, Scope> byClass) {
  public static final CoefficientBounds NONE = new CoefficientBounds(Scope.NONE, Map.of());

  public CoefficientBounds {
    byClass = Collections.unmodifiableMap(new TreeMap<>(byClass));
  }

  /** Bounds of every row of coefficients. */
  public static CoefficientBounds of(Scope all) {
    return new CoefficientBounds(all, Map.of());
  }

  /**
   * Bounds of one row of coefficients, or of all.
   *
   * @param intercept of the intercept
   * @param slots of every slot that has no bound by name
   * @param byName by the name of a column, which stands for all its slots, or of a slot
   */
  public record Scope(Optional<Range> intercept, Optional<Range> slots, Map<String, Range> byName) {
    public static final Scope NONE = new Scope(Optional.empty(), Optional.empty(), Map.of());

    public Scope {
      byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    private Optional<Range> slot(Column column, int slot) {
      if (byName.isEmpty()) {
        return slots;
      }
      return Optional.ofNullable(byName.get(column.slotName(slot)))
          .or(() -> Optional.ofNullable(byName.get(column.name())))
          .or(() -> slots);
    }
  }

  /** Whether there is any. */
  public boolean isEmpty() {
    return scopes()
        .allMatch(
            scope ->
                scope.intercept.orElse(Range.ANY).equals(Range.ANY)
                    && scope.slots.orElse(Range.ANY).equals(Range.ANY)
                    && scope.byName.isEmpty());
  }

  /** Whether some intercept is bounded. */
  public boolean onIntercepts() {
    return scopes().anyMatch(scope -> !scope.intercept.orElse(Range.ANY).equals(Range.ANY));
  }

  /** All names of columns and slots that have a bound of their own. */
  public Collection<String> names() {
    return scopes().flatMap(scope -> scope.byName.keySet().stream()).distinct().sorted().toList();
  }

  private Stream<Scope> scopes() {
    return Stream.concat(Stream.of(all), byClass.values().stream());
  }

  /** The bound of the intercept of a row of coefficients, which is that of a class. */
  public Range interceptOf(String label) {
    return byClass
        .getOrDefault(label, Scope.NONE)
        .intercept
        .or(() -> all.intercept)
        .orElse(Range.ANY);
  }

  /** The bounds of the slots of a row of coefficients. */
  public List<Range> slotsOf(Features features, String label) {
    Scope own = byClass.getOrDefault(label, Scope.NONE);
    Range[] ranges = new Range[features.width()];
    int at = 0;
    for (Column column : features.columns()) {
      for (int s = 0; s < column.width(); s++) {
        int slot = s;
        ranges[at++] = own.slot(column, s).or(() -> all.slot(column, slot)).orElse(Range.ANY);
      }
    }
    return List.of(ranges);
  }
}
