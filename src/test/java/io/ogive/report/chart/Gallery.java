package io.ogive.report.chart;

import java.util.List;
import java.util.stream.IntStream;

/** A page with a chart of every kind. */
final class Gallery {
  private Gallery() {}

  static String page(String name) {
    Markup body = new Markup();
    body.element("h1", "Charts");
    body.open("div", "class", "charts");
    Figure.write(body, "lines", lines(name));
    Figure.write(body, "powers", powers());
    Figure.write(body, "bars", bars(name));
    Figure.write(body, "bell", bell());
    Figure.write(body, "map", map(8, 20));
    Figure.write(body, "large", map(64, 50));
    body.close();
    return Page.of("Charts", body);
  }

  static LineChart lines(String name) {
    double[] x = IntStream.range(0, 30).asDoubleStream().toArray();
    double[] y = new double[30];
    double[] other = new double[30];
    for (int i = 0; i < y.length; i++) {
      y[i] = 2.3 / (1 + 0.3 * i);
      other[i] = i == 12 || i == 14 ? Double.NaN : 2.3 / (1 + 0.2 * i);
    }
    return new LineChart(
        "Loss of " + name,
        "The loss falls from 2.3 to 0.23.",
        Axis.whole("round", "number"),
        Axis.linear("mean loss", "nats").from(0),
        List.of(
            Series.line("training", Tone.FIRST, x, y),
            Series.line("held out", Tone.SECOND, x, other).withDashes()));
  }

  private static LineChart powers() {
    double[] x = {1, 2, 3, 4, 5};
    return new LineChart(
        "Signal by depth",
        "What a quarter a layer leaves.",
        Axis.whole("hidden layer", "number"),
        Axis.log("attenuation", "share"),
        List.of(
            Series.line("0.25 a layer", Tone.MUTED, x, new double[] {1e-3, 4e-3, 0.016, 0.06, 0.25})
                .withDashes(),
            Series.line("measured", Tone.FIRST, x, new double[] {0.02, 0.05, 0.1, 0.3, 0.6})
                .withDots()));
  }

  private static BarChart bars(String name) {
    return new BarChart(
        "Margins",
        "Right and wrong.",
        "label",
        Axis.linear("rows", "count"),
        List.of("0", "1", "2", "3", name),
        List.of(
            new BarChart.Bars("right", Tone.FIRST, new double[] {10, 20, 5, 8, 9}),
            new BarChart.Bars("wrong", Tone.BAD, new double[] {1, -3, 2, 0, Double.NaN})));
  }

  private static Histogram bell() {
    double[] x = IntStream.rangeClosed(-40, 40).mapToDouble(i -> i / 5.0).toArray();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double h = 1 / (1 + StrictMath.exp(-x[i]));
      y[i] = 400 * h * (1 - h);
    }
    return new Histogram(
        "Octaves",
        "On the bell.",
        Axis.linear("z", "1").from(-8).to(8),
        Axis.linear("share of activations; slope of the largest", "%"),
        List.of(-8.0, -4.13, -2.63, -1.76, 0.0, 1.76, 2.63, 4.13, 8.0),
        List.of(
            new Histogram.Part("in the core", Tone.THIRD, new double[] {0, 0, 5, 30, 25, 4, 0, 0}),
            new Histogram.Part("saturated", Tone.BAD, new double[] {10, 4, 0, 0, 0, 0, 7, 15})),
        List.of(Series.line("slope", Tone.SIXTH, x, y)));
  }

  static Heatmap map(int rows, int columns) {
    double[][] values = new double[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        values[r][c] = r == 5 ? 8.0 * c / columns : 0.5 + (r * 7 + c * 3) % 10 / 10.0;
      }
    }
    values[0][0] = Double.NaN;
    return new Heatmap(
        "Saturation",
        "Partition 5 saturates.",
        Axis.whole("round", "number"),
        Axis.whole("partition", "number"),
        IntStream.range(0, columns).boxed().toList(),
        IntStream.range(0, rows).mapToObj(Integer::toString).toList(),
        values);
  }
}
