package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.model.LogisticModel;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticOptions.Solver;
import io.ogive.testing.Table;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fit that begins at a model. */
class WarmStartTest {
  private static final LogisticOptions RIDGE =
      LogisticTrial.stopping(LogisticTrial.options(0, 1e-3), 2000, 1e-8);

  private static LogisticResult fit(
      LogisticTrial trial, LogisticOptions options, Optional<LogisticModel> start) {
    try (LocalBlockStore store = trial.store()) {
      return LogisticTraining.fit(
          store, trial.features(), options, start, HealthLevel.OFF, RoundListener.none());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "300, 2, NEWTON, 0, true",
    "300, 2, LBFGS, 0, true",
    "300, 2, LBFGS, 0, false",
    "300, 2, OWLQN, 1e-2, true",
    "300, 3, LBFGS, 0, true",
    "300, 3, OWLQN, 1e-2, true",
    "70000, 2, NEWTON, 0, true"
  })
  void atTheOptimumItEndsAtOnceWithTheSameObjective(
      int rows, int classes, Solver solver, double l1, boolean intercept) {
    LogisticTrial trial = LogisticTrial.draw(51, rows, 4, classes).shifted(3, 0, -1, 0.5);
    LogisticOptions options =
        LogisticTrial.solver(
            LogisticTrial.scale(RIDGE.withPenalties(1e-3, l1), intercept, true), solver);
    LogisticResult cold = fit(trial, options, Optional.empty());
    LogisticResult warm = fit(trial, options, Optional.of(cold.model()));
    assertThat(cold.fit().rounds()).isGreaterThan(2);
    assertThat(warm.fit().rounds()).isLessThanOrEqualTo(2);
    assertThat(warm.fit().reason()).isEqualTo(StopReason.GRADIENT);
    assertThat(warm.fit().value()).isCloseTo(cold.fit().value(), within(1e-14));
  }

  @Test
  void farFromTheOptimumItEndsThereToo() {
    for (int rows : new int[] {300, 70_000}) {
      LogisticTrial trial = LogisticTrial.draw(52, rows, 4, 2);
      LogisticResult cold = fit(trial, RIDGE, Optional.empty());
      double[][] away = cold.model().weights().clone();
      away[0] = new double[] {-2, 1, 0.5, -1};
      LogisticModel start = new LogisticModel(trial.features(), away, new double[] {1});
      LogisticResult warm = fit(trial, RIDGE, Optional.of(start));
      assertThat(warm.fit().reason()).isEqualTo(StopReason.GRADIENT);
      assertThat(warm.fit().value()).isCloseTo(cold.fit().value(), within(1e-13));
    }
  }

  @Test
  void whatTheModelSaysOfAColumnThatIsConstantNowIsInTheIntercept() {
    LogisticTrial trial = LogisticTrial.draw(53, 300, 3, 2);
    LogisticModel model = fit(trial, RIDGE, Optional.empty()).model();
    Table t = trial.table();
    for (double[] row : t.x()) {
      row[1] = 7;
    }
    LogisticFrame frame =
        new LogisticFrame(trial.store(), trial.features(), RIDGE, HealthLevel.OFF);
    double[] point = frame.point(SlotMatch.of(model, trial.features()));
    double[][] weights = frame.coordinates().weights(point);
    double b = frame.coordinates().intercepts(point, weights)[0];
    double[] p = new double[2];
    for (double[] row : t.x()) {
      model.probabilities(row, p);
      double z = b + weights[0][0] * row[0] + weights[0][1] * row[1] + weights[0][2] * row[2];
      assertThat(1 / (1 + Math.exp(-z))).isCloseTo(p[1], within(1e-14));
    }
    assertThat(weights[0][1]).isZero();
    assertThat(model.weights()[0][1]).isNotZero();
  }

  private static final LabelColumn LABEL = new LabelColumn("y", List.of("no", "yes"));

  private static Features levels(boolean hasBase, String... levels) {
    return new Features(
        LABEL,
        List.of(
            new Column.Levels(
                "plan", List.of(levels), hasBase, Column.Missing.ERROR, Column.Unseen.ERROR),
            new Column.Numeric("age", Column.Missing.ERROR, 0)),
        new double[levels.length - (hasBase ? 1 : 0) + 1],
        Storage.FLOAT64);
  }

  @Test
  void levelsThatCameAndWentAreMatchedByName() {
    LogisticModel model =
        new LogisticModel(
            levels(true, "a", "b", "c", "e"), new double[][] {{10, 20, 30, 5}}, new double[] {1});
    SlotMatch more = SlotMatch.of(model, levels(true, "a", "b", "d", "e"));
    assertThat(weights(more)).containsExactly(10, 0, 30, 5);
    assertThat(more.intercept(0)).isEqualTo(1);
    assertThat(more.found()).isEqualTo(3);
    assertThat(more.slots()).isEqualTo(4);
  }

  @Test
  void whereAnotherLevelIsTheBaseTheOthersAreComparedWithIt() {
    LogisticModel model =
        new LogisticModel(
            levels(true, "b", "c", "d"), new double[][] {{20, 30, 5}}, new double[] {1});
    // c is the base now, and b, the base then, has a slot.
    Features other =
        new Features(
            LABEL,
            List.of(
                new Column.Numeric("age", Column.Missing.ERROR, 0),
                new Column.Levels(
                    "plan", List.of("c", "d"), true, Column.Missing.ERROR, Column.Unseen.ERROR)),
            new double[2],
            Storage.FLOAT64);
    SlotMatch match = SlotMatch.of(model, other);
    assertThat(weights(match)).containsExactly(5, 10);
    assertThat(match.intercept(0)).isEqualTo(21);
    SlotMatch full = SlotMatch.of(model, levels(false, "b", "c", "d"));
    assertThat(weights(full)).containsExactly(0, 20, 30, 5);
    assertThat(full.found()).isEqualTo(4);
  }

  private static double[] weights(SlotMatch match) {
    double[] weights = new double[match.slots()];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = match.weight(0, j);
    }
    return weights;
  }

  @Test
  void anotherLabelOrOtherRowsOfCoefficientsAreRefused() {
    LogisticTrial two = LogisticTrial.draw(54, 100, 3, 2);
    LogisticTrial three = LogisticTrial.draw(54, 100, 3, 3);
    Optional<LogisticModel> start = Optional.of(fit(three, RIDGE, Optional.empty()).model());
    assertThatThrownBy(() -> fit(two, RIDGE, start))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[class 0, class 1, class 2] of 'y'")
        .hasMessageContaining("same label and classes");
    Optional<LogisticModel> binary = Optional.of(fit(two, RIDGE, Optional.empty()).model());
    assertThatThrownBy(() -> fit(two, LogisticTrial.family(RIDGE, Family.MULTINOMIAL), binary))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 rows of coefficients, this fit has 2");
  }
}
