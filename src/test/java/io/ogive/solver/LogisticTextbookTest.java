package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Storage;
import io.ogive.model.LogisticModel;
import io.ogive.reference.TextbookLogistic;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticOptions.Solver;
import io.ogive.testing.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits against the optima of the textbook. */
class LogisticTextbookTest {
  private static final LogisticOptions PLAIN = LogisticTrial.options(0, 0);
  private static final LogisticOptions RIDGE = LogisticTrial.options(0, 0.01);

  @ParameterizedTest
  @CsvSource({
    "2, AUTO, 0, 0",
    "2, LBFGS, 0, 0",
    "2, OWLQN, 0, 0",
    "2, AUTO, 0, 0.01",
    "2, LBFGS, 0, 0.01",
    "2, OWLQN, 0, 0.01",
    "2, AUTO, 0.01, 0",
    "2, AUTO, 0.02, 0.01",
    "3, NEWTON, 0, 0",
    "3, NEWTON, 0, 0.01",
    "3, LBFGS, 0, 0",
    "3, LBFGS, 0, 0.01",
    "3, AUTO, 0, 0",
    "3, AUTO, 0, 0.01",
    "3, AUTO, 0.01, 0",
    "3, AUTO, 0.01, 0.01"
  })
  void everySolverReachesTheTextbooksOptimum(int classes, Solver solver, double l1, double l2) {
    for (int seed = 0; seed < 3; seed++) {
      LogisticTrial trial = LogisticTrial.draw(seed, 400, 6, classes);
      LogisticOptions options = LogisticTrial.solver(LogisticTrial.options(l1, l2), solver);
      for (boolean intercept : new boolean[] {true, false}) {
        for (boolean standardize : new boolean[] {true, false}) {
          LogisticOptions o = LogisticTrial.scale(options, intercept, standardize);
          LogisticTrial.assertMatches("seed " + seed + " " + o, trial, o);
        }
      }
    }
  }

  @Test
  void theSoftmaxOfTwoClassesIsTheBinaryModel() {
    LogisticTrial trial = LogisticTrial.draw(5, 300, 4, 2);
    LogisticOptions softmax = LogisticTrial.family(PLAIN, Family.MULTINOMIAL);
    LogisticTrial.assertMatches("softmax", trial, softmax);
    double[][] two = trial.fit(softmax).model().weights();
    double[] one = trial.fit(PLAIN).model().weights()[0];
    for (int j = 0; j < one.length; j++) {
      assertThat(two[1][j] - two[0][j]).isCloseTo(one[j], within(1e-7 * Math.abs(one[j])));
    }
  }

  @Test
  void digitsMatchTheTextbook() throws IOException {
    LogisticTrial digits = LogisticTrial.of(digits(250), 10).stored(Storage.FLOAT32);
    LogisticTrial.assertMatches("l2", digits, LogisticTrial.options(0, 0.01));
    LogisticTrial.assertMatches("elastic net", digits, LogisticTrial.options(0.01, 0.01));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aShiftIsInvisible(boolean intercept) {
    LogisticTrial trial = LogisticTrial.draw(9, 300, 3, 2);
    LogisticOptions options = LogisticTrial.scale(RIDGE, intercept, true);
    LogisticTrial shifted = trial.shifted(0.25, 3, -17);
    LogisticTrial.assertMatches("shifted", shifted, options);
    LogisticTrial.assertClose(trial, shifted, options);
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
    LogisticTrial.assertMatches("ridge", twin, RIDGE);
  }

  @Test
  void oneRowAClassIsEnough() {
    Table two =
        new Table(new double[][] {{1, 5}, {3, 4}}, new double[] {0, 1}, new double[] {1, 1});
    LogisticTrial.assertMatches("two rows", LogisticTrial.of(two, 2).sources(1), RIDGE);
  }

  /**
   * The rows of Spark's LogisticRegressionSuite for "zero variance (SPARK-21681)" and the fit of
   * R's glmnet that it holds, good to the four digits to which glmnet converges.
   */
  @Test
  void theFitOfGlmnetIsMet() {
    double[] truth = {-0.57997, 0.912083, -0.371077, -0.16624, -0.84355, -0.048509};
    Random random = new Random(42);
    double[][] x = new double[100][2];
    for (double[] row : x) {
      row[0] = random.nextGaussian() * Math.sqrt(0.6856) + 5.843;
      row[1] = random.nextGaussian() * 0 + 3;
    }
    double[] label = new double[100];
    for (int i = 0; i < 100; i++) {
      double one = Math.exp(truth[0] * x[i][0] + truth[1] * x[i][1] + truth[2]);
      double two = Math.exp(truth[3] * x[i][0] + truth[4] * x[i][1] + truth[5]);
      double p = random.nextDouble() * (1 + one + two);
      label[i] = p < 1 ? 0 : p < 1 + one ? 1 : 2;
    }
    double[] ones = new double[100];
    Arrays.fill(ones, 1);
    LogisticTrial trial = LogisticTrial.of(new Table(x, label, ones), 3);
    LogisticModel model = trial.fit(PLAIN).model();
    double[] slopes = {0.1881871, -0.02412645, -0.1640607};
    double[] intercepts = {0.2658824, 0.53604701, -0.8019294};
    for (int k = 0; k < 3; k++) {
      assertThat(model.weights()[k][0]).isCloseTo(slopes[k], within(1e-3));
      assertThat(model.weights()[k][1]).isZero();
      assertThat(model.rawIntercept(k)).isCloseTo(intercepts[k], within(5e-3));
    }
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
}
