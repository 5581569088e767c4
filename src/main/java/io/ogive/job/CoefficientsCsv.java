package io.ogive.job;

import io.ogive.solver.CoefficientRow;
import java.util.List;

/** coefficients.csv, as RFC 4180 has it: names from the data stay text, whatever they hold. */
final class CoefficientsCsv {
  private static final String HEADER = "name,label,value,odds_ratio,standard_error";

  private CoefficientsCsv() {}

  /** A header and a line for each coefficient; a standard error that is not known is empty. */
  static String of(List<CoefficientRow> rows) {
    StringBuilder csv = new StringBuilder(HEADER).append('\n');
    for (CoefficientRow row : rows) {
      csv.append(quoted(row.name())).append(',');
      csv.append(quoted(row.label())).append(',');
      csv.append(row.value()).append(',');
      csv.append(row.oddsRatio()).append(',');
      row.standardError().ifPresent(csv::append);
      csv.append('\n');
    }
    return csv.toString();
  }

  private static String quoted(String text) {
    boolean plain =
        !text.isEmpty()
            && text.strip().equals(text)
            && text.chars().noneMatch(c -> "\",\r\n".indexOf(c) >= 0);
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
