package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticOptions.Solver;
import io.ogive.testing.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Standard errors on the raw scale, against closed forms and print. */
class StandardErrorsTest {
  @ParameterizedTest
  @EnumSource(
      value = Solver.class,
      names = {"NEWTON", "LBFGS", "OWLQN"})
  void aTwoByTwoTableHasItsClosedForm(Solver solver) {
    double[][] x = {{10}, {10}, {14}, {14}};
    Table table = new Table(x, new double[] {0, 1, 0, 1}, new double[] {30, 12, 7, 25});
    List<CoefficientRow> rows = fit(table, solver, 10);
    // Per unit of x, which spans 4 between the rows of the table.
    double logOdds = Math.log(12.0 / 30);
    double slope = (Math.log(25.0 / 7) - logOdds) / 4;
    double v0 = 1.0 / 30 + 1.0 / 12;
    double v1 = 1.0 / 7 + 1.0 / 25;
    assertRow(rows.get(1), "x[0]", slope, Math.sqrt(v0 + v1) / 4);
    // The intercept at x = 0 is 3.5 times the first log-odds less 2.5 times the second.
    double intercept = logOdds - 10 * slope;
    double spread = Math.sqrt(3.5 * 3.5 * v0 + 2.5 * 2.5 * v1);
    assertRow(rows.get(0), CoefficientRow.INTERCEPT, intercept, spread);
    assertThat(rows.get(1).oddsRatio()).isCloseTo(Math.exp(slope), within(1e-8));
    assertThat(rows).extracting(CoefficientRow::label).containsOnly("class 1");
  }

  @Test
  void theBeetlesHaveThoseInPrint() {
    double[][] groups = {
      {1.6907, 59, 6}, {1.7242, 60, 13}, {1.7552, 62, 18}, {1.7842, 56, 28},
      {1.8113, 63, 52}, {1.8369, 59, 53}, {1.8610, 62, 61}, {1.8839, 60, 60}
    };
    double[][] x = new double[16][1];
    double[] y = new double[16];
    double[] w = new double[16];
    for (int i = 0; i < 16; i++) {
      x[i][0] = groups[i / 2][0];
      y[i] = i % 2;
      w[i] = i % 2 == 1 ? groups[i / 2][2] : groups[i / 2][1] - groups[i / 2][2];
    }
    List<CoefficientRow> rows = fit(new Table(x, y, w), Solver.AUTO, 1.75);
    // Dobson, "An Introduction to Generalized Linear Models", section 7.3.
    assertThat(rows.get(0).value()).isCloseTo(-60.72, within(5e-3));
    assertThat(rows.get(0).standardError().orElseThrow()).isCloseTo(5.18, within(5e-3));
    assertThat(rows.get(1).value()).isCloseTo(34.27, within(5e-3));
    assertThat(rows.get(1).standardError().orElseThrow()).isCloseTo(2.91, within(5e-3));
  }

  @ParameterizedTest
  @EnumSource(
      value = Solver.class,
      names = {"NEWTON", "LBFGS"})
  void aTableOfThreeClassesHasItsClosedForm(Solver solver) {
    double[][] x = {{10}, {10}, {10}, {14}, {14}, {14}};
    double[] counts = {30, 12, 9, 7, 25, 16};
    Table table = new Table(x, new double[] {0, 1, 2, 0, 1, 2}, counts);
    LogisticTrial trial = LogisticTrial.of(table, 3).shifted(10);
    List<CoefficientRow> rows =
        trial.fit(LogisticTrial.solver(LogisticTrial.options(0, 0), solver)).coefficients();
    for (int k = 0; k < 3; k++) {
      double v0 = centredVariance(counts, 0, k);
      double v1 = centredVariance(counts, 3, k);
      assertThat(rows.get(2 * k + 1).standardError().orElseThrow())
          .isCloseTo(Math.sqrt(v0 + v1) / 4, within(1e-8));
      assertThat(rows.get(2 * k).standardError().orElseThrow())
          .isCloseTo(Math.sqrt(3.5 * 3.5 * v0 + 2.5 * 2.5 * v1), within(1e-8));
    }
  }

  /** The variance of log n_k less the mean of the logs, of independent counts. */
  private static double centredVariance(double[] counts, int from, int k) {
    double variance = 0;
    for (int l = 0; l < 3; l++) {
      double c = (l == k ? 1 : 0) - 1.0 / 3;
      variance += c * c / counts[from + l];
    }
    return variance;
  }

  @Test
  void aSoftmaxOfTwoClassesHasHalfTheErrorsOfTheBinaryModelOfHalfThePenalty() {
    LogisticTrial trial = LogisticTrial.draw(3, 300, 3, 2);
    for (double l2 : new double[] {0, 0.2}) {
      List<CoefficientRow> binary = trial.fit(LogisticTrial.options(0, l2 / 2)).coefficients();
      List<CoefficientRow> softmax =
          trial
              .fit(LogisticTrial.family(LogisticTrial.options(0, l2), Family.MULTINOMIAL))
              .coefficients();
      assertThat(softmax).hasSize(2 * binary.size());
      for (int i = 0; i < softmax.size(); i++) {
        double half = binary.get(i % binary.size()).standardError().orElseThrow() / 2;
        assertThat(softmax.get(i).standardError().orElseThrow())
            .isCloseTo(half, within(1e-7 * half));
      }
    }
  }

  @Test
  void thereAreNoneWhereTheyAreNotDefined() {
    LogisticTrial binary = LogisticTrial.draw(1, 200, 3, 2);
    LogisticTrial softmax = LogisticTrial.draw(1, 200, 3, 3);
    LogisticTrial wide = LogisticTrial.draw(1, 100, 513, 2);
    assertThat(binary.fit(LogisticTrial.options(0.01, 0)).coefficients())
        .hasSize(4)
        .allMatch(row -> row.standardError().isEmpty());
    assertThat(softmax.fit(LogisticTrial.options(0.01, 0)).coefficients())
        .hasSize(12)
        .allMatch(row -> row.standardError().isEmpty());
    assertThat(wide.fit(LogisticTrial.options(0, 0.1)).coefficients())
        .hasSize(514)
        .allMatch(row -> row.standardError().isEmpty());
    LogisticOptions free = LogisticTrial.scale(LogisticTrial.options(0, 0.1), false, true);
    assertThat(binary.fit(free).coefficients())
        .hasSize(3)
        .allMatch(row -> row.standardError().isPresent());
  }

  private static List<CoefficientRow> fit(Table table, Solver solver, double shift) {
    LogisticTrial trial = LogisticTrial.of(table, 2).shifted(shift);
    return trial.fit(LogisticTrial.solver(LogisticTrial.options(0, 0), solver)).coefficients();
  }

  private static void assertRow(CoefficientRow row, String name, double value, double error) {
    assertThat(row.name()).isEqualTo(name);
    assertThat(row.value()).isCloseTo(value, within(1e-8));
    assertThat(row.standardError().orElseThrow()).isCloseTo(error, within(1e-8));
  }
}
