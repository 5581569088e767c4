package io.ogive.report;

import io.ogive.report.chart.Markup;
import io.ogive.report.chart.Numbers;
import java.util.Comparator;
import java.util.List;

/** The coefficients that stand furthest from 0 in their standard errors, or, without, in value. */
final class CoefficientTable {
  private static final int MOST = 12;

  private CoefficientTable() {}

  static void write(Markup page, Side side) {
    List<List<String>> rows =
        side.run().coefficients().stream()
            .filter(one -> !one.name().equals("(intercept)"))
            .sorted(Comparator.comparingDouble(CoefficientTable::weight).reversed())
            .limit(MOST)
            .map(
                one ->
                    List.of(
                        one.name(),
                        one.label(),
                        Numbers.column(one.value(), 4),
                        Numbers.column(one.oddsRatio(), 4),
                        Numbers.column(one.standardError(), 3),
                        Numbers.column(one.z(), 3)))
            .toList();
    Tables.write(
        page,
        side.title("Coefficients"),
        List.of("Column", "Label", "Coefficient", "Odds ratio", "Standard error", "z"),
        rows,
        2);
  }

  private static double weight(Coefficient one) {
    return Double.isNaN(one.z()) ? Math.abs(one.value()) * 1e-9 : Math.abs(one.z());
  }
}
