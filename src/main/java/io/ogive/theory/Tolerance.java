package io.ogive.theory;

/** How far a measurement may be from its prediction. */
record Tolerance(Kind kind, double size) {
  enum Kind {
    /** |measured - predicted| is at most the size. */
    ABSOLUTE,
    /** |measured / predicted - 1| is at most the size. */
    RELATIVE,
    /** The measurement is no larger than the prediction. */
    AT_MOST,
    /** The measurement is no smaller than the prediction. */
    AT_LEAST
  }

  static final Tolerance AT_MOST = new Tolerance(Kind.AT_MOST, 0);
  static final Tolerance AT_LEAST = new Tolerance(Kind.AT_LEAST, 0);

  static Tolerance within(double size) {
    return new Tolerance(Kind.ABSOLUTE, size);
  }

  static Tolerance percent(double percent) {
    return new Tolerance(Kind.RELATIVE, percent / 100);
  }

  /** Whether a measurement holds; what is not a number does not. */
  boolean holds(double predicted, double measured) {
    return switch (kind) {
      case ABSOLUTE -> Math.abs(measured - predicted) <= size;
      case RELATIVE -> Math.abs(measured / predicted - 1) <= size;
      case AT_MOST -> measured <= predicted;
      case AT_LEAST -> measured >= predicted;
    };
  }

  @Override
  public String toString() {
    return switch (kind) {
      case ABSOLUTE -> "± " + Figures.text(size);
      case RELATIVE -> "± " + Figures.text(100 * size) + " %";
      case AT_MOST -> "at most";
      case AT_LEAST -> "at least";
    };
  }
}
