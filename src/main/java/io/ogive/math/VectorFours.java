package io.ogive.math;

import static io.ogive.math.VectorWidth.DOUBLES;
import static io.ogive.math.VectorWidth.FLOATS;
import static io.ogive.math.VectorWidth.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link VectorPanels} for four vectors at once over float32 values: each value is read and widened
 * once for all four, which is about as much work as its two products.
 */
final class VectorFours {
  static final int VECTORS = 4;

  private static final int CHUNK = 2 * LANES;
  private static final int SUM_LANES = Kernels.SUM_LANES;

  /** Floats in a line of the cache. */
  private static final int LINE = 16;

  /** What was read ahead, or the compiler would drop the reading. */
  private static float read;

  private VectorFours() {}

  /** Margins of vectors {@code v .. v + 4}. */
  static void margins(Panels x, double[][] weights, double[] starts, int v, double[][] out) {
    int columns = x.columns();
    int whole = x.rows() / CHUNK * CHUNK;
    for (int row = 0; row < whole; row += CHUNK) {
      int from = Panels.index(columns, row, 0);
      if (v == 0 && row % Panels.LANES == 0) {
        read = sumOfLines(x.floats(), from, from + columns * Panels.LANES);
      }
      margins(x.floats(), from, columns, weights, starts, v, out, v, row);
    }
    if (whole < x.rows()) {
      double[][] last = new double[VECTORS][CHUNK];
      int from = Panels.index(columns, whole, 0);
      margins(x.floats(), from, columns, weights, starts, v, last, 0, 0);
      for (int u = 0; u < VECTORS; u++) {
        System.arraycopy(last[u], 0, out[v + u], whole, x.rows() - whole);
      }
    }
  }

  /**
   * Fetches a panel along memory, which the processor does ahead of the reading: margins read it in
   * strides, and there it stops at every page.
   */
  private static float sumOfLines(float[] x, int from, int to) {
    float sum = 0;
    for (int i = from; i < to; i += LINE) {
      sum += x[i];
    }
    return sum;
  }

  private static void margins(
      float[] x,
      int from,
      int columns,
      double[][] weights,
      double[] starts,
      int v,
      double[][] out,
      int first,
      int to) {
    double[] w0 = weights[v];
    double[] w1 = weights[v + 1];
    double[] w2 = weights[v + 2];
    double[] w3 = weights[v + 3];
    DoubleVector a0 = DoubleVector.broadcast(DOUBLES, starts[v]);
    DoubleVector b0 = a0;
    DoubleVector a1 = DoubleVector.broadcast(DOUBLES, starts[v + 1]);
    DoubleVector b1 = a1;
    DoubleVector a2 = DoubleVector.broadcast(DOUBLES, starts[v + 2]);
    DoubleVector b2 = a2;
    DoubleVector a3 = DoubleVector.broadcast(DOUBLES, starts[v + 3]);
    DoubleVector b3 = a3;
    for (int j = 0, at = from; j < columns; j++, at += Panels.LANES) {
      DoubleVector a =
          (DoubleVector)
              FloatVector.fromArray(FLOATS, x, at).convertShape(VectorOperators.F2D, DOUBLES, 0);
      DoubleVector b =
          (DoubleVector)
              FloatVector.fromArray(FLOATS, x, at + LANES)
                  .convertShape(VectorOperators.F2D, DOUBLES, 0);
      DoubleVector w = DoubleVector.broadcast(DOUBLES, w0[j]);
      a0 = a.fma(w, a0);
      b0 = b.fma(w, b0);
      w = DoubleVector.broadcast(DOUBLES, w1[j]);
      a1 = a.fma(w, a1);
      b1 = b.fma(w, b1);
      w = DoubleVector.broadcast(DOUBLES, w2[j]);
      a2 = a.fma(w, a2);
      b2 = b.fma(w, b2);
      w = DoubleVector.broadcast(DOUBLES, w3[j]);
      a3 = a.fma(w, a3);
      b3 = b.fma(w, b3);
    }
    a0.intoArray(out[first], to);
    b0.intoArray(out[first], to + LANES);
    a1.intoArray(out[first + 1], to);
    b1.intoArray(out[first + 1], to + LANES);
    a2.intoArray(out[first + 2], to);
    b2.intoArray(out[first + 2], to + LANES);
    a3.intoArray(out[first + 3], to);
    b3.intoArray(out[first + 3], to + LANES);
  }

  /** Transposed products of vectors {@code v .. v + 4}. */
  static void transposed(Panels x, double[][] r, int v, double[][] out) {
    int columns = x.columns();
    double[][] sums = new double[VECTORS][columns * SUM_LANES];
    int whole = x.rows() / Panels.LANES * Panels.LANES;
    for (int row = 0; row < whole; row += Panels.LANES) {
      int from = Panels.index(columns, row, 0);
      for (int i = 0; i < Panels.LANES; i += 2 * SUM_LANES) {
        for (int lane = 0; lane < SUM_LANES; lane += LANES) {
          addOctets(x.floats(), from + i + lane, columns, r, v, row + i + lane, sums, lane);
        }
      }
    }
    for (int u = 0; u < VECTORS; u++) {
      if (whole < x.rows()) {
        VectorPanels.addRest(x, whole, r[v + u], sums[u]);
      }
      for (int j = 0; j < columns; j++) {
        out[v + u][j] = ScalarKernels.sumOfLanes(sums[u], j * SUM_LANES);
      }
    }
  }

  /** Adds two octets of rows to the lanes of every column. */
  private static void addOctets(
      float[] x, int from, int columns, double[][] r, int v, int row, double[][] sums, int lane) {
    DoubleVector a0 = DoubleVector.fromArray(DOUBLES, r[v], row);
    DoubleVector b0 = DoubleVector.fromArray(DOUBLES, r[v], row + SUM_LANES);
    DoubleVector a1 = DoubleVector.fromArray(DOUBLES, r[v + 1], row);
    DoubleVector b1 = DoubleVector.fromArray(DOUBLES, r[v + 1], row + SUM_LANES);
    DoubleVector a2 = DoubleVector.fromArray(DOUBLES, r[v + 2], row);
    DoubleVector b2 = DoubleVector.fromArray(DOUBLES, r[v + 2], row + SUM_LANES);
    DoubleVector a3 = DoubleVector.fromArray(DOUBLES, r[v + 3], row);
    DoubleVector b3 = DoubleVector.fromArray(DOUBLES, r[v + 3], row + SUM_LANES);
    double[] s0 = sums[0];
    double[] s1 = sums[1];
    double[] s2 = sums[2];
    double[] s3 = sums[3];
    for (int j = 0, at = from, s = lane; j < columns; j++, at += Panels.LANES, s += SUM_LANES) {
      DoubleVector a =
          (DoubleVector)
              FloatVector.fromArray(FLOATS, x, at).convertShape(VectorOperators.F2D, DOUBLES, 0);
      DoubleVector b =
          (DoubleVector)
              FloatVector.fromArray(FLOATS, x, at + SUM_LANES)
                  .convertShape(VectorOperators.F2D, DOUBLES, 0);
      b.fma(b0, a.fma(a0, DoubleVector.fromArray(DOUBLES, s0, s))).intoArray(s0, s);
      b.fma(b1, a.fma(a1, DoubleVector.fromArray(DOUBLES, s1, s))).intoArray(s1, s);
      b.fma(b2, a.fma(a2, DoubleVector.fromArray(DOUBLES, s2, s))).intoArray(s2, s);
      b.fma(b3, a.fma(a3, DoubleVector.fromArray(DOUBLES, s3, s))).intoArray(s3, s);
    }
  }
}
