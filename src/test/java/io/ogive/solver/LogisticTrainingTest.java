package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Storage;
import io.ogive.math.KeyedRandom;
import io.ogive.model.LogisticModel;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.testing.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a weight, a column, a class or a layout must and must not change. */
class LogisticTrainingTest {
  private static final LogisticOptions PLAIN = LogisticTrial.options(0, 0);
  private static final LogisticOptions RIDGE = LogisticTrial.options(0, 0.01);

  @ParameterizedTest
  @CsvSource({"2, 0.01, 0", "2, 0.01, 0.01", "3, 0.01, 0", "3, 0.01, 0.01"})
  void sparseBlocksGiveWhatDenseOnesGive(int classes, double l2, double l1) {
    LogisticTrial dense = thinned(LogisticTrial.draw(11, 400, 7, classes));
    LogisticTrial.assertClose(dense, dense.sparse(true), LogisticTrial.options(l1, l2));
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
      LogisticTrial.assertClose(
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
    int[] kept = IntStream.range(0, 200).filter(i -> weights[i] > 0).toArray();
    Table zeroed = new Table(t.x(), t.labels(), weights);
    LogisticTrial.assertClose(present.with(zeroed), present.with(zeroed.ordered(kept)), RIDGE);
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
    LogisticTrial.assertClose(trial, trial.with(trial.table().shuffled(9)), RIDGE);
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
    LogisticTrial.assertClose(expected, actual, 1e-7);
  }

  @Test
  void balancedClassesPredictOneHalfOnAverage() {
    LogisticTrial trial = LogisticTrial.draw(13, 400, 3, 2);
    double[] labels = trial.table().labels();
    for (int i = 10; i < 300; i++) {
      labels[i] = 0;
    }
    LogisticOptions options = LogisticTrial.classWeights(PLAIN, new ClassWeights(true, Map.of()));
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
}
