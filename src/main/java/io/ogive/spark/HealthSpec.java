package io.ogive.spark;

import io.ogive.health.GroupBy;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthSchedule;

/**
 * What is measured while a model is trained; no part of the recipe.
 *
 * @param level the highest of any round
 * @param every at the full level, the rounds from one full measure to the next
 * @param groupBy what is counted together
 */
public record HealthSpec(HealthLevel level, int every, GroupBy groupBy) {
  /** At the full level, every fifth round is measured fully unless told otherwise. */
  public static final int EVERY = 5;

  public HealthSpec {
    if (every < 1) {
      throw new IllegalArgumentException("every must be positive, was " + every);
    }
  }

  /** A schedule that has not begun. */
  HealthSchedule schedule() {
    return new HealthSchedule(level, every);
  }
}
