package io.ogive.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Values of rows over columns as colours on a fixed scale of 0 to 8 octaves, so that the maps of
 * two runs compare. What is not a number has no colour.
 *
 * @param x what the columns are
 * @param y what the rows are
 * @param columns the number of each column, rising
 * @param rows the name of each row, from the top
 * @param values a row of values for each name, a value a column
 */
public record Heatmap(
    String title,
    String description,
    Axis x,
    Axis y,
    List<Integer> columns,
    List<String> rows,
    double[][] values)
    implements Chart {
  private static final int LEAST_HEIGHT = 120;
  private static final int MOST_HEIGHT = 320;
  private static final int LEGEND = 34;
  private static final int MOST_NAMES = 12;

  /**
   * A map.
   *
   * @throws IllegalArgumentException if names and values do not fit, or there are none
   */
  public Heatmap {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    if (rows.isEmpty() || columns.isEmpty() || values.length != rows.size()) {
      throw new IllegalArgumentException(
          "%d rows of values for %d names".formatted(values.length, rows.size()));
    }
    double[][] copy = new double[values.length][];
    for (int r = 0; r < copy.length; r++) {
      copy[r] = values[r].clone();
      if (copy[r].length != columns.size()) {
        throw new IllegalArgumentException(
            "%d values for %d columns".formatted(copy[r].length, columns.size()));
      }
    }
    values = copy;
  }

  @Override
  public List<Key> legend() {
    return List.of();
  }

  @Override
  public int height() {
    return bottom() + 42 + LEGEND;
  }

  private int bottom() {
    int wanted = Math.max(LEAST_HEIGHT, Math.min(MOST_HEIGHT, 5 * rows.size()));
    return Frame.TOP + Math.min(wanted, 26 * rows.size());
  }

  @Override
  public void draw(Markup svg) {
    byte[][] pixels = new byte[rows.size()][columns.size()];
    for (int r = 0; r < pixels.length; r++) {
      for (int c = 0; c < pixels[r].length; c++) {
        double value = values[r][c];
        pixels[r][c] = (byte) (Double.isNaN(value) ? Ramp.STEPS : Ramp.step(value));
      }
    }
    svg.element("text", y.title(), "class", "axis", "x", "0", "y", "12");
    image(svg, pixels, Frame.TOP, bottom() - Frame.TOP);
    names(svg);
    numbers(svg);
    Frame.titleAcross(svg, x.title(), bottom());
    scale(svg);
  }

  private static void image(Markup svg, byte[][] pixels, int top, int height) {
    for (Ramp ramp : Ramp.values()) {
      svg.leaf(
          "image",
          "class",
          ramp == Ramp.DARK ? "map on-dark" : "map on-light",
          "href",
          Png.dataUri(pixels, ramp),
          "x",
          "" + Frame.LEFT,
          "y",
          "" + top,
          "width",
          "" + (Frame.RIGHT - Frame.LEFT),
          "height",
          "" + height,
          "preserveAspectRatio",
          "none");
    }
  }

  private void names(Markup svg) {
    double each = (double) (bottom() - Frame.TOP) / rows.size();
    int every = (int) Math.ceil((double) rows.size() / MOST_NAMES);
    for (int r = 0; r < rows.size(); r += every) {
      String y = Numbers.place(Frame.TOP + (r + 0.5) * each + 4);
      String shown = Frame.shortened(rows.get(r), 7);
      svg.element("text", shown, "class", "tick end", "x", "" + (Frame.LEFT - 8), "y", y);
    }
  }

  private void numbers(Markup svg) {
    double each = (double) (Frame.RIGHT - Frame.LEFT) / columns.size();
    int every = (int) Math.ceil(columns.size() / 10.0);
    for (int c = 0; c < columns.size(); c += every) {
      svg.element(
          "text",
          Numbers.of((long) columns.get(c)),
          "class",
          "tick mid",
          "x",
          Numbers.place(Frame.LEFT + (c + 0.5) * each),
          "y",
          "" + (bottom() + 17));
    }
  }

  private void scale(Markup svg) {
    int top = bottom() + 46;
    byte[] strip = new byte[Ramp.STEPS];
    for (int step = 0; step < strip.length; step++) {
      strip[step] = (byte) step;
    }
    image(svg, new byte[][] {strip}, top, 8);
    double each = (double) (Frame.RIGHT - Frame.LEFT) / Ramp.STEPS;
    for (int octave = 0; octave <= Ramp.OCTAVES; octave += 2) {
      String text = octave == Ramp.OCTAVES ? "≥ 8" : octave == 0 ? "0 octaves" : "" + octave;
      String side = octave == Ramp.OCTAVES ? "tick end" : octave == 0 ? "tick" : "tick mid";
      double x =
          octave == Ramp.OCTAVES
              ? Frame.RIGHT
              : Frame.LEFT + (octave == 0 ? 0 : (4 * octave + 0.5) * each);
      svg.element("text", text, "class", side, "x", Numbers.place(x), "y", "" + (top + 24));
    }
  }

  @Override
  public Table table() {
    List<String> head = new ArrayList<>();
    head.add(y.title());
    List<Integer> places = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      places.add(c);
    }
    List<Integer> kept = Thinned.of(places, 6);
    kept.forEach(c -> head.add(x.label() + " " + columns.get(c)));
    List<List<String>> all = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      numbers.add(r);
    }
    for (int r : Thinned.of(numbers, 128)) {
      List<String> row = new ArrayList<>();
      row.add(rows.get(r));
      kept.forEach(c -> row.add(Numbers.of(values[r][c], 3)));
      all.add(row);
    }
    return new Table(head, all);
  }
}
