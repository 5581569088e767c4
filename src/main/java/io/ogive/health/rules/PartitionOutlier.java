package io.ogive.health.rules;

import io.ogive.health.SourceHealth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** PARTITION_OUTLIER: a partition is unlike all others. */
final class PartitionOutlier implements Rule {
  private static final String CAUSE =
      "rows of another origin, unit or time than the rest, or a source that went wrong";
  private static final String CURE =
      "look at the partition's source; if its rows are right, spread them by data.partitions";

  @Override
  public String id() {
    return "PARTITION_OUTLIER";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        Threshold.atLeastZero("z", 3.5, "robust z of a figure among partitions"),
        Threshold.atLeastZero("effect", 1, "how far it is off, in floors of the figure"),
        new Threshold("rows", 200, 1, Integer.MAX_VALUE, "rows of a partition that is compared"),
        new Threshold("partitions", 8, 3, Integer.MAX_VALUE, "partitions that are compared"),
        new Threshold("times", 2, 1, 1_000_000, "measured rounds in a row"));
  }

  @Override
  public Page page() {
    return new Page(
        "A partition is unlike all others.",
        "of at least {partitions} partitions of at least {rows} rows one has a figure with a robust"
            + " z above {z} and an effect above {effect}, {times} times in a row (WARN). Figures and"
            + " what counts as an effect of 1: the mean of a column (1 of its usual deviations),"
            + " mean loss (0.5 more), the deviation of z of a hidden layer (twice or half), its"
            + " saturated share (0.2 more), the norm of the mean gradient (10 times)",
        "robust z = (x - median) / (1.4826 MAD), MAD the median of |x - median| (Iglewicz and Hoaglin"
            + " 1993): a bad partition does not widen the yardstick that it is measured with. Of"
            + " many partitions some have a high z by chance, hence the effect. Columns are compared"
            + " as they were read; gradients, which stand for themselves and for their noise, by"
            + " the lesser of norm / n and norm / sqrt(n), at level full.",
        CAUSE,
        CURE,
        "partition 37 (509 rows): column 'age' has mean 38581 where partitions have 38.6, 74531 of"
            + " its deviations away");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    List<Finding> columns = ofColumns(run, by);
    List<OutlierFigure> figures = OutlierFigure.of(run);
    Streak streak = new Streak();
    int[] looks = {0};
    return (round, into) -> {
      looks[0]++;
      if (looks[0] >= by.of("times")) {
        columns.forEach(into::found);
      } else if (!columns.isEmpty()) {
        into.suspect();
      }
      Map<Integer, SourceHealth> large = new HashMap<>();
      round
          .sources()
          .forEach(
              (source, health) -> {
                if (health.rows() >= by.of("rows")) {
                  large.put(source, health);
                }
              });
      if (large.size() < by.of("partitions")) {
        return looks[0] >= by.of("times") && run.data().columns().sources().size() > 0;
      }
      for (OutlierFigure figure : figures) {
        compare(figure, run, large, by, streak, into);
      }
      if (round.isFull()) {
        compare(GradientNorms.of(large), run, large, by, streak, into);
      }
      return true;
    };
  }

  private static void compare(
      OutlierFigure figure,
      RunFacts run,
      Map<Integer, SourceHealth> large,
      Thresholds by,
      Streak streak,
      Verdict into) {
    List<Integer> sources = new ArrayList<>(large.keySet());
    double[] values = new double[sources.size()];
    double[] scaled = new double[sources.size()];
    for (int s = 0; s < values.length; s++) {
      values[s] = figure.of().applyAsDouble(large.get(sources.get(s)));
      scaled[s] = figure.scaled(values[s]);
      if (!Double.isFinite(scaled[s])) {
        return;
      }
    }
    Robust robust = Robust.of(scaled);
    double median = Robust.median(values);
    for (int s = 0; s < values.length; s++) {
      double z = robust.z(scaled[s]);
      double effect = figure.effect(values[s], median);
      boolean out = Math.abs(z) > by.of("z") && effect > by.of("effect");
      int held = streak.held(figure.words() + sources.get(s), out);
      if (out && held >= by.of("times")) {
        into.found(finding(figure, run, sources.get(s), large, values[s], median, z, effect));
      } else if (out) {
        into.suspect();
      }
    }
  }

  private static Finding finding(
      OutlierFigure figure,
      RunFacts run,
      int source,
      Map<Integer, SourceHealth> large,
      double value,
      double median,
      double z,
      double effect) {
    return new Finding(
        Severity.WARN,
        Place.ofSource(source),
        effect,
        Evidence.of(figure.name(), value)
            .and("median", median)
            .and("robust_z", z)
            .and("rows", large.get(source).rows())
            .map(),
        Words.say(
            "%s (%d rows): %s is %.3g where %s have %.3g, robust z %.1f",
            run.data().name(source),
            large.get(source).rows(),
            figure.words(),
            value,
            run.data().plural(),
            median,
            z),
        CAUSE,
        CURE);
  }

  private static List<Finding> ofColumns(RunFacts run, Thresholds by) {
    List<Finding> all = new ArrayList<>();
    int partitions = (int) by.of("partitions");
    for (ColumnOutliers.Outlier o : new ColumnOutliers(run.data().columns(), by).find(partitions)) {
      all.add(
          new Finding(
              Severity.WARN,
              Place.ofSource(o.of().source()),
              o.effect(),
              Evidence.of("mean", o.mean())
                  .and("usual_mean", o.usual())
                  .and("deviations", o.effect())
                  .and("robust_z", o.z())
                  .and("rows", o.of().rows())
                  .map(),
              Words.say(
                  "partition %d (%d rows): column '%s' has mean %.4g where partitions have %.4g,"
                      + " %.1f of its deviations away",
                  o.of().source(), o.of().rows(), o.column(), o.mean(), o.usual(), o.effect()),
              CAUSE,
              CURE));
    }
    return all;
  }
}
