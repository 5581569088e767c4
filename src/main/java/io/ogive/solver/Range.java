package io.ogive.solver;

/**
 * A closed interval that a coefficient must lie in; either end may be infinite.
 *
 * @param lower at most {@code upper}
 */
public record Range(double lower, double upper) {
  /** No bound. */
  public static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Range {
    if (!(lower <= upper)
        || lower == Double.POSITIVE_INFINITY
        || upper == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException(
          "a bound [%s, %s] holds no number; the lower end comes first".formatted(lower, upper));
    }
  }

  boolean holds(double value) {
    return value >= lower && value <= upper;
  }

  /** The number in the range that is next to a value. */
  double nearest(double value) {
    return Math.min(Math.max(value, lower), upper);
  }

  @Override
  public String toString() {
    return "[%s, %s]".formatted(lower, upper);
  }
}
