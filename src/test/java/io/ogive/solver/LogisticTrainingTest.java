package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.BadValueException;
import io.ogive.data.Storage;
import io.ogive.math.KeyedRandom;
import io.ogive.model.LogisticModel;
import io.ogive.reference.TextbookLogistic;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticOptions.Solver;
import io.ogive.testing.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits against the textbook, and what a weight, a column or a class must and must not change. */
class LogisticTrainingTest {
  private static final LogisticOptions PLAIN = LogisticTrial.options(0, 0);
  private static final LogisticOptions RIDGE = LogisticTrial.options(0, 0.01);

  @ParameterizedTest
  @CsvSource({
    "2, AUTO, 0, 0", "2, LBFGS, 0, 0", "2, OWLQN, 0, 0",
    "2, AUTO, 0, 0.01", "2, LBFGS, 0, 0.01", "2, OWLQN, 0, 0.01",
    "2, AUTO, 0.01, 0", "2, AUTO, 0.02, 0.01",
    "3, AUTO, 0, 0", "3, AUTO, 0, 0.01", "3, AUTO, 0.01, 0", "3, AUTO, 0.01, 0.01"
  })
  void everySolverReachesTheTextbooksOptimum(int classes, Solver solver, double l1, double l2) {
    for (int seed = 0; seed < 3; seed++) {
      LogisticTrial trial = LogisticTrial.draw(seed, 400, 6, classes);
      LogisticOptions options = LogisticTrial.solver(LogisticTrial.options(l1, l2), solver);
      for (boolean intercept : new boolean[] {true, false}) {
        for (boolean standardize : new boolean[] {true, false}) {
          LogisticOptions o = LogisticTrial.scale(options, intercept, standardize);
          assertMatches("seed " + seed + " " + o, trial, o);
        }
      }
    }
  }

  @Test
  void theSoftmaxOfTwoClassesIsTheBinaryModel() {
    LogisticTrial trial = LogisticTrial.draw(5, 300, 4, 2);
    LogisticOptions softmax = LogisticTrial.family(PLAIN, Family.MULTINOMIAL);
    assertMatches("softmax", trial, softmax);
    double[][] two = trial.fit(softmax).model().weights();
    double[] one = trial.fit(PLAIN).model().weights()[0];
    for (int j = 0; j < one.length; j++) {
      assertThat(two[1][j] - two[0][j]).isCloseTo(one[j], within(1e-7 * Math.abs(one[j])));
    }
  }

  @Test
  void digitsMatchTheTextbook() throws IOException {
    LogisticTrial digits = LogisticTrial.of(digits(400), 10).stored(Storage.FLOAT32);
    assertMatches("l2", digits, LogisticTrial.options(0, 0.01));
    assertMatches("elastic net", digits, LogisticTrial.options(0.01, 0.01));
  }

  @ParameterizedTest
  @CsvSource({"2, 0.01, 0", "2, 0.01, 0.01", "3, 0.01, 0", "3, 0.01, 0.01"})
  void sparseBlocksGiveWhatDenseOnesGive(int classes, double l2, double l1) {
    LogisticTrial dense = thinned(LogisticTrial.draw(11, 400, 7, classes));
    assertClose(dense, dense.sparse(true), LogisticTrial.options(l1, l2));
  }

