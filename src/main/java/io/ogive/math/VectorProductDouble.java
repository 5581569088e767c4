package io.ogive.math;

import static io.ogive.math.VectorWidth.DOUBLES;
import static io.ogive.math.VectorWidth.LANES;

import jdk.incubator.vector.DoubleVector;

/**
 * Products of float64 matrices by tiles of c that stay in registers while l, the columns of a,
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
final class VectorProductDouble {
  private static final int DEPTH = 256;
  private static final int BREADTH = 256;
  private static final int HEIGHT = 5;
  private static final int WIDTH = 2 * LANES;

  /** What lies between two values of l in a copy of rows; a little over HEIGHT. */
  private static final int STRIDE = 8;

  private final double[] upper = new double[STRIDE * DEPTH + LANES];
  private final double[] lower = new double[STRIDE * DEPTH + LANES];
  private final double[] tile = new double[2 * HEIGHT * WIDTH];

  /** One array for each register of columns. */
  private final double[][] columns = new double[BREADTH / LANES][];

  void multiplyAdd(DoubleMatrix a, DoubleMatrix b, double[] c) {
    assert a.columns() == b.rows() && a.rows() * b.columns() <= c.length;
    for (int j = 0; j < b.columns(); j += BREADTH) {
      int breadth = Math.min(BREADTH, b.columns() - j);
      for (int l = 0; l < a.columns(); l += DEPTH) {
        int depth = Math.min(DEPTH, a.columns() - l);
        copyColumns(b, l, depth, j, breadth);
        for (int i = 0; i < a.rows(); i += 2 * HEIGHT) {
          int height = Math.min(2 * HEIGHT, a.rows() - i);
          copyRows(a, i, Math.min(HEIGHT, height), l, depth, upper);
          copyRows(a, i + HEIGHT, Math.max(0, height - HEIGHT), l, depth, lower);
          addStrip(height, breadth, depth, c, i * b.columns() + j, b.columns());
        }
      }
    }
  }

  private void copyColumns(DoubleMatrix b, int l, int depth, int j, int breadth) {
    for (int q = 0; q < (breadth + WIDTH - 1) / WIDTH * WIDTH; q += LANES) {
      if (columns[q / LANES] == null) {
        columns[q / LANES] = new double[DEPTH * LANES];
      }
      double[] to = columns[q / LANES];
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

  private void copyRows(DoubleMatrix a, int i, int height, int l, int depth, double[] to) {
    int from = i * a.rowStride() + l * a.columnStride();
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
      double[] x, int from, int step, int depth, double[] out, int to, int width) {
    for (int l = 0, at = from, o = to; l < depth; l++, at += step, o += width) {
      DoubleVector.fromArray(DOUBLES, x, at).intoArray(out, o);
    }
  }

  /** Adds the product of the copied rows with all copied columns. */
  private void addStrip(int height, int breadth, int depth, double[] c, int at, int n) {
    int q = 0;
    for (; q + LANES < breadth; q += WIDTH) {
      int width = Math.min(WIDTH, breadth - q);
      double[] left = columns[q / LANES];
      double[] right = columns[q / LANES + 1];
      load(c, at + q, n, Math.min(HEIGHT, height), width);
      addWide(upper, left, right, depth, tile);
      store(c, at + q, n, Math.min(HEIGHT, height), width);
      if (height > HEIGHT) {
        int to = at + q + HEIGHT * n;
        load(c, to, n, height - HEIGHT, width);
        addWide(lower, left, right, depth, tile);
        store(c, to, n, height - HEIGHT, width);
      }
    }
    if (q < breadth) {
      load(c, at + q, n, height, breadth - q);
      addTall(upper, lower, columns[q / LANES], depth, tile);
      store(c, at + q, n, height, breadth - q);
    }
  }

  private void load(double[] c, int at, int n, int height, int width) {
    for (int i = 0; i < height; i++) {
      int from = at + i * n;
      int q = 0;
      for (; q + LANES <= width; q += LANES) {
        DoubleVector.fromArray(DOUBLES, c, from + q).intoArray(tile, i * WIDTH + q);
      }
      for (; q < width; q++) {
        tile[i * WIDTH + q] = c[from + q];
      }
    }
  }

  /** What a tile computed over the edge of c is not stored. */
  private void store(double[] c, int at, int n, int height, int width) {
    for (int i = 0; i < height; i++) {
      int to = at + i * n;
      int q = 0;
      for (; q + LANES <= width; q += LANES) {
        DoubleVector.fromArray(DOUBLES, tile, i * WIDTH + q).intoArray(c, to + q);
      }
      for (; q < width; q++) {
        c[to + q] = tile[i * WIDTH + q];
      }
    }
  }

  private static void addWide(double[] a, double[] left, double[] right, int depth, double[] tile) {
    DoubleVector c00 = DoubleVector.fromArray(DOUBLES, tile, 0);
    DoubleVector c01 = DoubleVector.fromArray(DOUBLES, tile, LANES);
    DoubleVector c10 = DoubleVector.fromArray(DOUBLES, tile, WIDTH);
    DoubleVector c11 = DoubleVector.fromArray(DOUBLES, tile, WIDTH + LANES);
    DoubleVector c20 = DoubleVector.fromArray(DOUBLES, tile, 2 * WIDTH);
    DoubleVector c21 = DoubleVector.fromArray(DOUBLES, tile, 2 * WIDTH + LANES);
    DoubleVector c30 = DoubleVector.fromArray(DOUBLES, tile, 3 * WIDTH);
    DoubleVector c31 = DoubleVector.fromArray(DOUBLES, tile, 3 * WIDTH + LANES);
    DoubleVector c40 = DoubleVector.fromArray(DOUBLES, tile, 4 * WIDTH);
    DoubleVector c41 = DoubleVector.fromArray(DOUBLES, tile, 4 * WIDTH + LANES);
    for (int l = 0; l < depth; l++) {
      DoubleVector b0 = DoubleVector.fromArray(DOUBLES, left, l * LANES);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLES, right, l * LANES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLES, a[l * STRIDE]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLES, a[l * STRIDE + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLES, a[l * STRIDE + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLES, a[l * STRIDE + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      DoubleVector a4 = DoubleVector.broadcast(DOUBLES, a[l * STRIDE + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
    }
    c00.intoArray(tile, 0);
    c01.intoArray(tile, LANES);
    c10.intoArray(tile, WIDTH);
    c11.intoArray(tile, WIDTH + LANES);
    c20.intoArray(tile, 2 * WIDTH);
    c21.intoArray(tile, 2 * WIDTH + LANES);
    c30.intoArray(tile, 3 * WIDTH);
    c31.intoArray(tile, 3 * WIDTH + LANES);
    c40.intoArray(tile, 4 * WIDTH);
    c41.intoArray(tile, 4 * WIDTH + LANES);
  }

  private static void addTall(
      double[] above, double[] below, double[] b, int depth, double[] tile) {
    DoubleVector c0 = DoubleVector.fromArray(DOUBLES, tile, 0);
    DoubleVector c1 = DoubleVector.fromArray(DOUBLES, tile, WIDTH);
    DoubleVector c2 = DoubleVector.fromArray(DOUBLES, tile, 2 * WIDTH);
    DoubleVector c3 = DoubleVector.fromArray(DOUBLES, tile, 3 * WIDTH);
    DoubleVector c4 = DoubleVector.fromArray(DOUBLES, tile, 4 * WIDTH);
    DoubleVector c5 = DoubleVector.fromArray(DOUBLES, tile, 5 * WIDTH);
    DoubleVector c6 = DoubleVector.fromArray(DOUBLES, tile, 6 * WIDTH);
    DoubleVector c7 = DoubleVector.fromArray(DOUBLES, tile, 7 * WIDTH);
    DoubleVector c8 = DoubleVector.fromArray(DOUBLES, tile, 8 * WIDTH);
    DoubleVector c9 = DoubleVector.fromArray(DOUBLES, tile, 9 * WIDTH);
    for (int l = 0; l < depth; l++) {
      DoubleVector b0 = DoubleVector.fromArray(DOUBLES, b, l * LANES);
      c0 = b0.fma(DoubleVector.broadcast(DOUBLES, above[l * STRIDE]), c0);
      c1 = b0.fma(DoubleVector.broadcast(DOUBLES, above[l * STRIDE + 1]), c1);
      c2 = b0.fma(DoubleVector.broadcast(DOUBLES, above[l * STRIDE + 2]), c2);
      c3 = b0.fma(DoubleVector.broadcast(DOUBLES, above[l * STRIDE + 3]), c3);
      c4 = b0.fma(DoubleVector.broadcast(DOUBLES, above[l * STRIDE + 4]), c4);
      c5 = b0.fma(DoubleVector.broadcast(DOUBLES, below[l * STRIDE]), c5);
      c6 = b0.fma(DoubleVector.broadcast(DOUBLES, below[l * STRIDE + 1]), c6);
      c7 = b0.fma(DoubleVector.broadcast(DOUBLES, below[l * STRIDE + 2]), c7);
      c8 = b0.fma(DoubleVector.broadcast(DOUBLES, below[l * STRIDE + 3]), c8);
      c9 = b0.fma(DoubleVector.broadcast(DOUBLES, below[l * STRIDE + 4]), c9);
    }
    c0.intoArray(tile, 0);
    c1.intoArray(tile, WIDTH);
    c2.intoArray(tile, 2 * WIDTH);
    c3.intoArray(tile, 3 * WIDTH);
    c4.intoArray(tile, 4 * WIDTH);
    c5.intoArray(tile, 5 * WIDTH);
    c6.intoArray(tile, 6 * WIDTH);
    c7.intoArray(tile, 7 * WIDTH);
    c8.intoArray(tile, 8 * WIDTH);
    c9.intoArray(tile, 9 * WIDTH);
  }
}
