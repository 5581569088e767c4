package io.ogive.health.rules;

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
        new Threshold("rows", 200, 1, Integer.MAX_VALUE, "rows of a partition that is compared"));
  }

  @Override
  public Page page() {
    return new Page(
        "A partition's margins are distributed unlike those of all rows.",
        "the population stability index of the margins of a partition of at least {rows} rows is"
            + " above {index} (WARN); measured at level full",
        "index = sum over bins of (q - p) log(q / p), q the partition's share of a tenth p of all"
            + " margins. Credit scoring takes 0.1 for a small and 0.25 for a large shift. Local steps"
            + " see one partition's rows at a time, so drift between them is noise in the steps.",
        CAUSE,
        CURE,
        "partition 3 (1024 rows): the stability index of its margins is 0.61");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    return (round, into) -> {
      boolean[] looked = {false};
      round
          .sources()
          .forEach(
              (source, health) -> {
                double index = health.stabilityIndex(round.whole());
                boolean large = health.rows() >= by.of("rows") && round.sources().size() > 1;
                looked[0] |= large && !Double.isNaN(index);
                if (large && index > by.of("index")) {
                  into.found(finding(source, health.rows(), index));
                }
              });
      return looked[0];
    };
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
