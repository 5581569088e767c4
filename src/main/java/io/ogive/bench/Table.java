package io.ogive.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as a table for people: columns as wide as their widest cell, two blanks apart. */
final class Table {
  private static final List<String> HEAD =
      List.of("work", "against", "when", "ogive", "peer", "ratio", "wanted", "verdict", "note");

  private Table() {}

  static String of(List<Figure> figures) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    for (Figure f : figures) {
      String ratio = Double.isFinite(f.ratio()) ? ratio(f.ratio()) : "";
      lines.add(
          List.of(
              f.work(),
              f.against(),
              f.when(),
              f.ours(),
              f.theirs(),
              ratio,
              f.wanted(),
              f.verdict().toString(),
              f.note()));
    }
    StringBuilder table = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int c = 0; c < line.size(); c++) {
        int column = c;
        int width = lines.stream().mapToInt(cells -> cells.get(column).length()).max().orElse(0);
        text.append(line.get(c)).append(" ".repeat(width - line.get(c).length() + 2));
      }
      table.append(text.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.3f" : "%.1f", ratio);
  }
}
