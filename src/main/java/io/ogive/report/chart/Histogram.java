package io.ogive.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts stacked over intervals of x, which need not be equally wide, with lines over them where
 * there is something to compare with. Lines and bars share both axes.
 *
 * @param edges one more than there are intervals, rising
 * @param parts from the bottom up, a value an interval
 */
public record Histogram(
    String title,
    String description,
    Axis x,
    Axis y,
    List<Double> edges,
    List<Part> parts,
    List<Series> lines)
    implements Chart {

  /** The values of one colour. */
  public record Part(String name, Tone tone, double[] values) {
    public Part {
      values = values.clone();
    }
  }

  /**
   * A histogram.
   *
   * @throws IllegalArgumentException if a part has not a value for each interval
   */
  public Histogram {
    edges = List.copyOf(edges);
    parts = List.copyOf(parts);
    lines = List.copyOf(lines);
    for (Part part : parts) {
      if (part.values().length != edges.size() - 1) {
        throw new IllegalArgumentException(
            "%d values between %d edges".formatted(part.values().length, edges.size()));
      }
    }
  }

  @Override
  public List<Key> legend() {
    List<Key> keys = new ArrayList<>();
    parts.forEach(part -> keys.add(new Key(part.name(), part.tone(), Key.Mark.BLOCK)));
    lines.forEach(
        one ->
            keys.add(
                new Key(one.name(), one.tone(), one.dashed() ? Key.Mark.DASHES : Key.Mark.LINE)));
    return keys;
  }

  @Override
  public void draw(Markup svg) {
    int n = edges.size() - 1;
    double[] total = new double[n];
    parts.forEach(part -> addTo(total, part.values()));
    List<double[]> heights = new ArrayList<>();
    heights.add(new double[] {0});
    heights.add(total);
    lines.forEach(one -> heights.add(one.y()));
    Scale across = across();
    Scale up = Frame.up(y, Range.of(heights, false));
    Frame.drawUp(svg, y, up);
    double[] from = new double[n];
    for (Part part : parts) {
      StringBuilder path = new StringBuilder();
      for (int i = 0; i < n; i++) {
        double to = from[i] + part.values()[i];
        if (part.values()[i] > 0) {
          double left = across.at(edges.get(i));
          double right = across.at(edges.get(i + 1));
          double gap = right - left > 4 ? 0.5 : 0;
          path.append(BarChart.bar(left + gap, right - gap, up.at(from[i]), up.at(to)));
        }
        from[i] = to;
      }
      svg.leaf("path", "class", "bar " + part.tone().style(), "d", path.toString());
    }
    Frame.drawAcross(svg, x, across);
    lines.forEach(one -> LineChart.line(svg, one, across, up));
  }

  private Scale across() {
    return Frame.across(x, new Range(edges.get(0), edges.get(edges.size() - 1)));
  }

  private static void addTo(double[] total, double[] values) {
    for (int i = 0; i < total.length; i++) {
      total[i] += values[i];
    }
  }

  @Override
  public Table table() {
    List<String> head = new ArrayList<>();
    head.add(x.title());
    parts.forEach(part -> head.add(part.name()));
    List<List<String>> rows = new ArrayList<>();
    List<Double> places = new ArrayList<>();
    Scale across = across();
    for (int i = 0; i + 1 < edges.size(); i++) {
      List<String> row = new ArrayList<>();
      row.add(Numbers.of(edges.get(i), 3) + " to " + Numbers.of(edges.get(i + 1), 3));
      for (Part part : parts) {
        row.add(Numbers.of(part.values()[i]));
      }
      rows.add(row);
      places.add((across.at(edges.get(i)) + across.at(edges.get(i + 1))) / 2);
    }
    return new Table(head, rows, places);
  }
}
