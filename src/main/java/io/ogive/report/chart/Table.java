package io.ogive.report.chart;

import java.util.List;

/**
 * Numbers in rows and columns; the first column names the row.
 *
 * @param head the names of the columns
 * @param places where in the drawing each row's marks stand, from the left; empty if nowhere
 */
public record Table(List<String> head, List<List<String>> rows, List<Double> places) {
  /**
   * A table.
   *
   * @throws IllegalArgumentException if a row has not a cell for each column, or there are places,
   *     but not one for each row
   */
  public Table {
    places = List.copyOf(places);
    head = List.copyOf(head);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != head.size()) {
        throw new IllegalArgumentException(
            "%d cells under %d heads".formatted(row.size(), head.size()));
      }
    }
    if (!places.isEmpty() && places.size() != rows.size()) {
      throw new IllegalArgumentException(
          "%d places of %d rows".formatted(places.size(), rows.size()));
    }
  }

  /** A table of what is not drawn. */
  public Table(List<String> head, List<List<String>> rows) {
    this(head, rows, List.of());
  }

  /** Writes it, in a region that scrolls by itself where it is wider than the page. */
  public void write(Markup page, String label) {
    page.open("div", "class", "scroll", "role", "group", "tabindex", "0", "aria-label", label);
    page.open("table").open("thead").open("tr");
    head.forEach(name -> page.element("th", name, "scope", "col"));
    page.close().close().open("tbody");
    for (int r = 0; r < rows.size(); r++) {
      List<String> row = rows.get(r);
      if (places.isEmpty()) {
        page.open("tr");
      } else {
        page.open("tr", "data-at", Numbers.place(places.get(r)));
      }
      page.element("th", row.get(0), "scope", "row");
      row.subList(1, row.size()).forEach(cell -> page.element("td", cell));
      page.close();
    }
    page.close().close().close();
  }
}
