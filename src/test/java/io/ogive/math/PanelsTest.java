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
  void rowsSideBySideComeToTheirPlaces() {
    for (int columns : new int[] {1, 4, 37}) {
      Panels x = numbered(80, columns, true);
      float[] panels = new float[Panels.length(80, columns)];
      for (int row = 0; row < 80; row += 16) {
        int rows = row == 64 ? 9 : 16;
        float[] side = new float[16 * columns];
        for (int i = 0; i < side.length; i++) {
          side[i] = (float) x.get(row + i / columns, i % columns);
        }
        Panels.spread(side, rows, columns, panels, row);
      }
      Panels spread = Panels.of(80, columns, panels);
      for (int i = 0; i < 80; i++) {
        for (int j = 0; j < columns; j++) {
          assertThat(spread.get(i, j)).isEqualTo(i < 73 ? x.get(i, j) : 0);
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
