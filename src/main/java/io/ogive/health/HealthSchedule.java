package io.ogive.health;

/**
 * What each pass of a fit measures: where the level is full, the first pass and every {@code
 * every}-th after it measure fully, and so does the next one after {@link #fullNext}; the others
 * measure what is basic.
 *
 * <p>It has no say in what is trained. Used on the driver, by one thread at a time.
 */
public final class HealthSchedule {
  private final HealthLevel level;
  private final int every;
  private long passes;
  private boolean asked;

  /**
   * @throws IllegalArgumentException if {@code every} is not positive
   */
  public HealthSchedule(HealthLevel level, int every) {
    if (every < 1) {
      throw new IllegalArgumentException("every must be positive, was " + every);
    }
    this.level = level;
    this.every = every;
  }

  /** Every pass measures the same. */
  public static HealthSchedule always(HealthLevel level) {
    return new HealthSchedule(level, 1);
  }

  /** The highest level of any pass. */
  public HealthLevel level() {
    return level;
  }

  /** Asks for a full measure in the next pass, say since a rule fired; in vain below full. */
  public void fullNext() {
    asked = true;
  }

  /** The level of the next pass, which is counted by this. */
  public HealthLevel next() {
    boolean full = asked || passes % every == 0;
    passes++;
    asked = false;
    return level.isFull() && !full ? HealthLevel.BASIC : level;
  }
}
