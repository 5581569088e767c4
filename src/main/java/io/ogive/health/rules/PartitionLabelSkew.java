package io.ogive.health.rules;

import io.ogive.health.MarginStats.PriorShift;
import io.ogive.health.SourceHealth;
import java.util.List;

/** PARTITION_LABEL_SKEW: a partition has another mix of labels. */
final class PartitionLabelSkew implements Rule {
  private static final String CAUSE =
      "rows that are ordered by label, or by something that goes with it";
  private static final String CURE = "shuffle the rows, or deal them by data.partitions";

  @Override
  public String id() {
    return "PARTITION_LABEL_SKEW";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        Threshold.atLeastZero("shift", 1, "|shift| of a class's log-odds against the whole"),
        Threshold.atLeastZero("errors", 5, "the same in standard errors"));
  }

  @Override
  public Page page() {
    return new Page(
        "A partition has another mix of labels than the whole.",
        "the log-odds of a class in a partition are more than {shift} off those of all rows, and by"
            + " more than {errors} standard errors (WARN)",
        "shift = log(n_k / (n - n_k)) of the partition less that of all; its standard error, were"
            + " rows dealt at random, is 1 / sqrt(n p (1 - p)); the count n_k must be as far off n p in"
            + " its own, sqrt(n p (1 - p)), since of few rows the log-odds are not normal. Local steps on such a partition pull"
            + " towards its own labels. Groups of health.group-by = column differ by nature, and are"
            + " not judged.",
        CAUSE,
        CURE,
        "partition 12 (509 rows): the log-odds of class 1 are 6.9 above those of all rows, 67"
            + " standard errors");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    if (run.data().isGrouped()) {
      return NOTHING;
    }
    return (round, into) -> {
      boolean[] looked = {false};
      round
          .sources()
          .forEach(
              (source, health) -> {
                PriorShift shift = health.priorShift(round.whole());
                looked[0] |= shift.label() >= 0 && round.sources().size() > 1;
                double seen = run.data().timesSeen(source, health.rows());
                double errors = errors(shift, health, round.whole()) / Math.sqrt(seen);
                if (Math.abs(shift.logOdds()) > by.of("shift") && errors > by.of("errors")) {
                  into.found(finding(source, health.rows(), shift, errors));
                }
              });
      return looked[0];
    };
  }

  /**
   * In standard errors, of the log-odds or of the count, whichever says less: either errs at rare
   * classes.
   */
  private static double errors(PriorShift shift, SourceHealth health, SourceHealth whole) {
    if (shift.label() < 0) {
      return 0;
    }
    double n = (double) health.margins().count();
    double share = (double) whole.margins().label(shift.label()).count() / whole.margins().count();
    double expected = n * share;
    double counted = (double) health.margins().label(shift.label()).count();
    return Math.min(
        Math.abs(shift.logOdds()) / shift.standardError(),
        Math.abs(counted - expected) / Math.sqrt(expected * (1 - share)));
  }

  private static Finding finding(int source, long rows, PriorShift shift, double errors) {
    return new Finding(
        Severity.WARN,
        Place.ofSource(source),
        errors,
        Evidence.of("class", shift.label())
            .and("shift", shift.logOdds())
            .and("standard_errors", errors)
            .and("rows", rows)
            .map(),
        Words.say(
            "partition %d (%d rows): the log-odds of class %d are %.1f %s those of all rows, %.0f"
                + " standard errors",
            source,
            rows,
            shift.label(),
            Math.abs(shift.logOdds()),
            shift.logOdds() > 0 ? "above" : "below",
            errors),
        CAUSE,
        CURE);
  }
}
