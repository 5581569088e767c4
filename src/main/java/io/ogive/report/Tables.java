package io.ogive.report;

import io.ogive.report.chart.Markup;
import java.util.List;

/** Tables of words, in a region of their own that scrolls where the page is narrow. */
final class Tables {
  private Tables() {}

  /** All columns are words. */
  static void text(Markup page, String label, List<String> head, List<List<String>> rows) {
    write(page, label, head, rows, head.size());
  }

  /** The first columns are words, the others numbers. */
  static void write(
      Markup page, String label, List<String> head, List<List<String>> rows, int words) {
    page.open("div", "class", "scroll", "role", "group", "tabindex", "0", "aria-label", label);
    page.open("table").open("thead").open("tr");
    for (int i = 0; i < head.size(); i++) {
      page.element("th", head.get(i), "scope", "col", "class", i < words ? "text" : "number");
    }
    page.close().close().open("tbody");
    for (List<String> row : rows) {
      page.open("tr");
      page.element("th", row.get(0), "scope", "row");
      for (int i = 1; i < row.size(); i++) {
        page.element("td", row.get(i), "class", i < words ? "text" : "number");
      }
      page.close();
    }
    page.close().close().close();
  }
}
