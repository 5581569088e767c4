package io.ogive.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Lines over one x. */
public record LineChart(String title, String description, Axis x, Axis y, List<Series> series)
    implements Chart {
  /** Beyond so many, marks would be a line of their own. */
  private static final int MOST_DOTS = 64;

  public LineChart {
    series = List.copyOf(series);
  }

  @Override
  public List<Key> legend() {
    return series.stream()
        .map(one -> new Key(one.name(), one.tone(), one.dashed() ? Key.Mark.DASHES : Key.Mark.LINE))
        .toList();
  }

  @Override
  public void draw(Markup svg) {
    Scale across = across();
    Scale up = Frame.up(y, range(y, series.stream().map(Series::y).toList()));
    Frame.drawUp(svg, y, up);
    Frame.drawAcross(svg, x, across);
    series.forEach(one -> line(svg, one, across, up));
  }

  private Scale across() {
    return Frame.across(x, range(x, series.stream().map(Series::x).toList()));
  }

  private static Range range(Axis axis, List<double[]> values) {
    return Range.of(values, axis.kind() == Axis.Kind.LOG);
  }

  /** Draws a line, and marks on it where wanted and wherever a point has no neighbour. */
  static void line(Markup svg, Series one, Scale across, Scale up) {
    StringBuilder path = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    int run = 0;
    int n = one.x().length;
    for (int i = 0; i < n; i++) {
      if (!holds(one, i, across, up)) {
        run = 0;
        continue;
      }
      String place = Numbers.place(across.at(one.x()[i])) + " " + Numbers.place(up.at(one.y()[i]));
      path.append(run == 0 ? "M" : "L").append(place);
      boolean alone = run == 0 && (i + 1 == n || !holds(one, i + 1, across, up));
      if (alone || (one.dots() && n <= MOST_DOTS)) {
        dots.append('M').append(place).append("h0");
      }
      run++;
    }
    String tone = one.tone().style();
    if (path.length() > 0) {
      svg.leaf("path", "class", (one.dashed() ? "line dash " : "line ") + tone, "d", "" + path);
    }
    if (dots.length() > 0) {
      svg.leaf("path", "class", "dots " + tone, "d", "" + dots);
    }
  }

  private static boolean holds(Series one, int i, Scale across, Scale up) {
    return across.holds(one.x()[i]) && up.holds(one.y()[i]);
  }

  @Override
  public Table table() {
    TreeSet<Double> places = new TreeSet<>();
    series.forEach(one -> addTo(places, one.x()));
    List<String> head = new ArrayList<>();
    head.add(x.title());
    series.forEach(one -> head.add(one.name()));
    List<List<String>> rows = new ArrayList<>();
    List<Double> at = new ArrayList<>();
    Scale across = across();
    for (double place : Thinned.of(new ArrayList<>(places), 64)) {
      List<String> row = new ArrayList<>();
      row.add(Numbers.of(place));
      series.forEach(one -> row.add(Numbers.of(valueAt(one, place))));
      rows.add(row);
      at.add(across.at(place));
    }
    return new Table(head, rows, at);
  }

  private static void addTo(TreeSet<Double> places, double[] values) {
    for (double value : values) {
      if (!Double.isNaN(value)) {
        places.add(value);
      }
    }
  }

  private static double valueAt(Series one, double place) {
    for (int i = 0; i < one.x().length; i++) {
      if (one.x()[i] == place) {
        return one.y()[i];
      }
    }
    return Double.NaN;
  }
}
