package io.ogive.job;

import io.ogive.solver.CoefficientRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** coefficients.csv, as RFC 4180 has it: names from the data stay text, whatever they hold. */
final class CoefficientsCsv {
  private static final String HEADER = "name,label,value,odds_ratio,standard_error";

  private CoefficientsCsv() {}

  /**
   * Writes a header and a line for each coefficient, in UTF-8, and closes {@code out}; a standard
   * error that is not known is empty.
   *
   * @throws OutputException if that cannot be written
   */
  static void write(List<CoefficientRow> rows, OutputStream out) {
    try (Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      csv.append(HEADER).append('\n');
      for (CoefficientRow row : rows) {
        csv.append(quoted(row.name())).append(',');
        csv.append(quoted(row.label())).append(',');
        csv.append(Double.toString(row.value())).append(',');
        csv.append(Double.toString(row.oddsRatio())).append(',');
        if (row.standardError().isPresent()) {
          csv.append(Double.toString(row.standardError().getAsDouble()));
        }
        csv.append('\n');
      }
    } catch (IOException e) {
      throw new OutputException("cannot write coefficients.csv: " + e.getMessage(), e);
    }
  }

  private static String quoted(String text) {
    return isPlain(text) ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("\",\r\n".indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return !text.isEmpty() && text.strip().equals(text);
  }
}
