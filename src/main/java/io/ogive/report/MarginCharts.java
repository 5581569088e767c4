package io.ogive.report;

import io.ogive.report.chart.Axis;
import io.ogive.report.chart.BarChart;
import io.ogive.report.chart.Histogram;
import io.ogive.report.chart.Markup;
import io.ogive.report.chart.Numbers;
import io.ogive.report.chart.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The margins of the last round: under the bell, and label by label. */
final class MarginCharts {
  private static final int MOST_BARS = 24;
  private static final int MOST_ROWS = 40;

  private MarginCharts() {}

  static List<Section.Named> of(Side side) {
    List<LabelFigures> labels = labels(side.run());
    if (labels.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Section.Named(side.id("margins"), bell(side, labels)),
        new Section.Named(side.id("wrong"), bars(side, labels)));
  }

  static List<LabelFigures> labels(Run run) {
    return run.health().lastFigures().labels().stream().filter(one -> one.rows() > 0).toList();
  }

  private static Histogram bell(Side side, List<LabelFigures> labels) {
    double[] right = new double[io.ogive.health.Octaves.SIZE];
    double[] wrong = new double[right.length];
    double all = 0;
    double right0 = 0;
    for (LabelFigures label : labels) {
      for (int k = 0; k < label.right().length; k++) {
        right[k] += label.right()[k];
        wrong[k] += label.wrong()[k];
        right0 += label.right()[k];
      }
      all += label.rows();
    }
    Bell bell = new Bell(1);
    double[] none = new double[right.length];
    return bell.chart(
        side.title("Margins of the last round"),
        "%s of the training rows lie on the right side of 0."
            .formatted(Numbers.percent(right0 / all)),
        "margin m of the true class",
        List.of(
            new Histogram.Part("wrong", Tone.BAD, bell.shares(wrong, none, all)),
            new Histogram.Part("right", Tone.FIRST, bell.shares(none, right, all))));
  }

  private static BarChart bars(Side side, List<LabelFigures> labels) {
    List<LabelFigures> shown =
        labels.size() <= MOST_BARS
            ? labels
            : labels.stream()
                .sorted(Comparator.comparingDouble(LabelFigures::wrongShare).reversed())
                .limit(MOST_BARS)
                .toList();
    LabelFigures worst =
        labels.stream().max(Comparator.comparingDouble(LabelFigures::wrongShare)).orElseThrow();
    return new BarChart(
        side.title("Wrong by label"),
        "Most often wrong is %s, in %s of its rows%s."
            .formatted(
                side.run().label(worst.label()),
                Numbers.percent(worst.wrongShare()),
                shown.size() < labels.size() ? "; the worst " + MOST_BARS + " are shown" : ""),
        "label (name)",
        Axis.linear("rows", "% of the label's"),
        shown.stream().map(one -> side.run().label(one.label())).toList(),
        List.of(
            new BarChart.Bars(
                "wrong, m ≤ 0",
                Tone.FIFTH,
                shown.stream().mapToDouble(one -> 100 * one.wrongShare()).toArray()),
            new BarChart.Bars(
                "confidently wrong, m < −2.197",
                Tone.BAD,
                shown.stream()
                    .mapToDouble(one -> 100.0 * one.confidentlyWrong() / one.rows())
                    .toArray())));
  }

  static void table(Markup page, Side side) {
    List<LabelFigures> labels = labels(side.run());
    List<List<String>> rows = new ArrayList<>();
    labels.stream()
        .sorted(Comparator.comparingDouble(LabelFigures::meanLoss).reversed())
        .limit(MOST_ROWS)
        .forEach(
            one ->
                rows.add(
                    List.of(
                        side.run().label(one.label()),
                        Numbers.of(one.rows()),
                        Numbers.column(one.meanMargin(), 3),
                        Numbers.column(Math.sqrt(one.varMargin()), 3),
                        Numbers.column(one.meanLoss(), 3),
                        Numbers.percent(one.wrongShare()),
                        Numbers.percent((double) one.confidentlyWrong() / one.rows()),
                        Numbers.percent(one.confidentlyWrongLoss()))));
    Tables.write(
        page,
        side.title("Margins by label"),
        List.of(
            "Label",
            "Rows",
            "Mean margin",
            "Deviation",
            "Mean loss, nats",
            "Wrong",
            "Confidently wrong",
            "Their share of the loss"),
        rows,
        1);
  }
}