  @Test
  void aWeightIsARowRepeated() {
    LogisticTrial weighted = LogisticTrial.draw(3, 200, 4, 2);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      for (int k = 0; k < weighted.table().weights()[i]; k++) {
        order.add(i);
      }
    }
    Table rows = weighted.table().ordered(order.stream().mapToInt(i -> i).toArray());
    double[] ones = new double[rows.rows()];
    Arrays.fill(ones, 1);
    LogisticTrial repeated = weighted.with(new Table(rows.x(), rows.labels(), ones));
    assertThat(repeated.table().rows()).isGreaterThan(300);
    for (double l2 : new double[] {0, 0.01}) {
      assertClose(
          weighted, repeated, LogisticTrial.scale(LogisticTrial.options(0, l2), true, false));
    }
  }

  @Test
  void aRowOfWeightZeroIsAbsent() {
    LogisticTrial present = LogisticTrial.draw(4, 200, 4, 2);
    Table t = present.table();
    double[] weights = t.weights().clone();
    for (int i = 20; i < 200; i += 3) {
      weights[i] = 0;
      Arrays.fill(t.x()[i], 1e6);
    }
    int[] kept = java.util.stream.IntStream.range(0, 200).filter(i -> weights[i] > 0).toArray();
    Table zeroed = new Table(t.x(), t.labels(), weights);
    assertClose(present.with(zeroed), present.with(zeroed.ordered(kept)), RIDGE);
  }

  @Test
  void permutedColumnsPermuteCoefficients() {
    LogisticTrial trial = LogisticTrial.draw(6, 300, 7, 2);
    int[] order = KeyedRandom.of(6).permutation(7);
    double[][] x = new double[300][7];
    for (int i = 0; i < 300; i++) {
      for (int j = 0; j < 7; j++) {
        x[i][j] = trial.table().x()[i][order[j]];
      }
    }
    Table permuted = new Table(x, trial.table().labels(), trial.table().weights());
    double[] expected = trial.fit(RIDGE).model().weights()[0];
    double[] actual = trial.with(permuted).fit(RIDGE).model().weights()[0];
    for (int j = 0; j < 7; j++) {
      double w = expected[order[j]];
      assertThat(actual[j]).isCloseTo(w, within(1e-9 * Math.abs(w)));
    }
  }

  @Test
  void rowsInAnotherOrderGiveTheSameFit() {
    LogisticTrial trial = LogisticTrial.draw(7, 300, 5, 2);
    assertClose(trial, trial.with(trial.table().shuffled(9)), RIDGE);
  }

  @Test
  void float32IsCloseToFloat64() {
    LogisticTrial trial = LogisticTrial.draw(8, 300, 5, 2);
    double[] wide = trial.fit(RIDGE).model().weights()[0];
    double[] narrow = trial.stored(Storage.FLOAT32).fit(RIDGE).model().weights()[0];
    for (int j = 0; j < 5; j++) {
      assertThat(narrow[j]).isCloseTo(wide[j], within(1e-5 * Math.abs(wide[j])));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aShiftIsInvisible(boolean intercept) {
    LogisticTrial trial = LogisticTrial.draw(9, 300, 3, 2);
    LogisticOptions options = LogisticTrial.scale(RIDGE, intercept, true);
    LogisticTrial shifted = trial.shifted(0.25, 3, -17);
    assertMatches("shifted", shifted, options);
    assertClose(trial, shifted, options);
    if (!intercept) {
      assertThat(shifted.fit(options).model().rawIntercept(0)).isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void aColumnOfMeanABillionLosesNothingInFloat32() {
    LogisticTrial trial = LogisticTrial.draw(10, 300, 3, 2).stored(Storage.FLOAT32);
    for (double[] row : trial.table().x()) {
      row[1] = 1e9 + Math.rint(row[1] * 1024) / 1024;
    }
    LogisticTrial shifted = trial.shifted(0, 1e9, 0);
    TextbookLogistic.Solution expected = shifted.textbook(RIDGE);
    LogisticModel model = shifted.fit(RIDGE).model();
    assertThat(model.weights()[0][1])
        .isCloseTo(expected.weights()[0][1], within(1e-6 * Math.abs(expected.weights()[0][1])));
    // Negative control: without the shift float32 cannot hold the column.
    double[] lost = trial.fit(RIDGE).model().weights()[0];
    assertThat(lost[1]).isNotCloseTo(expected.weights()[0][1], within(1e-3));
  }

  @Test
  void classWeightsAreRowWeights() {
    LogisticTrial trial = LogisticTrial.draw(12, 300, 4, 3);
    LogisticOptions raw = LogisticTrial.scale(RIDGE, true, false);
    ClassWeights byLabel = new ClassWeights(false, Map.of("class 1", 2.5, "class 2", 0.5));
    double[] factor = {1, 2.5, 0.5};
    double[] weights = trial.table().weights().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= factor[(int) trial.table().labels()[i]];
    }
    LogisticTrial direct =
        trial.with(new Table(trial.table().x(), trial.table().labels(), weights));
    LogisticModel expected = direct.fit(raw).model();
    LogisticModel actual = trial.fit(LogisticTrial.classWeights(raw, byLabel)).model();
    assertClose(expected, actual, 1e-7);
  }

  @Test
  void balancedClassesPredictOneHalfOnAverage() {
    LogisticTrial trial = LogisticTrial.draw(13, 400, 3, 2);
    double[] labels = trial.table().labels();
    for (int i = 10; i < 300; i++) {
      labels[i] = 0;
    }
    LogisticOptions options =
        LogisticTrial.classWeights(PLAIN, new ClassWeights(true, Map.of()));
    LogisticModel model = trial.fit(options).model();
    double[] mean = new double[2];
    double[] weight = new double[2];
    double[] p = new double[2];
    for (int i = 0; i < 400; i++) {
      int y = (int) labels[i];
      model.probabilities(trial.table().x()[i], p);
      weight[y] += trial.table().weights()[i];
      mean[y] += trial.table().weights()[i] * p[1];
    }
    // The score equation of the intercept under balanced weights.
    assertThat((mean[0] / weight[0] + mean[1] / weight[1]) / 2).isCloseTo(0.5, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void aConstantColumnGetsZeroAndChangesNothing(int classes) {
    LogisticTrial trial = LogisticTrial.draw(14, 300, 4, classes);
    Table t = trial.table();
    double[][] x = new double[300][];
    for (int i = 0; i < 300; i++) {
      x[i] = new double[] {t.x()[i][0], 7.3, t.x()[i][1], t.x()[i][2], t.x()[i][3], 0};
    }
    LogisticTrial more = trial.with(new Table(x, t.labels(), t.weights()));
    LogisticModel expected = trial.fit(RIDGE).model();
    LogisticModel actual = more.fit(RIDGE).model();
    for (int k = 0; k < expected.weights().length; k++) {
      assertThat(actual.weights()[k][1]).isZero();
      assertThat(actual.weights()[k][5]).isZero();
      assertThat(actual.weights()[k][0]).isEqualTo(expected.weights()[k][0]);
      assertThat(actual.weights()[k][4]).isEqualTo(expected.weights()[k][3]);
    }
    if (classes == 2) {
      assertThat(more.fit(RIDGE).coefficients().get(2).standardError()).isEmpty();
    }
  }

  @Test
  void collinearColumnsShareWhatOneWouldGet() {
    LogisticTrial trial = LogisticTrial.draw(15, 300, 3, 2);
    Table t = trial.table();
    double[][] x = new double[300][];
    for (int i = 0; i < 300; i++) {
      x[i] = new double[] {t.x()[i][0], t.x()[i][1], t.x()[i][2], 2 * t.x()[i][1]};
    }
    LogisticTrial twin = trial.with(new Table(x, t.labels(), t.weights()));
    LogisticResult alone = trial.fit(PLAIN);
    for (Solver solver : new Solver[] {Solver.NEWTON, Solver.LBFGS}) {
      LogisticResult both = twin.fit(LogisticTrial.solver(PLAIN, solver));
      double[] w = both.model().weights()[0];
      assertThat(both.fit().value()).isCloseTo(alone.fit().value(), within(1e-12));
      assertThat(w[1] + 2 * w[3])
          .isCloseTo(alone.model().weights()[0][1], within(1e-6 * Math.abs(w[1])));
      assertThat(both.coefficients()).allMatch(row -> row.standardError().isEmpty());
    }
    assertMatches("ridge", twin, RIDGE);
  }

  @Test
  void oneRowAClassIsEnough() {
    Table two = new Table(new double[][] {{1, 5}, {3, 4}}, new double[] {0, 1}, new double[] {1, 1});
    assertMatches("two rows", LogisticTrial.of(two, 2).sources(1), RIDGE);
  }

  @ParameterizedTest
  @CsvSource({"NEWTON, 1e-8", "LBFGS, 1e-8", "NEWTON, 0", "LBFGS, 0", "OWLQN, 0"})
  void separableClassesEndInAStatedWay(Solver solver, double tolerance) {
    double[][] x = new double[40][2];
    double[] y = new double[40];
    double[] w = new double[40];
    for (int i = 0; i < 40; i++) {
      x[i] = new double[] {i, i * i % 7};
      y[i] = i < 20 ? 0 : 1;
      w[i] = 1;
    }
    LogisticTrial trial = LogisticTrial.of(new Table(x, y, w), 2);
    LogisticOptions options =
        LogisticTrial.stopping(LogisticTrial.solver(PLAIN, solver), 100, tolerance);
    LogisticResult result = trial.fit(options);
    assertThat(result.fit().rounds()).isLessThanOrEqualTo(100);
    assertThat(result.fit().value()).isBetween(0.0, 1e-6);
    assertThat(result.loss()).isLessThan(1e-6);
    for (double weight : result.model().weights()[0]) {
      assertThat(weight).isFinite();
    }
    assertThat(result.model().intercepts()[0]).isFinite();
    if (tolerance > 0) {
      assertThat(result.fit().reason()).isEqualTo(StopReason.GRADIENT);
    }
  }

  @Test
  void aClassWithoutRowsIsRefused() {
    LogisticTrial trial = LogisticTrial.draw(16, 50, 2, 2);
    Arrays.fill(trial.table().labels(), 1);
    assertThatThrownBy(() -> trial.fit(PLAIN))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("'y'")
        .hasMessageContaining("'class 0'");
  }

  @Test
  void anUnknownClassWeightNamesTheLabels() {
    LogisticTrial trial = LogisticTrial.draw(17, 50, 2, 2);
    ClassWeights wrong = new ClassWeights(false, Map.of("yes", 2.0));
    assertThatThrownBy(() -> trial.fit(LogisticTrial.classWeights(PLAIN, wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'yes'")
        .hasMessageContaining("[class 0, class 1]");
    ClassWeights nothing = new ClassWeights(false, Map.of("class 1", 0.0));
    assertThatThrownBy(() -> trial.fit(LogisticTrial.classWeights(PLAIN, nothing)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'class 1' is 0");
  }

  @Test
  void impossibleChoicesAreRefusedWithARemedy() {
    LogisticTrial two = LogisticTrial.draw(18, 50, 2, 2);
    LogisticTrial three = LogisticTrial.draw(18, 50, 2, 3);
    LogisticOptions lasso = LogisticTrial.options(0.1, 0);
    for (Solver solver : new Solver[] {Solver.NEWTON, Solver.LBFGS}) {
      assertThatThrownBy(() -> two.fit(LogisticTrial.solver(lasso, solver)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("owlqn");
    }
    assertThatThrownBy(() -> three.fit(LogisticTrial.solver(PLAIN, Solver.NEWTON)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lbfgs");
    assertThatThrownBy(() -> three.fit(LogisticTrial.family(PLAIN, Family.BINARY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 classes");
  }

  @Test
  void theChoiceOfSolverIsByShapeAlone() {
    assertThat(LogisticSolver.auto(true, 512, 0)).isEqualTo(Solver.NEWTON);
    assertThat(LogisticSolver.auto(true, 513, 0)).isEqualTo(Solver.LBFGS);
    assertThat(LogisticSolver.auto(false, 2, 0)).isEqualTo(Solver.LBFGS);
    assertThat(LogisticSolver.auto(true, 2, 1e-9)).isEqualTo(Solver.OWLQN);
  }

  @Test
  void roundsAreCountedFromTheStartAtTheBaseRate() {
    LogisticTrial trial = LogisticTrial.draw(19, 300, 3, 2);
    List<Round> rounds = new ArrayList<>();
    LogisticResult result = trial.fit(RIDGE, rounds::add);
    assertThat(rounds).hasSize(result.fit().rounds());
    for (int i = 0; i < rounds.size(); i++) {
      assertThat(rounds.get(i).number()).isEqualTo(i);
    }
    double ones = 0;
    double all = 0;
    for (int i = 0; i < 300; i++) {
      all += trial.table().weights()[i];
      ones += trial.table().weights()[i] * trial.table().labels()[i];
    }
    double p = ones / all;
    double entropy = -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    assertThat(rounds.get(0).loss()).isCloseTo(entropy, within(1e-12));
    Round last = rounds.get(rounds.size() - 1);
    assertThat(last.objective()).isEqualTo(result.fit().value());
    assertThat(result.loss()).isCloseTo(last.loss(), within(1e-14));
    LogisticResult stopped = trial.fit(LogisticTrial.stopping(RIDGE, 2, 0));
    assertThat(stopped.fit().rounds()).isEqualTo(2);
    assertThat(stopped.fit().reason()).isEqualTo(StopReason.MAX_ROUNDS);
  }

  private static Table digits(int rows) throws IOException {
    Path file = Path.of("src/data/digits.csv.gz");
    double[][] x = new double[rows][64];
    double[] y = new double[rows];
    double[] w = new double[rows];
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (int i = 0; i < rows; i++) {
        String[] fields = reader.readLine().split(",", -1);
        for (int j = 0; j < 64; j++) {
          x[i][j] = Double.parseDouble(fields[j]);
        }
        y[i] = Double.parseDouble(fields[64]);
        w[i] = 1;
      }
    }
    return new Table(x, y, w);
  }

  /** The same rows with most values zero. */
  private static LogisticTrial thinned(LogisticTrial trial) {
    KeyedRandom random = KeyedRandom.of(2);
    for (double[] row : trial.table().x()) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextDouble() < 0.7 ? 0 : row[j];
      }
    }
    return trial;
  }

  /** Coefficients to 1e-6 of the largest standardized one, the objective to 1e-9. */
  private static void assertMatches(String what, LogisticTrial trial, LogisticOptions options) {
    TextbookLogistic.Solution expected = trial.textbook(options);
    LogisticResult actual = trial.fit(options);
    assertThat(actual.fit().value())
        .as(what)
        .isCloseTo(expected.objective(), within(1e-9 * expected.objective()));
    double[] deviation =
        TextbookLogistic.deviations(trial.table().x(), trial.table().weights());
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

  private static void assertClose(LogisticTrial a, LogisticTrial b, LogisticOptions options) {
    LogisticOptions tight = LogisticTrial.stopping(options, 2000, 1e-13);
    assertClose(a.fit(tight).model(), b.fit(tight).model(), 1e-9);
  }

  private static void assertClose(LogisticModel expected, LogisticModel actual, double relative) {
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
