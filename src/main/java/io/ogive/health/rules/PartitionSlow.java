package io.ogive.health.rules;

import java.util.List;

/** PARTITION_SLOW: a pass over one partition takes far longer than over the others. */
final class PartitionSlow implements Rule {
  private static final String CAUSE =
      "a slow machine or disk, blocks that do not fit in memory, or rows with far more values";

  @Override
  public String id() {
    return "PARTITION_SLOW";
  }

  @Override
  public boolean looksAtClock() {
    return true;
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        new Threshold("ratio", 5, 1, Double.MAX_VALUE, "its time over the median"),
        Threshold.atLeastZero("milliseconds", 100, "its time over the median, the difference"),
        new Threshold("partitions", 3, 2, Integer.MAX_VALUE, "partitions that are compared"),
        Threshold.rounds(3));
  }

  @Override
  public Page page() {
    return new Page(
        "A pass over one partition takes far longer than over the others.",
        "of at least {partitions} partitions one takes more than {ratio} times the median time and"
            + " {milliseconds} ms more, for {rounds} rounds in a row (WARN). In rounds of local steps"
            + " replicas, which mix partitions, are compared in their place",
        "Every round waits for its slowest partition, or replica. Times are of the pass over the partition"
            + " alone, without scheduling; the first round, in which code is still compiled, does"
            + " not count. Once, or twice, a task may wait for a core that others use.",
        CAUSE,
        "look at the machine that the message names; deal the rows evenly by data.partitions, or"
            + " give executors more memory",
        "partition 9 takes 812 ms on host w3, 31.2 times the median of 26 ms, for 3 rounds");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    Streak streak = new Streak();
    return (round, into) -> {
      if (round.tasks().size() < by.of("partitions") || round.number() == 0) {
        return false;
      }
      double median =
          Robust.median(round.tasks().stream().mapToDouble(TaskTime::milliseconds).toArray());
      for (TaskTime task : round.tasks()) {
        boolean slow =
            task.milliseconds() > by.of("ratio") * median
                && task.milliseconds() - median > by.of("milliseconds");
        int held = streak.held(task.source(), slow);
        if (slow && held >= by.of("rounds")) {
          into.found(finding(task, run, median, held));
        }
      }
      return true;
    };
  }

  private static Finding finding(TaskTime task, RunFacts run, double median, int held) {
    boolean local = run.steps().areLocal();
    return new Finding(
        Severity.WARN,
        local ? Place.WHOLE : Place.ofSource(task.source()),
        task.milliseconds() / median,
        Evidence.of("milliseconds", task.milliseconds()).and("median", median).map(),
        Words.say(
            "%s %d takes %.0f ms on host %s, %.1f times the median of %.1f ms, for %d rounds",
            local ? "replica" : "partition",
            task.source(),
            task.milliseconds(),
            task.host(),
            task.milliseconds() / median,
            median,
            held),
        CAUSE,
        Words.say(
            "look at host %s; deal the rows evenly by data.partitions, or give executors more memory",
            task.host()));
  }
}
