package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PanelsTest {
  /** Element (i, j) is 1000 i + j, in float exactly. */
  private static Panels numbered(int rows, int columns, boolean single) {
    double[] values = new double[Panels.length(rows, columns)];
    float[] floats = new float[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        values[Panels.index(columns, i, j)] = 1000 * i + j;
        floats[Panels.index(columns, i, j)] = 1000 * i + j;
      }
    }
    return single ? Panels.of(rows, columns, floats) : Panels.of(rows, columns, values);
  }

  @Test
  void everyElementHasAPlaceOfItsOwn() {
    for (int rows : new int[] {0, 1, 63, 64, 65, 200}) {
      for (int columns : new int[] {1, 3, 9}) {
        for (boolean single : new boolean[] {true, false}) {
          Panels x = numbered(rows, columns, single);
          assertThat(x.isSingle()).isEqualTo(single);
          assertThat(x.panels()).isEqualTo((int) Math.ceil(rows / 64.0));
          double[] row = new double[columns + 2];
          for (int i = 0; i < rows; i++) {
            x.copyRow(i, row, 1);
            for (int j = 0; j < columns; j++) {
              assertThat(x.get(i, j)).isEqualTo(1000 * i + j);
              assertThat(row[1 + j]).isEqualTo(1000 * i + j);
            }
            assertThat(row[0] + row[columns + 1]).isEqualTo(0);
          }
        }
      }
    }
  }

  @Test
  void lanesRunAcrossRows() {
    assertThat(Panels.index(3, 0, 0)).isEqualTo(0);
    assertThat(Panels.index(3, 1, 0)).isEqualTo(1);
    assertThat(Panels.index(3, 0, 1)).isEqualTo(64);
    assertThat(Panels.index(3, 64, 0)).isEqualTo(192);
    assertThat(Panels.index(3, 129, 2)).isEqualTo(2 * 192 + 2 * 64 + 1);
  }

  @Test
  void stripsHoldEveryElementTimesItsFactors() {
    for (int columns : new int[] {1, 4, 31, 32, 33, 70}) {
      Panels x = numbered(200, columns, true);
      double[] byColumn = new double[columns];
      double[] byRow = new double[200];
      for (int j = 0; j < columns; j++) {
        byColumn[j] = Math.scalb(1.0, -(j % 5));
      }
      for (int i = 0; i < 200; i++) {
        byRow[i] = 1.0 / (i + 3);
      }
      for (int from : new int[] {0, 64}) {
        int rows = 200 - from;
        float[] out = new float[Kernels.strips(columns) * Kernels.STRIP * rows];
        x.copyStrips(from, rows, byColumn, byRow, out);
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) {
            float scaled = (float) (x.get(from + i, j) * byColumn[j]);
            assertThat(out[(j / 32 * rows + i) * 32 + j % 32])
                .isEqualTo(scaled * (float) byRow[from + i]);
          }
        }
      }
    }
  }

  @Test
  void aWrongLengthIsRefused() {
    assertThat(Panels.length(65, 2)).isEqualTo(256);
    assertThatThrownBy(() -> Panels.of(65, 2, new float[255]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("65 x 2 panels need 256 values, got 255");
    assertThatThrownBy(() -> Panels.of(65, 2, new double[130]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Panels.length(1 << 20, 1 << 12))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void theHashSeesShapeAndValues() {
    Panels x = numbered(64, 2, true);
    assertThat(x.hash(1)).isEqualTo(numbered(64, 2, true).hash(1)).isNotEqualTo(x.hash(2));
    assertThat(Panels.of(64, 2, new float[128]).hash(1))
        .isNotEqualTo(x.hash(1))
        .isNotEqualTo(Panels.of(128, 1, new float[128]).hash(1));
  }
}
