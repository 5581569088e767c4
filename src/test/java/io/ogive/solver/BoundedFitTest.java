package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.reference.TextbookLogistic;
import io.ogive.solver.CoefficientBounds.Scope;
import io.ogive.solver.LogisticOptions.Solver;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fits whose coefficients are bounded: the first-order conditions, and who is bounded by what. */
class BoundedFitTest {
  private static final Range POSITIVE = new Range(0, Double.POSITIVE_INFINITY);
  private static final LogisticOptions RIDGE =
      LogisticTrial.stopping(LogisticTrial.options(0, 1e-3), 2000, 1e-10);

  private static CoefficientBounds slots(Range range) {
    return CoefficientBounds.of(new Scope(Optional.empty(), Optional.of(range), Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "2, NEWTON, 1e-3, true", "2, NEWTON, 0, false", "2, LBFGS, 1e-3, true",
    "2, LBFGS, 0, false", "3, LBFGS, 1e-3, true", "3, LBFGS, 1e-2, false"
  })
  void theGradientIsZeroInsideAndPointsOutwardAtABound(
      int classes, Solver solver, double l2, boolean standardize) {
    int held = 0;
    int free = 0;
    for (int seed = 0; seed < 4; seed++) {
      LogisticTrial trial = LogisticTrial.draw(60 + seed, 400, 6, classes);
      for (Range range : List.of(POSITIVE, new Range(-0.05, 0.1))) {
        LogisticOptions options =
            LogisticTrial.scale(
                    LogisticTrial.solver(RIDGE.withPenalties(l2, 0), solver), true, standardize)
                .withBounds(slots(range));
        LogisticResult result = trial.fit(options);
        assertThat(result.fit().reason()).isNotEqualTo(StopReason.MAX_ROUNDS);
        double[] gradient = gradient(trial, options, result);
        double[] deviation =
            TextbookLogistic.deviations(trial.table().x(), trial.table().weights());
        for (int k = 0; k < result.model().weights().length; k++) {
          assertThat(gradient[k * 7 + 6]).as("intercept").isCloseTo(0, within(1e-8));
          for (int j = 0; j < 6; j++) {
            double w = result.model().weights()[k][j];
            double slope = gradient[k * 7 + j];
            assertThat(range.holds(w)).isTrue();
            if (w == range.lower()) {
              assertThat(slope).isGreaterThan(-1e-8);
              held++;
            } else if (w == range.upper()) {
              assertThat(slope).isLessThan(1e-8);
              held++;
            } else {
              assertThat(slope / deviation[j]).isCloseTo(0, within(1e-8));
              free++;
            }
          }
        }
      }
    }
    assertThat(held).isPositive();
    assertThat(free).isPositive();
  }

  /** By coefficients of standardized columns, by the textbook. */
  private static double[] gradient(
      LogisticTrial trial, LogisticOptions options, LogisticResult result) {
    TextbookLogistic textbook =
        new TextbookLogistic(
            trial.table().x(),
            Arrays.stream(trial.table().labels()).mapToInt(y -> (int) y).toArray(),
            trial.table().weights(),
            result.model().weights().length,
            true,
            0,
            options.l2(),
            options.standardize());
    return textbook.gradient(result.fit().point());
  }

  @Test
  void boundsThatHoldNothingChangeNothing() {
    for (int classes : new int[] {2, 3}) {
      LogisticTrial trial = LogisticTrial.draw(70, 400, 5, classes);
      LogisticResult plain = trial.fit(RIDGE);
      LogisticResult wide = trial.fit(RIDGE.withBounds(slots(new Range(-1e3, 1e3))));
      assertThat(wide.fit().value()).isCloseTo(plain.fit().value(), within(1e-14));
      for (int k = 0; k < plain.model().weights().length; k++) {
        for (int j = 0; j < 5; j++) {
          double w = plain.model().weights()[k][j];
          assertThat(wide.model().weights()[k][j]).isCloseTo(w, within(1e-6 * Math.abs(w)));
        }
      }
      // The control: bounds that do.
      assertThat(trial.fit(RIDGE.withBounds(slots(POSITIVE))).fit().value())
          .isGreaterThan(plain.fit().value() + 1e-6);
    }
  }

  @Test
  void newtonNeedsFewRounds() {
    LogisticTrial trial = LogisticTrial.draw(71, 2000, 20, 2);
    LogisticResult result = trial.fit(RIDGE.withBounds(slots(POSITIVE)));
    assertThat(result.solver()).isEqualTo(Solver.NEWTON);
    assertThat(result.fit().rounds()).isLessThanOrEqualTo(10);
  }

  @Test
  void aBoundedInterceptIsTheRawOne() {
    for (int classes : new int[] {2, 3}) {
      LogisticTrial trial = LogisticTrial.draw(72, 400, 3, classes).shifted(0.5, 0, -1);
      double free = trial.fit(RIDGE).model().rawIntercept(0);
      Range below = new Range(Double.NEGATIVE_INFINITY, free - 0.5);
      Scope scope = new Scope(Optional.of(below), Optional.empty(), Map.of());
      LogisticResult result = trial.fit(RIDGE.withBounds(CoefficientBounds.of(scope)));
      assertThat(result.model().rawIntercept(0)).isCloseTo(free - 0.5, within(1e-12));
      assertThat(result.coefficients().get(0).standardError()).isEmpty();
    }
  }

  @Test
  void aCoefficientAtABoundHasNoStandardErrorAndTheOthersHave() {
    LogisticTrial trial = LogisticTrial.draw(73, 400, 6, 2);
    LogisticResult result = trial.fit(RIDGE.withBounds(slots(POSITIVE)));
    List<CoefficientRow> rows = result.coefficients();
    assertThat(rows).anyMatch(row -> row.value() == 0);
    for (CoefficientRow row : rows) {
      boolean atBound = row.value() == 0 && !row.name().equals(CoefficientRow.INTERCEPT);
      assertThat(row.standardError().isEmpty()).as(row.name()).isEqualTo(atBound);
    }
  }

  @Test
  void whatIsSaidOfAClassGoesBeforeASlotBeforeItsColumnBeforeAll() {
    Range one = new Range(1, 1);
    Range two = new Range(2, 2);
    Range three = new Range(3, 3);
    Scope all = new Scope(Optional.empty(), Optional.of(one), Map.of("x", two, "x[1]", three));
    Scope own = new Scope(Optional.of(one), Optional.empty(), Map.of("x[2]", POSITIVE));
    CoefficientBounds bounds = new CoefficientBounds(all, Map.of("class 1", own));
    LogisticTrial trial = LogisticTrial.draw(74, 50, 3, 3);
    assertThat(bounds.slotsOf(trial.features(), "class 0")).containsExactly(two, three, two);
    assertThat(bounds.slotsOf(trial.features(), "class 1")).containsExactly(two, three, POSITIVE);
    assertThat(bounds.interceptOf("class 0")).isEqualTo(Range.ANY);
    assertThat(bounds.interceptOf("class 1")).isEqualTo(one);
    Scope without = new Scope(Optional.empty(), Optional.of(one), Map.of());
    assertThat(CoefficientBounds.of(without).slotsOf(trial.features(), "class 0"))
        .containsExactly(one, one, one);
  }

  @Test
  void boundsOfOneClassHoldThereAlone() {
    LogisticTrial trial = LogisticTrial.draw(75, 400, 4, 3);
    Scope own = new Scope(Optional.empty(), Optional.of(POSITIVE), Map.of());
    LogisticResult result =
        trial.fit(RIDGE.withBounds(new CoefficientBounds(Scope.NONE, Map.of("class 1", own))));
    double[][] w = result.model().weights();
    assertThat(Arrays.stream(w[1]).allMatch(v -> v >= 0)).isTrue();
    assertThat(Arrays.stream(w[0]).anyMatch(v -> v < 0)).isTrue();
  }

  @Test
  void whatCannotBeIsRefused() {
    LogisticTrial trial = LogisticTrial.draw(76, 100, 2, 2);
    assertThatThrownBy(() -> RIDGE.withPenalties(0, 1e-3).withBounds(slots(POSITIVE)))
        .hasMessageContaining("bounds on coefficients go with an l2 penalty or none");
    assertThatThrownBy(() -> new Range(1, 0)).hasMessageContaining("[1.0, 0.0] holds no number");
    for (double[] row : trial.table().x()) {
      row[1] = 4;
    }
    assertThatThrownBy(() -> trial.fit(RIDGE.withBounds(slots(new Range(1, 2)))))
        .hasMessageContaining("column 'x[1]' is constant")
        .hasMessageContaining("[1.0, 2.0]");
    Scope intercept = new Scope(Optional.of(POSITIVE), Optional.empty(), Map.of());
    LogisticOptions without = LogisticTrial.scale(RIDGE, false, true);
    assertThatThrownBy(() -> trial.fit(without.withBounds(CoefficientBounds.of(intercept))))
        .hasMessageContaining("no intercept is fitted");
    assertThatThrownBy(
            () ->
                trial.fit(
                    RIDGE.withBounds(
                        new CoefficientBounds(Scope.NONE, Map.of("class 0", intercept)))))
        .hasMessageContaining("bounds of class 'class 0'");
  }
}
