package io.ogive.health.rules;

/**
 * A number that a rule compares with.
 *
 * @param name as in the configuration
 * @param byDefault its value where nothing else is said
 * @param low the least value it takes
 * @param high the largest
 * @param meaning what is compared with it, in a few words
 */
public record Threshold(String name, double byDefault, double low, double high, String meaning) {
  public Threshold {
    if (!(low <= byDefault && byDefault <= high)) {
      throw new IllegalArgumentException(
          "threshold %s must be in [%s, %s], is %s by default"
              .formatted(name, low, high, byDefault));
    }
  }

  /** A share, in [0, 1]. */
  static Threshold share(String name, double byDefault, String meaning) {
    return new Threshold(name, byDefault, 0, 1, meaning);
  }

  /** Any number of at least 0. */
  static Threshold atLeastZero(String name, double byDefault, String meaning) {
    return new Threshold(name, byDefault, 0, Double.MAX_VALUE, meaning);
  }

  /** Any number. */
  static Threshold any(String name, double byDefault, String meaning) {
    return new Threshold(name, byDefault, -Double.MAX_VALUE, Double.MAX_VALUE, meaning);
  }

  /** How many rounds in a row. */
  static Threshold rounds(double byDefault) {
    return new Threshold("rounds", byDefault, 1, 1_000_000, "rounds in a row");
  }
}
