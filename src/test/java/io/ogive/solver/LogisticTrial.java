package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.model.LogisticModel;
import io.ogive.reference.TextbookLogistic;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticOptions.Solver;
import io.ogive.testing.SeededRows;
import io.ogive.testing.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rows to fit, in one layout, by Ogive and by the textbook. */
record LogisticTrial(
    Table table, int classes, boolean sparse, Storage storage, int sources, double[] shift) {
  private static final int BLOCK_ROWS = 64;

  /** Dense float64 blocks of three sources. */
  static LogisticTrial of(Table table, int classes) {
    return new LogisticTrial(
        table, classes, false, Storage.FLOAT64, 3, new double[table.columns()]);
  }

  static LogisticTrial draw(long seed, int rows, int columns, int classes) {
    SeededRows drawn = SeededRows.draw(seed, rows, columns, classes);
    return of(new Table(drawn.x(), drawn.label(), drawn.weight()), classes);
  }

  LogisticTrial with(Table other) {
    return new LogisticTrial(other, classes, sparse, storage, sources, new double[other.columns()]);
  }

  LogisticTrial sparse(boolean layout) {
    return new LogisticTrial(table, classes, layout, storage, sources, shift);
  }

  LogisticTrial stored(Storage as) {
    return new LogisticTrial(table, classes, sparse, as, sources, shift);
  }

  LogisticTrial sources(int count) {
    return new LogisticTrial(table, classes, sparse, storage, count, shift);
  }

  LogisticTrial shifted(double... by) {
    return new LogisticTrial(table, classes, sparse, storage, sources, by);
  }

  List<Block> blocks() {
    return table.blocks(sources, BLOCK_ROWS, sparse, storage, shift);
  }

  LocalBlockStore store() {
    return LocalBlockStore.of(table.columns(), sparse, classes, blocks());
  }

  Features features() {
    List<String> names = IntStream.range(0, classes).mapToObj(k -> "class " + k).toList();
    return new Features(
        new LabelColumn("y", names),
        List.of(new Column.Vector("x", table.columns())),
        shift,
        storage);
  }

  LogisticResult fit(LogisticOptions options) {
    return fit(options, RoundListener.none());
  }

  LogisticResult fit(LogisticOptions options, RoundListener listener) {
    try (LocalBlockStore store = store()) {
      return LogisticTraining.fit(store, features(), options, HealthLevel.BASIC, listener);
    }
  }

  /** The textbook's optimum over the raw rows; class weights are left out. */
  TextbookLogistic.Solution textbook(LogisticOptions options) {
    boolean multinomial = classes > 2 || options.family() == Family.MULTINOMIAL;
    return new TextbookLogistic(
            table.x(),
            Arrays.stream(table.labels()).mapToInt(label -> (int) label).toArray(),
            table.weights(),
            multinomial ? classes : 1,
            options.intercept(),
            options.l1(),
            options.l2(),
            options.standardize())
        .fit(100);
  }

  /** Tight options: an intercept, the penalty on the standardized scale. */
  static LogisticOptions options(double l1, double l2) {
    return new LogisticOptions(
        Family.AUTO,
        l2,
        l1,
        true,
        true,
        ClassWeights.NONE,
        Solver.AUTO,
        new StoppingRule(2000, 1e-11));
  }

  static LogisticOptions solver(LogisticOptions o, Solver solver) {
    return new LogisticOptions(
        o.family(),
        o.l2(),
        o.l1(),
        o.intercept(),
        o.standardize(),
        o.classWeights(),
        solver,
        o.stopping());
  }

  static LogisticOptions family(LogisticOptions o, Family family) {
    return new LogisticOptions(
        family,
        o.l2(),
        o.l1(),
        o.intercept(),
        o.standardize(),
        o.classWeights(),
        o.solver(),
        o.stopping());
  }

  static LogisticOptions scale(LogisticOptions o, boolean intercept, boolean standardize) {
    return new LogisticOptions(
        o.family(),
        o.l2(),
        o.l1(),
        intercept,
        standardize,
        o.classWeights(),
        o.solver(),
        o.stopping());
  }

  static LogisticOptions classWeights(LogisticOptions o, ClassWeights weights) {
    return new LogisticOptions(
        o.family(),
        o.l2(),
        o.l1(),
        o.intercept(),
        o.standardize(),
        weights,
        o.solver(),
        o.stopping());
  }

  static LogisticOptions stopping(LogisticOptions o, int rounds, double tolerance) {
    return new LogisticOptions(
        o.family(),
        o.l2(),
        o.l1(),
        o.intercept(),
        o.standardize(),
        o.classWeights(),
        o.solver(),
        new StoppingRule(rounds, tolerance));
  }

  /** Coefficients to 1e-6 of the largest standardized one, the objective to 1e-9. */
  static void assertMatches(String what, LogisticTrial trial, LogisticOptions options) {
    TextbookLogistic.Solution expected = trial.textbook(options);
    LogisticResult actual = trial.fit(options);
    assertThat(actual.fit().value())
        .as(what)
        .isCloseTo(expected.objective(), within(1e-9 * expected.objective()));
    double[] deviation = TextbookLogistic.deviations(trial.table().x(), trial.table().weights());
    double largest = 0;
    for (double[] row : expected.weights()) {
      for (int j = 0; j < row.length; j++) {
        largest = Math.max(largest, Math.abs(row[j] * deviation[j]));
      }
    }
    for (int k = 0; k < expected.weights().length; k++) {
      for (int j = 0; j < deviation.length; j++) {
        assertThat(actual.model().weights()[k][j] * deviation[j])
            .as("%s, class %d, column %d", what, k, j)
            .isCloseTo(expected.weights()[k][j] * deviation[j], within(1e-6 * largest));
      }
      assertThat(actual.model().rawIntercept(k))
          .as(what)
          .isCloseTo(
              expected.intercepts()[k], within(1e-6 * (1 + Math.abs(expected.intercepts()[k]))));
    }
  }

  static void assertClose(LogisticTrial a, LogisticTrial b, LogisticOptions options) {
    LogisticOptions tight = LogisticTrial.stopping(options, 2000, 1e-13);
    assertClose(a.fit(tight).model(), b.fit(tight).model(), 1e-9);
  }

  static void assertClose(LogisticModel expected, LogisticModel actual, double relative) {
    for (int k = 0; k < expected.weights().length; k++) {
      for (int j = 0; j < expected.weights()[k].length; j++) {
        double w = expected.weights()[k][j];
        assertThat(actual.weights()[k][j])
            .as("class %d, column %d", k, j)
            .isCloseTo(w, within(relative * Math.abs(w)));
      }
      double b = expected.rawIntercept(k);
      assertThat(actual.rawIntercept(k)).isCloseTo(b, within(relative * (1 + Math.abs(b))));
    }
  }
}
