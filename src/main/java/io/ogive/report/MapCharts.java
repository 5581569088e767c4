package io.ogive.report;

import io.ogive.report.chart.Axis;
import io.ogive.report.chart.Heatmap;
import io.ogive.report.chart.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Partitions by rounds as colours: what the hidden layers do, and how well the output does. */
final class MapCharts {
  private static final int MOST_ROWS = 256;

  private MapCharts() {}

  static List<Section.Named> of(Side side) {
    List<Section.Named> charts = new ArrayList<>();
    PartitionMap map = side.run().health().map();
    if (map.isEmpty()) {
      return charts;
    }
    if (PartitionMap.holdsAny(map.hidden())) {
      charts.add(
          new Section.Named(
              side.id("map-hidden"),
              chart(
                  side.title("Saturation of the hidden layers"),
                  "Octaves that the mean slope has fallen, of each %s's worst layer."
                      .formatted(map.what()),
                  map,
                  map.hidden())));
    }
    if (PartitionMap.holdsAny(map.output())) {
      boolean classes = !side.run().health().lastFigures().labels().isEmpty();
      charts.add(
          new Section.Named(
              side.id("map-output"),
              chart(
                  side.title(classes ? "Loss of the output" : "Error of the output"),
                  classes
                      ? "Octaves that the probability of the true class has fallen, in the mean."
                      : "Octaves that a %s's error stands above that of all rows."
                          .formatted(map.what()),
                  map,
                  map.output())));
    }
    return charts;
  }

  private static Heatmap chart(String title, String what, PartitionMap map, double[][] values) {
    List<String> names = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    int each = (map.sources().size() + MOST_ROWS - 1) / MOST_ROWS;
    for (int r = 0; r < values.length; r += each) {
      int end = Math.min(values.length, r + each);
      double[] worst = values[r].clone();
      for (int i = r + 1; i < end; i++) {
        for (int c = 0; c < worst.length; c++) {
          boolean isWorse = Double.isNaN(worst[c]) || values[i][c] > worst[c];
          worst[c] = isWorse ? values[i][c] : worst[c];
        }
      }
      String first = label(map, r);
      names.add(each == 1 ? first : first + "–" + label(map, end - 1));
      rows.add(worst);
    }
    return new Heatmap(
        title,
        what + " " + worst(map, values),
        Axis.whole("round", "number"),
        Axis.whole(map.what(), unit(map, each)),
        map.rounds(),
        names,
        rows.toArray(double[][]::new));
  }

  /** Of a group the value alone: the column is the same for all, and stands at the axis. */
  private static String label(PartitionMap map, int row) {
    String name = map.name(map.sources().get(row));
    return map.isGrouped() ? name.substring(name.indexOf('=') + 1) : name;
  }

  private static String unit(PartitionMap map, int each) {
    String unit = map.isGrouped() ? "value" : "number";
    return each == 1 ? unit : unit + "s, worst of " + each;
  }

  /** The partition that ends highest, and the middle one. */
  private static String worst(PartitionMap map, double[][] values) {
    int last = map.rounds().size() - 1;
    int worst = -1;
    double[] all = new double[values.length];
    int count = 0;
    for (int r = 0; r < values.length; r++) {
      double value = values[r][last];
      if (!Double.isNaN(value)) {
        all[count++] = value;
        worst = worst < 0 || value > values[worst][last] ? r : worst;
      }
    }
    if (worst < 0) {
      return "";
    }
    double[] sorted = Arrays.copyOf(all, count);
    Arrays.sort(sorted);
    return "In the last round %s has most, %s; the median is %s."
        .formatted(
            (map.isGrouped() ? "" : "partition ") + map.name(map.sources().get(worst)),
            Numbers.of(values[worst][last], 3),
            Numbers.of(sorted[count / 2], 3));
  }
}
