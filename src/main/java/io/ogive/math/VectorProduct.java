package io.ogive.math;

import static io.ogive.math.VectorWidth.DOUBLES;
import static io.ogive.math.VectorWidth.LANES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/**
 * One matrix product by tiles of c that stay in registers while l runs.
 *
 * <p>Both operands are copied so that a tile reads them in one stream, b in columns of a tile's
 * width, a in rows of its height, {@link #DEPTH} values of l at a time, which fit the caches (Goto
 * and van de Geijn, "Anatomy of high-performance matrix multiplication", 2008). What a tile
 * computes over the edge of c is not stored. An element of c is taken up from memory where it was
 * left, so its order is that of l.
 */
final class VectorProduct {
  private static final int DEPTH = 256;
  private static final int HEIGHT = 4;
  private static final int WIDTH = 2 * LANES;

  private final int m;
  private final int n;
  private final int k;
  private final double[] columns;
  private final double[] rows;
  private final double[] corner = new double[HEIGHT * WIDTH];

  VectorProduct(int m, int n, int k) {
    this.m = m;
    this.n = n;
    this.k = k;
    int depth = Math.min(k, DEPTH);
    columns = new double[(n + WIDTH - 1) / WIDTH * WIDTH * depth];
    rows = new double[HEIGHT * depth];
  }

  void run(double[] a, int aRow, int aColumn, double[] b, double[] c, boolean accumulate) {
    if (!accumulate) {
      Arrays.fill(c, 0, m * n, 0.0);
    }
    for (int from = 0; from < k; from += DEPTH) {
      int depth = Math.min(DEPTH, k - from);
      copyColumns(b, from, depth);
      for (int i = 0; i < m; i += HEIGHT) {
        int height = Math.min(HEIGHT, m - i);
        copyRows(a, i * aRow + from * aColumn, aRow, aColumn, height, depth);
        for (int j = 0; j < n; j += WIDTH) {
          int width = Math.min(WIDTH, n - j);
          if (height == HEIGHT && width == WIDTH) {
            addTile(rows, columns, j * depth, depth, c, i * n + j, n);
          } else {
            addCorner(j * depth, depth, c, i * n + j, height, width);
          }
        }
      }
    }
  }

  private void copyColumns(double[] b, int from, int depth) {
    for (int j = 0; j < n; j += WIDTH) {
      int width = Math.min(WIDTH, n - j);
      int to = j * depth;
      for (int l = 0; l < depth; l++, to += WIDTH) {
        int at = (from + l) * n + j;
        for (int q = 0; q < width; q++) {
          columns[to + q] = b[at + q];
        }
      }
    }
  }

  private void copyRows(double[] a, int at, int aRow, int aColumn, int height, int depth) {
    for (int i = 0; i < height; i++) {
      for (int l = 0; l < depth; l++) {
        rows[l * HEIGHT + i] = a[at + i * aRow + l * aColumn];
      }
    }
  }

  /** A tile that reaches over the edge of c, computed beside it. */
  private void addCorner(int tile, int depth, double[] c, int at, int height, int width) {
    for (int i = 0; i < height; i++) {
      System.arraycopy(c, at + i * n, corner, i * WIDTH, width);
    }
    addTile(rows, columns, tile, depth, corner, 0, WIDTH);
    for (int i = 0; i < height; i++) {
      System.arraycopy(corner, i * WIDTH, c, at + i * n, width);
    }
  }

  private static void addTile(
      double[] a, double[] b, int tile, int depth, double[] c, int at, int stride) {
    int at1 = at + stride;
    int at2 = at1 + stride;
    int at3 = at2 + stride;
    DoubleVector c00 = DoubleVector.fromArray(DOUBLES, c, at);
    DoubleVector c01 = DoubleVector.fromArray(DOUBLES, c, at + LANES);
    DoubleVector c10 = DoubleVector.fromArray(DOUBLES, c, at1);
    DoubleVector c11 = DoubleVector.fromArray(DOUBLES, c, at1 + LANES);
    DoubleVector c20 = DoubleVector.fromArray(DOUBLES, c, at2);
    DoubleVector c21 = DoubleVector.fromArray(DOUBLES, c, at2 + LANES);
    DoubleVector c30 = DoubleVector.fromArray(DOUBLES, c, at3);
    DoubleVector c31 = DoubleVector.fromArray(DOUBLES, c, at3 + LANES);
    for (int l = 0, row = 0, column = tile; l < depth; l++, row += HEIGHT, column += WIDTH) {
      DoubleVector b0 = DoubleVector.fromArray(DOUBLES, b, column);
      DoubleVector b1 = DoubleVector.fromArray(DOUBLES, b, column + LANES);
      DoubleVector a0 = DoubleVector.broadcast(DOUBLES, a[row]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(DOUBLES, a[row + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(DOUBLES, a[row + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(DOUBLES, a[row + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
    }
    c00.intoArray(c, at);
    c01.intoArray(c, at + LANES);
    c10.intoArray(c, at1);
    c11.intoArray(c, at1 + LANES);
    c20.intoArray(c, at2);
    c21.intoArray(c, at2 + LANES);
    c30.intoArray(c, at3);
    c31.intoArray(c, at3 + LANES);
  }
}
