package io.ogive.report.chart;

/** The place of a plot in its drawing, with axes, ticks and grid. */
final class Frame {
  static final int WIDTH = 420;
  static final int HEIGHT = 250;
  static final int LEFT = 56;
  static final int RIGHT = WIDTH - 12;
  static final int TOP = 26;
  static final int BOTTOM = HEIGHT - 42;

  private Frame() {}

  static Scale across(Axis axis, Range range) {
    return Scale.of(axis, range, LEFT, RIGHT, 6);
  }

  static Scale up(Axis axis, Range range) {
    return Scale.of(axis, range, BOTTOM, TOP, 5);
  }

  /** Ticks, a line across at each, and the title above. */
  static void drawUp(Markup svg, Axis axis, Scale scale) {
    drawUp(svg, axis, scale, BOTTOM);
  }

  static void drawUp(Markup svg, Axis axis, Scale scale, int bottom) {
    svg.element("text", axis.title(), "class", "axis", "x", "0", "y", "12");
    for (Scale.Tick tick : scale.ticks()) {
      String y = Numbers.place(scale.at(tick.value()));
      svg.leaf("path", "class", "grid", "d", "M" + LEFT + " " + y + "H" + RIGHT);
      svg.element(
          "text", tick.text(), "class", "tick end", "x", "" + (LEFT - 8), "y", lower(scale, tick));
    }
    svg.leaf("path", "class", "base", "d", "M" + LEFT + " " + bottom + "H" + RIGHT);
  }

  /** Ticks under the plot and the title under them. */
  static void drawAcross(Markup svg, Axis axis, Scale scale) {
    drawAcross(svg, axis, scale, BOTTOM);
  }

  static void drawAcross(Markup svg, Axis axis, Scale scale, int bottom) {
    for (Scale.Tick tick : scale.ticks()) {
      String x = Numbers.place(scale.at(tick.value()));
      svg.leaf("path", "class", "base", "d", "M" + x + " " + bottom + "v4");
      svg.element("text", tick.text(), "class", "tick mid", "x", x, "y", "" + (bottom + 17));
    }
    titleAcross(svg, axis.title(), bottom);
  }

  static void titleAcross(Markup svg, String title, int bottom) {
    svg.element("text", title, "class", "axis end", "x", "" + RIGHT, "y", "" + (bottom + 36));
  }

  /** A name that fits beside an axis; the table has all of it. */
  static String shortened(String name, int most) {
    if (name.codePointCount(0, name.length()) <= most) {
      return name;
    }
    return name.substring(0, name.offsetByCodePoints(0, most - 1)) + "…";
  }

  private static String lower(Scale scale, Scale.Tick tick) {
    return Numbers.place(scale.at(tick.value()) + 4);
  }
}
