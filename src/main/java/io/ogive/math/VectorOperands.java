package io.ogive.math;

import static io.ogive.math.VectorWidth.FLOATS;
import static io.ogive.math.VectorWidth.HALF;
import static io.ogive.math.VectorWidth.WIDE;
import static io.ogive.math.VectorWidth.WIDE_FLOATS;

import jdk.incubator.vector.FloatVector;

/**
 * The operands of {@link VectorProductFloat} as its tiles read them: some columns of b, a register
 * of them for each l, and {@link #HEIGHT} rows of a, which are either one after the other ({@link
 * VectorRowTiles}) or have the values of one column of a side by side ({@link VectorTiles}),
 * whichever a is itself.
 */
final class VectorOperands {
  /** The most values of l. */
  static final int DEPTH = 400;

  /** The most columns of b. */
  static final int BREADTH = 400;

  /** Rows of a. */
  static final int HEIGHT = 16;

  /** Between two rows in a copy by rows; no power of two, lest they share sets of the cache. */
  static final int ROW = DEPTH + 16;

  /**
   * Whether all rows are in one array. With fewer registers, and so shorter tiles, there are four
   * rows in each, which then begin at 0: an address less in the innermost loop.
   */
  static final boolean TOGETHER = VectorProductFloat.LANES == HEIGHT;

  /** Rows in an array. */
  static final int GROUP = TOGETHER ? HEIGHT : 4;

  private static final int LANES = VectorProductFloat.LANES;
  private static final int HALF_LANES = FLOATS.length();

  private final float[][] columns = new float[BREADTH / LANES + 2][];
  private final float[][] rows = new float[HEIGHT / GROUP][GROUP * ROW];
  private boolean byRows;

  /** The register's width of columns from the q-th on. */
  float[] columns(int q) {
    return columns[q / LANES];
  }

  /** Where the row is. */
  float[] rows(int row) {
    return rows[row / GROUP];
  }

  /** Where in {@link #rows} it starts. */
  int start(int row) {
    return byRows ? row % GROUP * ROW : row % GROUP;
  }

  boolean areByRows() {
    return byRows;
  }

  void copyColumns(FloatMatrix b, int l, int depth, int j, int breadth) {
    for (int q = 0; q < breadth; q += LANES) {
      if (columns[q / LANES] == null) {
        columns[q / LANES] = new float[DEPTH * LANES];
      }
      float[] to = columns[q / LANES];
      int from = l * b.rowStride() + (j + q) * b.columnStride();
      int count = Math.min(LANES, breadth - q);
      if (b.columnStride() == 1) {
        int whole = whole(b.values(), from, b.rowStride(), LANES, depth);
        copyRegisters(b.values(), from, b.rowStride(), whole, to);
        copy(b.values(), from, b.rowStride(), 1, whole, depth, 0, count, to, LANES);
      } else {
        turn(b, from, depth, count, to);
      }
    }
  }

  void copyRows(FloatMatrix a, int i, int height, int l, int depth) {
    byRows = a.columnStride() == 1;
    for (int q = 0; q < height; q += GROUP) {
      float[] to = rows[q / GROUP];
      int count = Math.min(GROUP, height - q);
      int from = (i + q) * a.rowStride() + l * a.columnStride();
      if (byRows) {
        for (int p = 0; p < count; p++) {
          System.arraycopy(a.values(), from + p * a.rowStride(), to, p * ROW, depth);
        }
        continue;
      }
      int whole = a.rowStride() == 1 ? whole(a.values(), from, a.columnStride(), GROUP, depth) : 0;
      if (TOGETHER) {
        copyRegisters(a.values(), from, a.columnStride(), whole, to);
      } else {
        for (int p = 0; p < GROUP; p += HALF_LANES) {
          copyHalves(a.values(), from + p, a.columnStride(), whole, to, p);
        }
      }
      copy(a.values(), from, a.columnStride(), a.rowStride(), whole, depth, 0, count, to, GROUP);
    }
  }

  /** For how many l so many values from {@code from + l * step} on are within x. */
  private static int whole(float[] x, int from, int step, int values, int depth) {
    int room = x.length - values - from;
    return room < 0 ? 0 : step == 0 ? depth : Math.min(depth, room / step + 1);
  }

  private static void copyRegisters(float[] x, int from, int step, int depth, float[] out) {
    for (int l = 0, at = from; l < depth; l++, at += step) {
      WIDE.cast(FloatVector.fromArray(WIDE_FLOATS, x, at)).intoArray(out, l * LANES);
    }
  }

  private static void copyHalves(float[] x, int from, int step, int depth, float[] out, int to) {
    for (int l = 0, at = from; l < depth; l++, at += step) {
      HALF.cast(FloatVector.fromArray(FLOATS, x, at)).intoArray(out, l * GROUP + to);
    }
  }

  private static void turn(FloatMatrix b, int from, int depth, int count, float[] out) {
    int q = 0;
    if (b.rowStride() == 1) {
      for (; q + 4 <= count; q += 4) {
        turnFour(b.values(), from + q * b.columnStride(), b.columnStride(), depth, out, q);
      }
    }
    copy(b.values(), from, b.rowStride(), b.columnStride(), 0, depth, q, count, out, LANES);
  }

  /** Four at a time and of a constant stride, which the compiler needs to drop its array checks. */
  private static void turnFour(float[] x, int from, int stride, int depth, float[] out, int q) {
    int from1 = from + stride;
    int from2 = from1 + stride;
    int from3 = from2 + stride;
    for (int l = 0; l < depth; l++) {
      out[l * LANES + q] = x[from + l];
      out[l * LANES + q + 1] = x[from1 + l];
      out[l * LANES + q + 2] = x[from2 + l];
      out[l * LANES + q + 3] = x[from3 + l];
    }
  }

  /** {@code out[l * width + q] = x[from + l * step + q * stride]}, of l and q in their ranges. */
  private static void copy(
      float[] x,
      int from,
      int step,
      int stride,
      int l0,
      int l1,
      int q0,
      int q1,
      float[] out,
      int width) {
    for (int q = q0; q < q1; q++) {
      for (int l = l0, at = from + l * step + q * stride; l < l1; l++, at += step) {
        out[l * width + q] = x[at];
      }
    }
  }
}
