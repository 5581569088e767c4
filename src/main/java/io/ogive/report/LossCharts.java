package io.ogive.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.report.chart.Axis;
import io.ogive.report.chart.LineChart;
import io.ogive.report.chart.Numbers;
import io.ogive.report.chart.Series;
import io.ogive.report.chart.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Loss and gradient over rounds, of one run or of two in the same plot; and the path, if any. */
final class LossCharts {
  private LossCharts() {}

  static List<Section.Named> of(List<Side> sides) {
    List<Section.Named> charts = new ArrayList<>();
    charts.add(new Section.Named("loss", loss(sides)));
    charts.add(new Section.Named("gradient", gradient(sides)));
    for (Side side : sides) {
      if (side.run().summary().path("path").size() > 1) {
        charts.add(new Section.Named(side.id("path"), path(side)));
      }
    }
    return charts;
  }

  private static LineChart loss(List<Side> sides) {
    List<Series> series = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sides.size(); i++) {
      Side side = sides.get(i);
      List<RoundFigures> rounds = side.run().health().rounds();
      series.add(over(rounds, side.series("training"), Tone.category(2 * i), RoundFigures::loss));
      if (rounds.stream().anyMatch(round -> !Double.isNaN(round.heldOutLoss()))) {
        series.add(
            over(
                    rounds,
                    side.series("held out"),
                    Tone.category(2 * i + 1),
                    RoundFigures::heldOutLoss)
                .withDashes());
      }
      text.append(fall(side, rounds)).append(' ');
    }
    return new LineChart(
        "Loss", text.toString().strip(), rounds(), lossAxis(sides, series), List.copyOf(series));
  }

  /** From 0 where that costs little of the plot; in powers where the loss falls a hundredfold. */
  private static Axis lossAxis(List<Side> sides, List<Series> series) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (Series one : series) {
      for (double value : one.y()) {
        if (Double.isFinite(value)) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
    }
    String unit = sides.get(0).run().lossUnit();
    if (least > 0 && most > 100 * least) {
      return Axis.log("mean loss", unit);
    }
    Axis axis = Axis.linear("mean loss", unit);
    return least >= 0 && least < 0.7 * most ? axis.from(0) : axis;
  }

  private static String fall(Side side, List<RoundFigures> rounds) {
    if (rounds.isEmpty()) {
      return side.title("no round was completed.");
    }
    RoundFigures first = rounds.get(0);
    RoundFigures last = rounds.get(rounds.size() - 1);
    String text =
        "the training loss goes from %s to %s"
            .formatted(Numbers.of(first.loss()), Numbers.of(last.loss()));
    double held = last.heldOutLoss();
    text += Double.isNaN(held) ? "." : ", held-out rows end at %s.".formatted(Numbers.of(held));
    return side.letter().isEmpty() ? Verdict.sentence(text) : side.title(text);
  }

  private static LineChart gradient(List<Side> sides) {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < sides.size(); i++) {
      Side side = sides.get(i);
      series.add(
          over(
              side.run().health().rounds(),
              side.series("largest element"),
              Tone.category(2 * i),
              RoundFigures::gradientNorm));
    }
    return new LineChart(
        "Gradient",
        "The largest absolute element of the gradient, on standardized columns.",
        rounds(),
        Axis.log("gradient", "loss per unit weight"),
        List.copyOf(series));
  }

  private static LineChart path(Side side) {
    JsonNode steps = side.run().summary().path("path");
    double[] l2 = new double[steps.size()];
    double[] train = new double[steps.size()];
    double[] held = new double[steps.size()];
    Integer[] order = new Integer[steps.size()];
    java.util.Arrays.setAll(order, i -> i);
    String name = isByL1(steps) ? "l1" : "l2";
    java.util.Arrays.sort(
        order, java.util.Comparator.comparingDouble(i -> Json.number(steps.get(i), name)));
    for (int i = 0; i < l2.length; i++) {
      JsonNode step = steps.get(order[i]);
      l2[i] = Json.number(step, name);
      train[i] = Json.number(step, "loss");
      held[i] = Json.number(step, "held_out_loss");
    }
    return new LineChart(
        side.title("Penalties"),
        "Chosen is %s, of %d that were fitted together."
            .formatted(Penalties.name(side.run().summary().path("penalty")), l2.length),
        Axis.log("penalty " + name, "weight"),
        Axis.linear("mean loss", side.run().lossUnit()),
        List.of(
            Series.line("training", Tone.FIRST, l2, train).withDots(),
            Series.line("held out", Tone.SECOND, l2, held).withDashes().withDots()));
  }

  private static boolean isByL1(JsonNode steps) {
    double first = Json.number(steps.get(0), "l2");
    for (JsonNode step : steps) {
      if (Json.number(step, "l2") != first) {
        return false;
      }
    }
    return true;
  }

  static Axis rounds() {
    return Axis.whole("round", "number");
  }

  static Series over(
      List<RoundFigures> rounds, String name, Tone tone, ToDoubleFunction<RoundFigures> figure) {
    return Series.line(
        name,
        tone,
        rounds.stream().mapToDouble(RoundFigures::number).toArray(),
        rounds.stream().mapToDouble(figure).toArray());
  }
}
