package io.ogive.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatKernels#rows} of float32 panels: so many columns of a panel at a time as make one
 * cache line of a row.
 *
 * <p>Only the inputs are made in the Vector API: turning them there costs more than it spares.
 */
final class VectorRows {
  private static final int COLUMNS = 16;
  private static final int ROWS = Panels.LANES;
  private static final VectorSpecies<Float> FLOATS = VectorWidth.WIDE_FLOATS;
  private static final int LANES = FLOATS.length();

  private VectorRows() {}

  static void layOut(Panels x, int from, int to, double[] center, double[] scale, float[] out) {
    int columns = x.columns();
    float[] tile = new float[COLUMNS * ROWS];
    for (int row = from; row < to; row += ROWS) {
      int rows = Math.min(ROWS, to - row);
      for (int j = 0; j < columns; j += COLUMNS) {
        int count = Math.min(COLUMNS, columns - j);
        for (int q = 0; q < count; q++) {
          int lanes = Panels.index(columns, row, j + q);
          input(x.floats(), lanes, center[j + q], scale[j + q], tile, q * ROWS);
        }
        int at = row * columns + j;
        if (count == COLUMNS) {
          turn(tile, rows, out, at, columns);
        } else {
          turnSome(tile, rows, count, out, at, columns);
        }
      }
    }
  }

  private static void input(float[] x, int from, double center, double scale, float[] to, int at) {
    float high = (float) center;
    float low = (float) (center - high);
    float factor = (float) scale;
    for (int i = 0; i < ROWS; i += LANES) {
      FloatVector values = FloatVector.fromArray(FLOATS, x, from + i);
      values.sub(high).sub(low).mul(factor).intoArray(to, at + i);
    }
  }

  private static void turn(float[] tile, int rows, float[] out, int at, int stride) {
    for (int i = 0, o = at; i < rows; i++, o += stride) {
      out[o] = tile[i];
      out[o + 1] = tile[ROWS + i];
      out[o + 2] = tile[2 * ROWS + i];
      out[o + 3] = tile[3 * ROWS + i];
      out[o + 4] = tile[4 * ROWS + i];
      out[o + 5] = tile[5 * ROWS + i];
      out[o + 6] = tile[6 * ROWS + i];
      out[o + 7] = tile[7 * ROWS + i];
      out[o + 8] = tile[8 * ROWS + i];
      out[o + 9] = tile[9 * ROWS + i];
      out[o + 10] = tile[10 * ROWS + i];
      out[o + 11] = tile[11 * ROWS + i];
      out[o + 12] = tile[12 * ROWS + i];
      out[o + 13] = tile[13 * ROWS + i];
      out[o + 14] = tile[14 * ROWS + i];
      out[o + 15] = tile[15 * ROWS + i];
    }
  }

  private static void turnSome(float[] tile, int rows, int count, float[] out, int at, int stride) {
    for (int i = 0; i < rows; i++) {
      for (int q = 0; q < count; q++) {
        out[at + i * stride + q] = tile[q * ROWS + i];
      }
    }
  }
}
