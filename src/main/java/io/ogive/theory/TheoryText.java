package io.ogive.theory;

import java.util.ArrayList;
import java.util.List;

/** Findings as a table for people, two blanks between columns. */
final class TheoryText {
  private static final List<String> HEAD =
      List.of("claim", "figure", "predicted", "measured", "tolerance", "");

  private TheoryText() {}

  static String of(List<Finding> findings) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    for (Finding finding : findings) {
      String claim = finding.claim();
      for (Comparison row : finding.rows()) {
        lines.add(
            List.of(
                claim,
                row.what(),
                Figures.text(row.predicted()),
                Figures.text(row.measured()),
                row.tolerance().toString(),
                row.verdict()));
        claim = "";
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int c = 0; c < line.size(); c++) {
        int column = c;
        int width = lines.stream().mapToInt(cells -> cells.get(column).length()).max().orElse(0);
        row.append(line.get(c)).append(" ".repeat(width - line.get(c).length() + 2));
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
