package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
