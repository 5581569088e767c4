package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SparseRowsTest {
  private static final int ROWS = 70;
  private static final int COLUMNS = 13;

  /** A dense matrix with most elements zero and some rows empty; values are exact in float. */
  private static double[][] dense(int seed) {
    KeyedRandom random = KeyedRandom.of(seed);
    double[][] dense = new double[ROWS][COLUMNS];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        dense[i][j] = i % 7 == 0 || random.nextInt(3) > 0 ? 0 : (float) random.nextDouble() - 0.5f;
      }
    }
    return dense;
  }

  private static SparseRows sparse(double[][] dense, boolean single) {
    int[] starts = new int[ROWS + 1];
    int[] indices = new int[ROWS * COLUMNS];
    double[] values = new double[ROWS * COLUMNS];
    int n = 0;
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        if (dense[i][j] != 0) {
          indices[n] = j;
          values[n++] = dense[i][j];
        }
      }
      starts[i + 1] = n;
    }
    float[] floats = new float[n];
    for (int k = 0; k < n; k++) {
      floats[k] = (float) values[k];
    }
    int[] used = Arrays.copyOf(indices, n);
    return single
        ? SparseRows.of(COLUMNS, starts, used, floats)
        : SparseRows.of(COLUMNS, starts, used, Arrays.copyOf(values, n));
  }

  @Test
  void rowsComeBackDense() {
    double[][] dense = dense(1);
    for (boolean single : new boolean[] {true, false}) {
      SparseRows x = sparse(dense, single);
      assertThat(x.rows()).isEqualTo(ROWS);
      assertThat(x.columns()).isEqualTo(COLUMNS);
      double[] row = new double[COLUMNS + 2];
      for (int i = 0; i < ROWS; i++) {
        Arrays.fill(row, 9);
        x.copyRow(i, row, 1);
        assertThat(Arrays.copyOfRange(row, 1, COLUMNS + 1)).isEqualTo(dense[i]);
        assertThat(row[0] + row[COLUMNS + 1]).isEqualTo(18);
        for (int k = x.start(i); k < x.start(i + 1); k++) {
          assertThat(x.value(k)).isEqualTo(dense[i][x.column(k)]);
        }
      }
    }
  }

  @Test
  void marginsAreThoseOfTheDenseRows() {
    double[][] dense = dense(2);
    double[] weights = numbers(3, COLUMNS);
    double[] out = new double[ROWS];
    sparse(dense, true).margins(weights, 0.25, out);
    for (int i = 0; i < ROWS; i++) {
      double z = 0.25;
      for (int j = 0; j < COLUMNS; j++) {
        z = Math.fma(weights[j], dense[i][j], z);
      }
      assertThat(out[i]).isEqualTo(z);
    }
  }

  @Test
  void theTransposeAddsInTheOrderOfRows() {
    double[][] dense = dense(4);
    double[] r = numbers(5, ROWS);
    double[] out = numbers(6, COLUMNS);
    double[] expected = out.clone();
    for (int j = 0; j < COLUMNS; j++) {
      for (int i = 0; i < ROWS; i++) {
        expected[j] = Math.fma(r[i], dense[i][j], expected[j]);
      }
    }
    sparse(dense, false).addTransposed(r, out);
    assertThat(out).isEqualTo(expected);
  }

  @Test
  void severalVectorsSideBySideHaveTheBitsOfEachAlone() {
    for (boolean single : new boolean[] {true, false}) {
      SparseRows x = sparse(dense(7), single);
      for (int m = 1; m <= 11; m++) {
        double[][] weights = new double[m][];
        double[][] r = new double[m][];
        for (int v = 0; v < m; v++) {
          weights[v] = numbers(20 + v, COLUMNS);
          r[v] = numbers(40 + v, ROWS);
        }
        double[] starts = numbers(8, m);
        double[][] out = new double[m][ROWS];
        SparseKernels.margins(x, SparseKernels.sideBySide(weights), starts, out);
        double[] sums = new double[COLUMNS * m];
        SparseKernels.addTransposed(x, r, sums);
        for (int v = 0; v < m; v++) {
          double[] margins = new double[ROWS];
          x.margins(weights[v], starts[v], margins);
          assertThat(out[v]).as("%d of %d", v, m).isEqualTo(margins);
          double[] alone = new double[COLUMNS];
          x.addTransposed(r[v], alone);
          for (int j = 0; j < COLUMNS; j++) {
            assertThat(sums[j * m + v]).as("%d of %d", v, m).isEqualTo(alone[j]);
          }
        }
      }
    }
  }

  @Test
  void unitsAreTheRoundedAddendsInAnyOrder() {
    double[][] dense = dense(11);
    double[] scale = {1, 2, 0.5, 1, 1, 0.25, 1, 2, 1, 1, 1, 0.125, 1};
    for (boolean single : new boolean[] {true, false}) {
      SparseRows x = sparse(dense, single);
      for (int m = 1; m <= 11; m++) {
        double[][] r = new double[m][];
        for (int v = 0; v < m; v++) {
          r[v] = numbers(60 + v, ROWS);
        }
        r[0][1] = 1;
        r[m - 1][2] = -1;
        long[] units = new long[COLUMNS * m];
        SparseUnits.addUnits(x, r, scale, units);
        for (int v = 0; v < m; v++) {
          for (int j = 0; j < COLUMNS; j++) {
            long sum = 0;
            for (int i = ROWS - 1; i >= 0; i--) {
              BigDecimal exact =
                  new BigDecimal(r[v][i])
                      .multiply(new BigDecimal(dense[i][j] * scale[j]))
                      .multiply(new BigDecimal(1L << SparseUnits.UNIT_BITS));
              sum += exact.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
            }
            assertThat(units[j * m + v]).as("%d of %d, column %d", v, m, j).isEqualTo(sum);
          }
        }
      }
    }
  }

  @Test
  void unitsAreOddInTheResiduals() {
    SparseRows x = sparse(dense(12), true);
    double[][] r = {numbers(13, ROWS)};
    double[][] negated = {Arrays.stream(r[0]).map(value -> -value).toArray()};
    double[] scale = new double[COLUMNS];
    Arrays.fill(scale, 1);
    long[] units = new long[COLUMNS];
    SparseUnits.addUnits(x, r, scale, units);
    assertThat(Arrays.stream(units).anyMatch(unit -> unit != 0)).isTrue();
    SparseUnits.addUnits(x, negated, scale, units);
    assertThat(units).containsOnly(0);
  }

  @Test
  void everyColumnWithAnEntryIsTouched() {
    double[][] dense = dense(9);
    for (double[] row : dense) {
      row[3] = 0;
    }
    SparseRows many = sparse(dense, true);
    assertThat(many.touched()).containsExactly(0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    SparseRows few = SparseRows.of(9, new int[] {0, 2, 4}, new int[] {1, 7, 0, 7}, new float[4]);
    assertThat(few.touched()).containsOnly(0, 1, 7);
  }

  @Test
  void squaredValuesAreThoseOfTheSameEntries() {
    SparseRows x = sparse(dense(10), true);
    SparseRows squares = x.squared();
    for (int e = 0; e < x.start(ROWS); e++) {
      assertThat(squares.column(e)).isEqualTo(x.column(e));
      assertThat(squares.value(e)).isEqualTo(x.value(e) * x.value(e));
    }
  }

  private static double[] numbers(int seed, int length) {
    KeyedRandom random = KeyedRandom.of(seed);
    double[] numbers = new double[length];
    Arrays.setAll(numbers, i -> random.nextDouble() - 0.5);
    return numbers;
  }

  @Test
  void wrongLengthsAreRefused() {
    assertThatThrownBy(() -> SparseRows.of(2, new int[] {0, 2}, new int[1], new float[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("starts ending in 2 do not fit 1 indices and 1 values");
    assertThatThrownBy(() -> SparseRows.of(2, new int[] {0, 1}, new int[1], new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SparseRows.of(2, new int[] {1, 1}, new int[1], new double[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SparseRows.of(2, new int[0], new int[0], new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("starts []");
  }

  @Test
  void theHashSeesShapeAndEntries() {
    SparseRows x = sparse(dense(1), true);
    assertThat(x.hash(1)).isEqualTo(sparse(dense(1), true).hash(1)).isNotEqualTo(x.hash(2));
    assertThat(sparse(dense(2), true).hash(1)).isNotEqualTo(x.hash(1));
    assertThat(SparseRows.of(3, new int[1], new int[0], new float[0]).hash(1))
        .isNotEqualTo(SparseRows.of(4, new int[1], new int[0], new float[0]).hash(1));
  }
}
