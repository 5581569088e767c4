package io.ogive.job;

/**
 * The numbers that a key takes.
 *
 * @param low the lower bound
 * @param lowOpen whether the lower bound itself is left out
 * @param high the upper bound
 * @param highOpen whether the upper bound itself is left out
 */
record Interval(double low, boolean lowOpen, double high, boolean highOpen) {
  static final Interval AT_LEAST_ZERO = new Interval(0, false, Double.MAX_VALUE, false);
  static final Interval ABOVE_ZERO = new Interval(0, true, Double.MAX_VALUE, false);
  static final Interval SHARE = new Interval(0, false, 1, false);
  static final Interval INNER_SHARE = new Interval(0, true, 1, true);
  static final Interval UP_TO_ONE = new Interval(0, true, 1, false);
  static final Interval BELOW_ONE = new Interval(0, false, 1, true);

  boolean holds(double value) {
    return (lowOpen ? value > low : value >= low) && (highOpen ? value < high : value <= high);
  }

  @Override
  public String toString() {
    String from = (lowOpen ? "above " : "of at least ") + plain(low);
    if (high == Double.MAX_VALUE) {
      return "a number " + from;
    }
    return "a number in %s%s, %s%s"
        .formatted(lowOpen ? "(" : "[", plain(low), plain(high), highOpen ? ")" : "]");
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }
}
