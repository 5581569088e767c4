package io.ogive.report.chart;

import java.util.List;

/** Something that can be drawn, told in a sentence and written as a table. */
public sealed interface Chart permits LineChart, BarChart, Histogram, Heatmap {
  /** What it shows. */
  String title();

  /** What is to be seen in it, for readers of the picture and for those who cannot see it. */
  String description();

  /** What its colours stand for; may be empty. */
  List<Key> legend();

  /** Draws the inside of an SVG of {@link #width()} by {@link #height()}. */
  void draw(Markup svg);

  /** Its numbers. */
  Table table();

  default int width() {
    return Frame.WIDTH;
  }

  default int height() {
    return Frame.HEIGHT;
  }

  /** One entry of a legend. */
  record Key(String name, Tone tone, Mark mark) {
    /** What stands beside the name. */
    public enum Mark {
      LINE,
      DASHES,
      BLOCK
    }
  }
}
