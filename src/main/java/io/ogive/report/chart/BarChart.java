package io.ogive.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Bars side by side over named categories, from 0, or on an axis of powers from its lower end.
 *
 * @param categories short names
 * @param x what the categories are
 * @param bars one group a series, a value a category; what is not a number has no bar
 */
public record BarChart(
    String title, String description, String x, Axis y, List<String> categories, List<Bars> bars)
    implements Chart {
  /** About so many letters fit under a plot. */
  private static final int LETTERS = 52;

  /** The values of one colour. */
  public record Bars(String name, Tone tone, double[] values) {
    public Bars {
      values = values.clone();
    }
  }

  /**
   * Bars.
   *
   * @throws IllegalArgumentException if a series has not a value for each category
   */
  public BarChart {
    categories = List.copyOf(categories);
    bars = List.copyOf(bars);
    for (Bars one : bars) {
      if (one.values().length != categories.size()) {
        throw new IllegalArgumentException(
            "%d values for %d categories".formatted(one.values().length, categories.size()));
      }
    }
  }

  @Override
  public List<Key> legend() {
    return bars.stream().map(one -> new Key(one.name(), one.tone(), Key.Mark.BLOCK)).toList();
  }

  @Override
  public void draw(Markup svg) {
    boolean log = y.kind() == Axis.Kind.LOG;
    Range range = Range.of(bars.stream().map(Bars::values).toList(), log);
    Range based = log ? range : new Range(Math.min(0, range.low()), Math.max(0, range.high()));
    Scale up = Frame.up(y, based);
    double base = log ? Frame.BOTTOM : up.at(0);
    Frame.drawUp(svg, y, up, (int) Math.round(base));
    double slot = slot();
    double width = Math.min(36, slot * 0.76 / Math.max(1, bars.size()));
    for (int b = 0; b < bars.size(); b++) {
      StringBuilder path = new StringBuilder();
      for (int c = 0; c < categories.size(); c++) {
        double value = bars.get(b).values()[c];
        if (up.holds(value)) {
          double left = Frame.LEFT + (c + 0.5) * slot + (b - bars.size() / 2.0) * width;
          path.append(bar(left, left + width - (width > 3 ? 1 : 0), base, up.at(value)));
        }
      }
      svg.leaf("path", "class", "bar " + bars.get(b).tone().style(), "d", path.toString());
    }
    names(svg, slot);
    Frame.titleAcross(svg, x, Frame.BOTTOM);
  }

  private double slot() {
    return (double) (Frame.RIGHT - Frame.LEFT) / Math.max(1, categories.size());
  }

  static String bar(double left, double right, double from, double to) {
    return "M"
        + Numbers.place(left)
        + " "
        + Numbers.place(from)
        + "V"
        + Numbers.place(to)
        + "H"
        + Numbers.place(right)
        + "V"
        + Numbers.place(from)
        + "Z";
  }

  private void names(Markup svg, double slot) {
    List<String> names = categories.stream().map(name -> Frame.shortened(name, 14)).toList();
    int longest = names.stream().mapToInt(String::length).max().orElse(0);
    int every = Math.max(1, (int) Math.ceil((longest + 1.0) * names.size() / LETTERS));
    for (int c = 0; c < names.size(); c += every) {
      svg.element(
          "text",
          names.get(c),
          "class",
          "tick mid",
          "x",
          Numbers.place(Frame.LEFT + (c + 0.5) * slot),
          "y",
          "" + (Frame.BOTTOM + 17));
    }
  }

  @Override
  public Table table() {
    List<String> head = new ArrayList<>();
    head.add(x);
    bars.forEach(one -> head.add(one.name()));
    List<List<String>> rows = new ArrayList<>();
    List<Double> places = new ArrayList<>();
    for (int c = 0; c < categories.size(); c++) {
      List<String> row = new ArrayList<>();
      row.add(categories.get(c));
      for (Bars one : bars) {
        row.add(Numbers.of(one.values()[c]));
      }
      rows.add(row);
      places.add(Frame.LEFT + (c + 0.5) * slot());
    }
    return new Table(head, rows, places);
  }
}
