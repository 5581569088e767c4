package io.ogive.math;

import static io.ogive.math.VectorWidth.FLOATS;
import static io.ogive.math.VectorWidth.HALF;
import static io.ogive.math.VectorWidth.WIDE;
import static io.ogive.math.VectorWidth.WIDE_FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * Products of float32 matrices by tiles of c that stay in registers while l, the columns of a,
 * runs.
 *
 * <p>Both operands are copied so that a tile reads each in one stream, so many values of l and
 * columns of b at a time as fit the caches (Goto and van de Geijn, "Anatomy of high-performance
 * matrix multiplication", 2008), in parts that are about equal. An element of c is taken up where
 * it was left, so its order is that of l.
 *
 * <p>Tiles are 8 x 2 registers where there are 32 of them and 4 x 2 where there are 16, and 8 x 1
 * at the edge, of half a register where that is enough; more sums than the latency of an fma asks
 * for, and so few that none goes through memory.
 */
final class VectorProductFloat {
  static final int LANES = WIDE_FLOATS.length();
  private static final int HALF_LANES = FLOATS.length();
  private static final int WIDTH = 2 * LANES;
  private static final int HEIGHT = 8;
  private static final int LOW_HEIGHT = 4;

  private final VectorOperands operands = new VectorOperands();
  private final float[] tile = new float[HEIGHT * LANES];

  void multiplyAdd(FloatMatrix a, FloatMatrix b, float[] c) {
    assert a.columns() == b.rows() && a.rows() * b.columns() <= c.length;
    int n = b.columns();
    int mostBreadth = part(n, VectorOperands.BREADTH, WIDTH);
    int mostDepth = part(a.columns(), VectorOperands.DEPTH, 1);
    for (int j = 0; j < n; j += mostBreadth) {
      int breadth = Math.min(mostBreadth, n - j);
      for (int l = 0; l < a.columns(); l += mostDepth) {
        int depth = Math.min(mostDepth, a.columns() - l);
        operands.copyColumns(b, l, depth, j, breadth);
        for (int i = 0; i < a.rows(); i += VectorOperands.HEIGHT) {
          int height = Math.min(VectorOperands.HEIGHT, a.rows() - i);
          operands.copyRows(a, i, height, l, depth);
          for (int row = 0; row < height; row += HEIGHT) {
            int rest = Math.min(HEIGHT, height - row);
            addStrip(row, rest, breadth, depth, c, (i + row) * n + j, n);
          }
        }
      }
    }
  }

  /** The size of parts of n, none over {@code most}, that are equal but for steps and the last. */
  private static int part(int n, int most, int step) {
    int parts = Math.max(1, (n + most - 1) / most);
    return Math.max(step, ((n + parts - 1) / parts + step - 1) / step * step);
  }

  /** Adds the product of some of the copied rows with all copied columns. */
  private void addStrip(int row, int height, int breadth, int depth, float[] c, int at, int n) {
    int q = 0;
    if (height == HEIGHT) {
      for (; q + WIDTH <= breadth; q += WIDTH) {
        addWide(row, q, depth, c, at + q, n);
      }
      for (; q + LANES <= breadth; q += LANES) {
        addTall(row, q, depth, c, at + q, n);
      }
    }
    for (; q < breadth; q += LANES) {
      int width = Math.min(LANES, breadth - q);
      copy(c, at + q, n, tile, 0, LANES, height, width);
      if (width > HALF_LANES) {
        addTall(row, q, depth, tile, 0, LANES);
      } else {
        addNarrow(row, q, depth, tile, 0, LANES);
      }
      copy(tile, 0, LANES, c, at + q, n, height, width);
    }
  }

  private void addWide(int row, int q, int depth, float[] c, int at, int n) {
    float[] left = operands.columns(q);
    float[] right = operands.columns(q + LANES);
    float[] a = operands.rows(row);
    int from = operands.start(row);
    if (VectorOperands.TOGETHER && operands.areByRows()) {
      VectorRowTiles.addWide(a, from, left, right, depth, c, at, n);
    } else if (VectorOperands.TOGETHER) {
      VectorTiles.addWide(a, from, left, right, depth, c, at, n);
    } else {
      float[] below = operands.rows(row + LOW_HEIGHT);
      int next = at + LOW_HEIGHT * n;
      if (operands.areByRows()) {
        VectorRowTiles.addLow(a, left, right, depth, c, at, n);
        VectorRowTiles.addLow(below, left, right, depth, c, next, n);
      } else {
        VectorTiles.addLow(a, left, right, depth, c, at, n);
        VectorTiles.addLow(below, left, right, depth, c, next, n);
      }
    }
  }

  private void addTall(int row, int q, int depth, float[] c, int at, int n) {
    float[] above = operands.rows(row);
    float[] below = operands.rows(row + LOW_HEIGHT);
    int from = operands.start(row);
    if (operands.areByRows()) {
      VectorRowTiles.addTall(above, below, from, operands.columns(q), depth, c, at, n);
    } else {
      VectorTiles.addTall(above, below, from, operands.columns(q), depth, c, at, n);
    }
  }

  private void addNarrow(int row, int q, int depth, float[] c, int at, int n) {
    float[] above = operands.rows(row);
    float[] below = operands.rows(row + LOW_HEIGHT);
    int from = operands.start(row);
    if (operands.areByRows()) {
      VectorRowTiles.addNarrow(above, below, from, operands.columns(q), depth, c, at, n);
    } else {
      VectorTiles.addNarrow(above, below, from, operands.columns(q), depth, c, at, n);
    }
  }

  /** Copies no more than a tile's width; what a tile computed over the edge of c is not stored. */
  private static void copy(
      float[] x, int from, int fromStep, float[] out, int to, int toStep, int height, int width) {
    for (int i = 0, at = from, o = to; i < height; i++, at += fromStep, o += toStep) {
      int q = 0;
      if (width == LANES) {
        WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, x, at)).intoArray(out, o);
        q = LANES;
      } else if (width >= HALF_LANES) {
        HALF.cast(FloatVector.fromArray(FLOATS, x, at)).intoArray(out, o);
        q = HALF_LANES;
      }
      for (; q < width; q++) {
        out[o + q] = x[at + q];
      }
    }
  }
}
