package io.ogive.report;

import io.ogive.report.chart.Chart;
import io.ogive.report.chart.Figure;
import io.ogive.report.chart.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parts of a page, each with its heading, and the list of them for who wants to jump. */
final class Section {
  private final Markup body = new Markup();
  private final Map<String, String> headings = new java.util.LinkedHashMap<>();

  /** Begins a section; what is written to it until {@link #end} is in it. */
  Markup begin(String id, String heading, String lead) {
    headings.put(id, heading);
    body.open("section", "id", id, "aria-labelledby", id + "-heading");
    body.element("h2", heading, "id", id + "-heading");
    if (!lead.isEmpty()) {
      body.element("p", lead, "class", "lead");
    }
    return body;
  }

  void end() {
    body.close();
  }

  /**
   * Writes the charts of a section, side by side; of two runs, each chart of the first beside that
   * of the second.
   */
  void charts(List<List<Named>> byRun) {
    List<Named> all = new ArrayList<>();
    int most = byRun.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < most; i++) {
      for (List<Named> some : byRun) {
        if (i < some.size()) {
          all.add(some.get(i));
        }
      }
    }
    if (!all.isEmpty()) {
      body.open("div", "class", "charts");
      all.forEach(one -> Figure.write(body, one.id(), one.chart()));
      body.close();
    }
  }

  /** A chart with the id it has on the page. */
  record Named(String id, Chart chart) {}

  Map<String, String> headings() {
    return headings;
  }

  Markup body() {
    return body;
  }
}
