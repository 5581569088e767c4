package io.ogive.health.rules;

import io.ogive.health.SourceHealth;
import java.util.List;

/** PARTITION_DRIFT: the model scores a partition unlike the whole. */
final class PartitionDrift implements Rule {
  private static final String CAUSE =
      "rows that are ordered, by time, region or label, so that partitions are different samples";
  private static final String CURE = "shuffle the rows, or deal them by data.partitions";

  @Override
  public String id() {
    return "PARTITION_DRIFT";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        Threshold.atLeastZero("index", 0.25, "the stability index of a partition's margins"),
        new Threshold("rows", 200, 1, Integer.MAX_VALUE, "rows of a partition that is compared"),
        new Threshold("times", 2, 1, 1_000_000, "measured rounds in a row"));
  }

  @Override
  public Page page() {
    return new Page(
        "A partition's margins are distributed unlike those of all rows.",
        "the population stability index of the margins of a partition of at least {rows} rows is"
            + " above {index}, {times} times in a row (WARN); measured at level full, in rounds of"
            + " local steps on a sample of rows before the steps",
        "index = sum over bins of (q - p) log(q / p), q the partition's share of a tenth p of all"
            + " margins. Credit scoring takes 0.1 for a small and 0.25 for a large shift. Local steps"
            + " see one partition's rows at a time, so drift between them is noise in the steps. Groups"
            + " of health.group-by = column differ by nature, and are not judged.",
        CAUSE,
        CURE,
        "partition 3 (1024 rows): the stability index of its margins is 0.61");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    if (run.data().isGrouped()) {
      return NOTHING;
    }
    Streak streak = new Streak();
    return (round, into) -> {
      boolean[] looked = {false};
      if (!round.isFull()) {
        return false;
      }
      SourceHealth whole = compared(round.whole(), run);
      round
          .sources()
          .forEach(
              (source, all) -> {
                SourceHealth health = compared(all, run);
                double index = health.stabilityIndex(whole);
                boolean large = health.rows() >= by.of("rows") && round.sources().size() > 1;
                looked[0] |= large && !Double.isNaN(index);
                boolean drifts = large && index > by.of("index");
                int held = streak.held(source, drifts);
                if (drifts && held >= by.of("times")) {
                  into.found(finding(source, health.rows(), index));
                } else if (drifts) {
                  into.suspect();
                }
              });
      return looked[0];
    };
  }

  /** At weights that all partitions share: steps on a partition's rows move its margins. */
  private static SourceHealth compared(SourceHealth health, RunFacts run) {
    return run.steps().areLocal() ? health.probing() : health;
  }

  private static Finding finding(int source, long rows, double index) {
    return new Finding(
        Severity.WARN,
        Place.ofSource(source),
        index,
        Evidence.of("stability_index", index).and("rows", rows).map(),
        Words.say(
            "partition %d (%d rows): the stability index of its margins is %.2f",
            source, rows, index),
        CAUSE,
        CURE);
  }
}
