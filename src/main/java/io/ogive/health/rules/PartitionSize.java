package io.ogive.health.rules;

import java.util.List;

/** PARTITION_SIZE: a partition has far more rows than the others. */
final class PartitionSize implements Rule {
  private static final String CAUSE =
      "files of very different sizes, or a shuffle by a key that most rows share";
  private static final String CURE = "deal the rows evenly: data.partitions";

  @Override
  public String id() {
    return "PARTITION_SIZE";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        new Threshold("ratio", 5, 1, Double.MAX_VALUE, "the most rows over their median"),
        new Threshold("rows", 1000, 1, Integer.MAX_VALUE, "the most rows, at least"));
  }

  @Override
  public Page page() {
    return new Page(
        "A partition has far more rows than the others, and every round waits for it.",
        "a partition has more than {ratio} times the median rows of a partition, and at least {rows}"
            + " (WARN)",
        "A pass is done when its last task is: with n partitions of one size and one of r times that,"
            + " a round that could take (n + r) / cores takes at least r.",
        CAUSE,
        CURE,
        "partition 0 has 8121 rows, 16.0 times the median of 509");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    double[] rows = run.data().rows().values().stream().mapToDouble(Long::doubleValue).toArray();
    if (rows.length < 2 || run.data().isGrouped()) {
      return NOTHING;
    }
    double median = Robust.median(rows);
    return (round, into) -> {
      run.data()
          .rows()
          .forEach(
              (source, count) -> {
                if (count > by.of("ratio") * median && count >= by.of("rows")) {
                  into.found(finding(source, count, median));
                }
              });
      return true;
    };
  }

  private static Finding finding(int source, long rows, double median) {
    return new Finding(
        Severity.WARN,
        Place.ofSource(source),
        rows / median,
        Evidence.of("rows", rows).and("median", median).and("ratio", rows / median).map(),
        Words.say(
            "partition %d has %d rows, %.1f times the median of %.0f",
            source, rows, rows / median, median),
        CAUSE,
        CURE);
  }
}
