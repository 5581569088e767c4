package io.ogive.theory;

import io.ogive.report.chart.Figure;
import io.ogive.report.chart.Markup;
import io.ogive.report.chart.Page;
import io.ogive.report.chart.Table;
import java.util.ArrayList;
import java.util.List;

/** Findings as a page: the verdict, then each claim with its plot and its figures. */
final class TheoryPage {
  private static final String TITLE = "The sigmoid's theory, measured";
  private static final List<String> HEAD =
      List.of("figure", "predicted", "measured", "tolerance", "verdict");

  private TheoryPage() {}

  static String of(List<Finding> findings) {
    Markup body = new Markup();
    body.element("h1", TITLE);
    body.element("p", verdict(findings), "class", "lead");
    for (int i = 0; i < findings.size(); i++) {
      section(body, "claim-" + (i + 1), findings.get(i));
    }
    return Page.of(TITLE, body);
  }

  private static String verdict(List<Finding> findings) {
    long all = findings.stream().mapToLong(finding -> finding.rows().size()).sum();
    long held =
        findings.stream()
            .flatMap(finding -> finding.rows().stream())
            .filter(Comparison::holds)
            .count();
    return "%d of %d figures are within their tolerance. All are measured with networks that Ogive"
            .formatted(held, all)
        + " trained on the bundled digits, on one core; they are the same each time.";
  }

  private static void section(Markup body, String id, Finding finding) {
    body.open("section");
    body.element("h2", capital(finding.claim()));
    body.element("p", finding.why(), "class", "lead");
    body.open("div", "class", "charts");
    Figure.write(body, id, finding.plot().chart(capital(finding.plot().y().label())));
    body.open("div");
    table(finding).write(body, finding.claim() + ", figures");
    body.close().close().close();
  }

  private static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static Table table(Finding finding) {
    List<List<String>> rows = new ArrayList<>();
    for (Comparison row : finding.rows()) {
      rows.add(
          List.of(
              row.what(),
              Figures.text(row.predicted()),
              Figures.text(row.measured()),
              row.tolerance().toString(),
              row.verdict()));
    }
    return new Table(HEAD, rows);
  }
}
