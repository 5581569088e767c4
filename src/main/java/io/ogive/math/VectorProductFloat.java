package io.ogive.math;

import static io.ogive.math.VectorWidth.WIDE_FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of float32 matrices by tiles of c that stay in registers while l, the columns of a,
 * runs.
 *
 * <p>Both operands are copied so that a tile reads each in one stream, {@link #DEPTH} values of l
 * and {@link #BREADTH} columns of b at a time, which fit the caches (Goto and van de Geijn,
 * "Anatomy of high-performance matrix multiplication", 2008). An element of c is taken up where it
 * was left, so its order is that of l.
 *
 * <p>Tiles are 5 x 2 registers, or 10 x 1 at the edge: more sums than the latency of an fma asks
 * for, and so few that with 16 registers none goes through memory, as it does at 6 x 2. The
 * innermost loop has as few addresses as can be: all copies begin at 0, their strides are powers of
 * two (only then does the compiler drop its array checks), and c comes and goes by way of a buffer.
 */
final class VectorProductFloat {
  static final VectorSpecies<Float> FLOATS = WIDE_FLOATS;
  static final int LANES = FLOATS.length();
  static final int DEPTH = 256;
  private static final int BREADTH = 256;
  static final int HEIGHT = 5;
  static final int WIDTH = 2 * LANES;

  /** What lies between two values of l in a copy of rows; a little over HEIGHT. */
  static final int STRIDE = 8;

  private final float[] upper = new float[STRIDE * DEPTH + LANES];
  private final float[] lower = new float[STRIDE * DEPTH + LANES];

  /** Whether the copies of rows hold them one after the other, as {@link VectorRowTiles} reads. */
  private boolean byRows;

  private final float[] tile = new float[2 * HEIGHT * WIDTH];

  /** One array for each register of columns. */
  private final float[][] columns = new float[BREADTH / LANES][];

  void multiplyAdd(FloatMatrix a, FloatMatrix b, float[] c) {
    assert a.columns() == b.rows() && a.rows() * b.columns() <= c.length;
    for (int j = 0; j < b.columns(); j += BREADTH) {
      int breadth = Math.min(BREADTH, b.columns() - j);
      for (int l = 0; l < a.columns(); l += DEPTH) {
        int depth = Math.min(DEPTH, a.columns() - l);
        copyColumns(b, l, depth, j, breadth);
        byRows = a.columnStride() == 1;
        for (int i = 0; i < a.rows(); i += 2 * HEIGHT) {
          int height = Math.min(2 * HEIGHT, a.rows() - i);
          copyRows(a, i, Math.min(HEIGHT, height), l, depth, upper);
          copyRows(a, i + HEIGHT, Math.max(0, height - HEIGHT), l, depth, lower);
          addStrip(height, breadth, depth, c, i * b.columns() + j, b.columns());
        }
      }
    }
  }

  private void copyColumns(FloatMatrix b, int l, int depth, int j, int breadth) {
    for (int q = 0; q < (breadth + WIDTH - 1) / WIDTH * WIDTH; q += LANES) {
      if (columns[q / LANES] == null) {
        columns[q / LANES] = new float[DEPTH * LANES];
      }
      float[] to = columns[q / LANES];
      int from = l * b.rowStride() + (j + q) * b.columnStride();
      int count = Math.max(0, Math.min(LANES, breadth - q));
      // Whole registers, where they do not reach over the end of b.
      if (b.columnStride() == 1
          && count > 0
          && from + (depth - 1) * b.rowStride() + LANES <= b.values().length) {
        copyRegisters(b.values(), from, b.rowStride(), depth, to, 0, LANES);
      } else {
        Streams.copy(b.values(), from, b.rowStride(), b.columnStride(), depth, count, to, LANES);
      }
    }
  }

  private void copyRows(FloatMatrix a, int i, int height, int l, int depth, float[] to) {
    int from = i * a.rowStride() + l * a.columnStride();
    if (byRows) {
      for (int q = 0; q < height; q++) {
        System.arraycopy(a.values(), from + q * a.rowStride(), to, q * DEPTH, depth);
      }
      return;
    }
    // Whole registers, where they do not reach over the end of a; what one writes too much, the
    // next one puts right.
    if (a.rowStride() == 1
        && height == HEIGHT
        && from + (depth - 1) * a.columnStride() + HEIGHT + LANES <= a.values().length) {
      for (int q = 0; q < HEIGHT; q += LANES) {
        copyRegisters(a.values(), from + q, a.columnStride(), depth, to, q, STRIDE);
      }
    } else {
      Streams.copy(a.values(), from, a.columnStride(), a.rowStride(), depth, height, to, STRIDE);
    }
  }

  private static void copyRegisters(
      float[] x, int from, int step, int depth, float[] out, int to, int width) {
    for (int l = 0, at = from, o = to; l < depth; l++, at += step, o += width) {
      FloatVector.fromArray(FLOATS, x, at).intoArray(out, o);
    }
  }

  /** Adds the product of the copied rows with all copied columns. */
  private void addStrip(int height, int breadth, int depth, float[] c, int at, int n) {
    int q = 0;
    for (; q + LANES < breadth; q += WIDTH) {
      int width = Math.min(WIDTH, breadth - q);
      float[] left = columns[q / LANES];
      float[] right = columns[q / LANES + 1];
      load(c, at + q, n, Math.min(HEIGHT, height), width);
      addWide(upper, left, right, depth);
      store(c, at + q, n, Math.min(HEIGHT, height), width);
      if (height > HEIGHT) {
        int to = at + q + HEIGHT * n;
        load(c, to, n, height - HEIGHT, width);
        addWide(lower, left, right, depth);
        store(c, to, n, height - HEIGHT, width);
      }
    }
    if (q < breadth) {
      load(c, at + q, n, height, breadth - q);
      addTall(columns[q / LANES], depth);
      store(c, at + q, n, height, breadth - q);
    }
  }

  private void addWide(float[] a, float[] left, float[] right, int depth) {
    if (byRows) {
      VectorRowTiles.addWide(a, left, right, depth, tile);
    } else {
      VectorTiles.addWide(a, left, right, depth, tile);
    }
  }

  private void addTall(float[] b, int depth) {
    if (byRows) {
      VectorRowTiles.addTall(upper, lower, b, depth, tile);
    } else {
      VectorTiles.addTall(upper, lower, b, depth, tile);
    }
  }

  private void load(float[] c, int at, int n, int height, int width) {
    for (int i = 0; i < height; i++) {
      int from = at + i * n;
      int q = 0;
      for (; q + LANES <= width; q += LANES) {
        FloatVector.fromArray(FLOATS, c, from + q).intoArray(tile, i * WIDTH + q);
      }
      for (; q < width; q++) {
        tile[i * WIDTH + q] = c[from + q];
      }
    }
  }

  /** What a tile computed over the edge of c is not stored. */
  private void store(float[] c, int at, int n, int height, int width) {
    for (int i = 0; i < height; i++) {
      int to = at + i * n;
      int q = 0;
      for (; q + LANES <= width; q += LANES) {
        FloatVector.fromArray(FLOATS, tile, i * WIDTH + q).intoArray(c, to + q);
      }
      for (; q < width; q++) {
        c[to + q] = tile[i * WIDTH + q];
      }
    }
  }
}
