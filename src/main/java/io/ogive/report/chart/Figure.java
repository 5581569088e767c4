package io.ogive.report.chart;

/** A chart on a page: its title, what is to be seen, the drawing, and its numbers to unfold. */
public final class Figure {
  private Figure() {}

  /**
   * Writes a figure.
   *
   * @param id of the figure, once on a page: letters, digits and hyphens
   */
  public static void write(Markup page, String id, Chart chart) {
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("not an id: " + id);
    }
    String kind = chart instanceof Heatmap ? "chart heat" : "chart";
    page.open("figure", "class", kind, "id", id);
    page.open("figcaption");
    page.element("h3", chart.title(), "id", id + "-title");
    page.element("p", chart.description(), "id", id + "-text");
    page.close();
    legend(page, chart);
    page.open(
        "svg",
        "viewBox",
        "0 0 " + chart.width() + " " + chart.height(),
        "role",
        "img",
        "aria-labelledby",
        id + "-title",
        "aria-describedby",
        id + "-text");
    chart.draw(page);
    page.close();
    page.open("details").element("summary", "Numbers");
    chart.table().write(page, chart.title() + ", numbers");
    page.close();
    page.close();
  }

  private static void legend(Markup page, Chart chart) {
    if (chart.legend().isEmpty()) {
      return;
    }
    page.open("ul", "class", "legend");
    for (Chart.Key key : chart.legend()) {
      page.open("li");
      page.open(
          "svg", "viewBox", "0 0 22 12", "width", "22", "height", "12", "aria-hidden", "true");
      String tone = key.tone().style();
      switch (key.mark()) {
        case LINE -> page.leaf("path", "class", "line " + tone, "d", "M1 6H21");
        case DASHES -> page.leaf("path", "class", "line dash " + tone, "d", "M1 6H21");
        case BLOCK -> page.leaf("path", "class", "bar " + tone, "d", "M4 1H18V11H4Z");
      }
      page.close().element("span", key.name()).close();
    }
    page.close();
  }
}
