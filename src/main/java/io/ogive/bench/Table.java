package io.ogive.bench;

import java.util.List;
import java.util.Locale;

/**
 * Figures as a table for people: columns two blanks apart, each as wide as the widest of its cells
 * so far, and wide enough from the start for most.
 */
final class Table {
  private static final List<String> HEAD =
      List.of("work", "against", "when", "ogive", "peer", "ratio", "wanted", "verdict", "note");

  /** What usual cells take. */
  private static final int[] USUAL = {7, 18, 14, 8, 8, 5, 6, 7, 4};

  private final int[] widths;

  private Table(int[] widths) {
    this.widths = widths;
  }

  /** A table whose lines are written one by one, while later ones are not known. */
  static Table growing() {
    return new Table(USUAL.clone());
  }

  /** A whole table, no wider than it must be. */
  static String of(List<Figure> figures) {
    Table table = new Table(new int[HEAD.size()]);
    table.widen(HEAD);
    figures.forEach(figure -> table.widen(cells(figure)));
    StringBuilder text = new StringBuilder(table.head());
    figures.forEach(figure -> text.append(table.line(figure)));
    return text.toString();
  }

  /** The names of the columns. */
  String head() {
    return line(HEAD);
  }

  String line(Figure figure) {
    return line(cells(figure));
  }

  private String line(List<String> cells) {
    widen(cells);
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < cells.size(); c++) {
      String cell = cells.get(c);
      text.append(cell).append(" ".repeat(widths[c] - cell.length() + 2));
    }
    return text.toString().stripTrailing() + "\n";
  }

  private void widen(List<String> cells) {
    for (int c = 0; c < widths.length; c++) {
      widths[c] = Math.max(widths[c], cells.get(c).length());
    }
  }

  private static List<String> cells(Figure f) {
    return List.of(
        f.work(),
        f.against(),
        f.when(),
        f.ours(),
        f.theirs(),
        Double.isFinite(f.ratio()) ? ratio(f.ratio()) : "",
        f.wanted(),
        f.verdict().toString(),
        f.note());
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.3f" : "%.1f", ratio);
  }
}
