package io.ogive.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.testing.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnMomentsTest {
  private static final MathContext DIGITS = new MathContext(80);

  private static BigDecimal[] exactMeanAndVariances(Table table, int j) {
    BigDecimal w0 = BigDecimal.ZERO;
    BigDecimal w2 = BigDecimal.ZERO;
    BigDecimal s1 = BigDecimal.ZERO;
    BigDecimal s2 = BigDecimal.ZERO;
    for (int i = 0; i < table.rows(); i++) {
      BigDecimal w = new BigDecimal(table.weights()[i]);
      BigDecimal x = new BigDecimal(table.x()[i][j]);
      w0 = w0.add(w);
      w2 = w2.add(w.multiply(w));
      s1 = s1.add(w.multiply(x));
      s2 = s2.add(w.multiply(x).multiply(x));
    }
    BigDecimal mean = s1.divide(w0, DIGITS);
    BigDecimal spread = s2.subtract(s1.multiply(mean));
    return new BigDecimal[] {
      mean, spread.divide(w0.subtract(w2.divide(w0, DIGITS)), DIGITS), spread.divide(w0, DIGITS)
    };
  }

  @ParameterizedTest
  @CsvSource({"1, 1024, false", "3, 7, false", "1, 1024, true", "2, 64, true"})
  void momentsAreThoseOfExactArithmetic(int sources, int blockRows, boolean sparse) {
    Table table = MomentsOfDraws.table(3000, 11);
    ColumnMoments m = MomentsOfDraws.of(table.blocks(sources, blockRows, sparse, Storage.FLOAT64));
    for (int j = 0; j < 6; j++) {
      BigDecimal[] exact = exactMeanAndVariances(table, j);
      double deviation = exact[1].sqrt(DIGITS).doubleValue();
      assertThat(m.mean()[j])
          .as("mean %d", j)
          .isCloseTo(
              exact[0].doubleValue(),
              within(Math.max(Math.ulp(exact[0].doubleValue()) * 2, 1e-13 * deviation)));
      assertThat(m.deviation()[j] / deviation).as("deviation %d", j).isCloseTo(1, within(1e-13));
      assertThat(m.populationDeviation()[j] / exact[2].sqrt(DIGITS).doubleValue())
          .as("population deviation %d", j)
          .isCloseTo(1, within(1e-13));
    }
    assertThat(m.deviation()).endsWith(0.0, 0.0);
    assertThat(m.mean()).endsWith(0.1, 0.0);
    assertThat(m.weight()).isCloseTo(Arrays.stream(table.weights()).sum(), within(1e-9));
    assertThat(m.largestWeight()).isEqualTo(Arrays.stream(table.weights()).max().orElseThrow());
    for (int c = 0; c < 3; c++) {
      double weight = 0;
      int rows = 0;
      for (int i = 0; i < table.rows(); i++) {
        boolean counts = table.labels()[i] == c && table.weights()[i] > 0;
        weight += counts ? table.weights()[i] : 0;
        rows += counts ? 1 : 0;
      }
      assertThat(m.classWeights()[c]).isCloseTo(weight, within(1e-9));
      assertThat(m.classRows()[c]).isEqualTo(rows);
    }
  }

  @Test
  void aLoneZeroAmongLargeSparseValuesIsCounted() {
    Table table = MomentsOfDraws.table(4000, 3);
    for (int i = 0; i < table.rows(); i++) {
      table.x()[i][0] = i == 17 ? 0 : 5 + 1e-3 * table.x()[i][0];
      table.weights()[i] = 1;
    }
    double exact = exactMeanAndVariances(table, 0)[1].sqrt(DIGITS).doubleValue();
    for (boolean sparse : new boolean[] {true, false}) {
      ColumnMoments m = MomentsOfDraws.of(table.blocks(2, 100, sparse, Storage.FLOAT64));
      assertThat(m.deviation()[0] / exact).isCloseTo(1, within(1e-13));
    }
  }

  @Test
  void aPlainSumOfSquaresWouldNotDo() {
    Table table = MomentsOfDraws.table(3000, 11);
    double w0 = 0;
    double s1 = 0;
    double s2 = 0;
    for (double[] row : table.x()) {
      w0++;
      s1 += row[1];
      s2 += row[1] * row[1];
    }
    assertThat(Math.abs(s2 / w0 - s1 / w0 * (s1 / w0) - 0.25)).isGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-420, -333, -1, 1, 12, 390})
  void aColumnTimesAPowerOfTwoHasItsMomentsTimesIt(int k) {
    Table table = MomentsOfDraws.table(1500, 21);
    ColumnMoments before = MomentsOfDraws.of(table.blocks(1, 1024, false, Storage.FLOAT64));
    for (double[] row : table.x()) {
      for (int j = 0; j < row.length; j += 2) {
        row[j] = Math.scalb(row[j], j == 4 && k > 300 ? 300 : k);
      }
    }
    ColumnMoments after = MomentsOfDraws.of(table.blocks(1, 1024, false, Storage.FLOAT64));
    for (int j = 0; j < 8; j++) {
      int by = j % 2 == 1 ? 0 : j == 4 && k > 300 ? 300 : k;
      assertThat(after.mean()[j]).isEqualTo(Math.scalb(before.mean()[j], by));
      assertThat(after.deviation()[j]).isEqualTo(Math.scalb(before.deviation()[j], by));
      assertThat(after.populationDeviation()[j])
          .isEqualTo(Math.scalb(before.populationDeviation()[j], by));
      assertThat(after.largest()[j]).isEqualTo(Math.scalb(before.largest()[j], by));
      assertThat(after.exponents()[j])
          .isEqualTo(before.largest()[j] == 0 ? 0 : before.exponents()[j] + by);
    }
  }

  @Test
  void theEndsOfTheRangesAreInRange() {
    double[][] x = {{3e38, 1e-37}, {-3e38, 2e-37}, {1e-37, -1e-37}};
    Table table = new Table(x, new double[] {0, 1, 1}, new double[] {1e-150, 1e150, 1e150});
    ColumnMoments m = MomentsOfDraws.of(table.blocks(1, 1024, false, Storage.FLOAT32));
    assertThat(m.deviation()[0]).isCloseTo(3e38 / Math.sqrt(2), within(1e32));
    assertThat(m.deviation()[1]).isCloseTo(3e-37 / Math.sqrt(2), within(1e-43));
    x[0] = new double[] {0x1p500, 0x1p-500};
    x[1] = new double[] {-0x1p500, -0x1p-500};
    x[2] = new double[] {0, 0};
    m = MomentsOfDraws.of(table.blocks(1, 1024, false, Storage.FLOAT64));
    assertThat(m.deviation()[0]).isCloseTo(0x1p500 / Math.sqrt(2), within(0x1p460));
    assertThat(m.deviation()[1]).isGreaterThan(0x1p-502);
    assertThat(m.weight()).isEqualTo(2e150);
  }

  @Test
  void meanABillionAndDeviationOneSurviveFloat32ByTheShift() {
    Table table = MomentsOfDraws.table(3000, 2);
    double[] shift = new double[8];
    shift[1] = table.x()[0][1];
    ColumnMoments m = MomentsOfDraws.of(table.blocks(1, 1024, false, Storage.FLOAT32, shift));
    BigDecimal[] exact = exactMeanAndVariances(table, 1);
    assertThat(m.mean()[1] + shift[1]).isEqualTo(exact[0].doubleValue(), within(2e-7));
    assertThat(m.deviation()[1]).isCloseTo(Math.sqrt(exact[1].doubleValue()), within(1e-7));
  }

  @Test
  void oneRowHasNoDeviation() {
    Table table = MomentsOfDraws.table(1, 6);
    table.weights()[0] = 3;
    ColumnMoments m = MomentsOfDraws.of(table.blocks(1, 1024, false, Storage.FLOAT64));
    assertThat(m.mean()).isEqualTo(table.x()[0]);
    assertThat(m.deviation()).containsOnly(0);
    assertThat(m.populationDeviation()).containsOnly(0);
    assertThat(m.weight()).isEqualTo(3);
  }

  @Test
  void withoutAnyWeightThereAreNoMoments() {
    Table table = MomentsOfDraws.table(30, 6);
    Arrays.fill(table.weights(), 0);
    assertThatThrownBy(() -> MomentsOfDraws.of(table.blocks(1, 1024, false, Storage.FLOAT64)))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("no row of [TRAIN] has a weight above 0");
  }

  @Test
  void aLabelThatIsNoClassIndexIsRefused() {
    Table table = MomentsOfDraws.table(30, 6);
    table.weights()[7] = 1;
    table.labels()[7] = 0.5;
    assertThatThrownBy(() -> MomentsOfDraws.of(table.blocks(1, 1024, false, Storage.FLOAT64)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 7: label 0.5 is not a class index");
  }
}
