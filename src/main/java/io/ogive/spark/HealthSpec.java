package io.ogive.spark;

import io.ogive.health.GroupBy;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthSchedule;
import java.util.Optional;

/**
 * What is measured while a model is trained; part of the recipe only where cures are applied, since
 * what is measured then decides what is trained.
 *
 * @param level the highest of any round
 * @param every at the full level, the rounds from one full measure to the next
 * @param groupBy what is counted together
 * @param column by whose values, where that is by a column
 * @param cures what becomes of a cure that is safe
 */
public record HealthSpec(
    HealthLevel level, int every, GroupBy groupBy, Optional<GroupColumn> column, Cures cures) {
  /** At the full level, every fifth round is measured fully unless told otherwise. */
  public static final int EVERY = 5;

  /** What becomes of cures. */
  public enum Cures {
    /** They are told of. */
    SUGGEST,
    /** Those that are safe are applied, and the training starts again. */
    APPLY
  }

  public HealthSpec {
    if (every < 1) {
      throw new IllegalArgumentException("every must be positive, was " + every);
    }
    if (column.isPresent() != (groupBy == GroupBy.COLUMN)) {
      throw new IllegalArgumentException(
          groupBy == GroupBy.COLUMN
              ? "health.group-by = column needs a column; set health.group-column"
              : "health.group-column has a meaning with health.group-by = column alone");
    }
    if (cures == Cures.APPLY && !level.isOn()) {
      throw new IllegalArgumentException(
          "health.cure = apply goes by what is measured; set health.level to basic or full");
    }
  }

  /** By partition, and cures are told of. */
  public HealthSpec(HealthLevel level, int every) {
    this(level, every, GroupBy.PARTITION, Optional.empty(), Cures.SUGGEST);
  }

  /** Whether cures are applied. */
  boolean applies() {
    return cures == Cures.APPLY;
  }

  /** A schedule that has not begun. */
  HealthSchedule schedule() {
    return new HealthSchedule(level, every);
  }
}
