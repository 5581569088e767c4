package io.ogive.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of coefficients.csv.
 *
 * @param standardError NaN where there is none
 */
record Coefficient(
    String name, String label, double value, double oddsRatio, double standardError) {

  static List<Coefficient> read(RunFiles files) throws IOException {
    List<List<String>> lines =
        Csv.parse(new String(files.read("coefficients.csv"), StandardCharsets.UTF_8));
    List<Coefficient> all = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> cells = lines.get(i);
      if (cells.size() >= 5) {
        all.add(
            new Coefficient(
                cells.get(0),
                cells.get(1),
                number(cells.get(2)),
                number(cells.get(3)),
                number(cells.get(4))));
      }
    }
    return List.copyOf(all);
  }

  /** How many standard errors it is from 0; NaN where there is none. */
  double z() {
    return standardError > 0 ? value / standardError : Double.NaN;
  }

  private static double number(String text) {
    try {
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
