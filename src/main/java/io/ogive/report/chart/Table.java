package io.ogive.report.chart;

import java.util.List;

/**
 * Numbers in rows and columns; the first column names the row.
 *
 * @param head the names of the columns
 */
public record Table(List<String> head, List<List<String>> rows) {
  public Table {
    head = List.copyOf(head);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != head.size()) {
        throw new IllegalArgumentException(
            "%d cells under %d heads".formatted(row.size(), head.size()));
      }
    }
  }

  /** Writes it, in a region that scrolls by itself where it is wider than the page. */
  public void write(Markup page, String label) {
    page.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", label);
    page.open("table").open("thead").open("tr");
    head.forEach(name -> page.element("th", name, "scope", "col"));
    page.close().close().open("tbody");
    for (List<String> row : rows) {
      page.open("tr").element("th", row.get(0), "scope", "row");
      row.subList(1, row.size()).forEach(cell -> page.element("td", cell));
      page.close();
    }
    page.close().close().close();
  }
}
