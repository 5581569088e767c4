package io.ogive.math;

import static io.ogive.math.VectorWidth.DOUBLES;
import static io.ogive.math.VectorWidth.FLOATS;
import static io.ogive.math.VectorWidth.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Margins and their transpose over panels, lanes across rows.
 *
 * <p>Eight registers of rows at a time: a 64-row panel at 512 bits, a half or a quarter of it
 * below.
 */
final class VectorPanels {
  private static final int CHUNK = 8 * LANES;
  private static final int SUM_LANES = Kernels.SUM_LANES;

  private VectorPanels() {}

  static void margins(Panels x, double[] weights, double start, double[] out) {
    int columns = x.columns();
    int whole = x.rows() / CHUNK * CHUNK;
    for (int row = 0; row < whole; row += CHUNK) {
      chunkOfMargins(x, Panels.index(columns, row, 0), columns, weights, start, out, row);
    }
    if (whole < x.rows()) {
      double[] last = new double[CHUNK];
      chunkOfMargins(x, Panels.index(columns, whole, 0), columns, weights, start, last, 0);
      System.arraycopy(last, 0, out, whole, x.rows() - whole);
    }
  }

  private static void chunkOfMargins(
      Panels x, int at, int columns, double[] weights, double start, double[] out, int to) {
    if (x.isSingle()) {
      margins(x.floats(), at, columns, weights, start, out, to);
    } else {
      margins(x.doubles(), at, columns, weights, start, out, to);
    }
  }

  private static void margins(
      float[] x, int from, int columns, double[] weights, double start, double[] out, int to) {
    DoubleVector z0 = DoubleVector.broadcast(DOUBLES, start);
    DoubleVector z1 = z0;
    DoubleVector z2 = z0;
    DoubleVector z3 = z0;
    DoubleVector z4 = z0;
    DoubleVector z5 = z0;
    DoubleVector z6 = z0;
    DoubleVector z7 = z0;
    for (int j = 0, at = from; j < columns; j++, at += Panels.LANES) {
      DoubleVector w = DoubleVector.broadcast(DOUBLES, weights[j]);
      z0 =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(w, z0);
      z1 =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at + LANES)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(w, z1);
      z2 =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at + 2 * LANES)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(w, z2);
      z3 =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at + 3 * LANES)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(w, z3);
      z4 =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at + 4 * LANES)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(w, z4);
      z5 =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at + 5 * LANES)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(w, z5);
      z6 =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at + 6 * LANES)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(w, z6);
      z7 =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at + 7 * LANES)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(w, z7);
    }
    z0.intoArray(out, to);
    z1.intoArray(out, to + LANES);
    z2.intoArray(out, to + 2 * LANES);
    z3.intoArray(out, to + 3 * LANES);
    z4.intoArray(out, to + 4 * LANES);
    z5.intoArray(out, to + 5 * LANES);
    z6.intoArray(out, to + 6 * LANES);
    z7.intoArray(out, to + 7 * LANES);
  }

  private static void margins(
      double[] x, int from, int columns, double[] weights, double start, double[] out, int to) {
    DoubleVector z0 = DoubleVector.broadcast(DOUBLES, start);
    DoubleVector z1 = z0;
    DoubleVector z2 = z0;
    DoubleVector z3 = z0;
    DoubleVector z4 = z0;
    DoubleVector z5 = z0;
    DoubleVector z6 = z0;
    DoubleVector z7 = z0;
    for (int j = 0, at = from; j < columns; j++, at += Panels.LANES) {
      DoubleVector w = DoubleVector.broadcast(DOUBLES, weights[j]);
      z0 = DoubleVector.fromArray(DOUBLES, x, at).fma(w, z0);
      z1 = DoubleVector.fromArray(DOUBLES, x, at + LANES).fma(w, z1);
      z2 = DoubleVector.fromArray(DOUBLES, x, at + 2 * LANES).fma(w, z2);
      z3 = DoubleVector.fromArray(DOUBLES, x, at + 3 * LANES).fma(w, z3);
      z4 = DoubleVector.fromArray(DOUBLES, x, at + 4 * LANES).fma(w, z4);
      z5 = DoubleVector.fromArray(DOUBLES, x, at + 5 * LANES).fma(w, z5);
      z6 = DoubleVector.fromArray(DOUBLES, x, at + 6 * LANES).fma(w, z6);
      z7 = DoubleVector.fromArray(DOUBLES, x, at + 7 * LANES).fma(w, z7);
    }
    z0.intoArray(out, to);
    z1.intoArray(out, to + LANES);
    z2.intoArray(out, to + 2 * LANES);
    z3.intoArray(out, to + 3 * LANES);
    z4.intoArray(out, to + 4 * LANES);
    z5.intoArray(out, to + 5 * LANES);
    z6.intoArray(out, to + 6 * LANES);
    z7.intoArray(out, to + 7 * LANES);
  }

  static void transposed(Panels x, double[] r, double[] out) {
    int columns = x.columns();
    double[] sums = new double[columns * SUM_LANES];
    int whole = x.rows() / Panels.LANES * Panels.LANES;
    for (int row = 0; row < whole; row += Panels.LANES) {
      int at = Panels.index(columns, row, 0);
      for (int lane = 0; lane < SUM_LANES; lane += LANES) {
        if (x.isSingle()) {
          addPanel(x.floats(), at + lane, columns, r, row + lane, sums, lane);
        } else {
          addPanel(x.doubles(), at + lane, columns, r, row + lane, sums, lane);
        }
      }
    }
    if (whole < x.rows()) {
      addRest(x, whole, r, sums);
    }
    for (int j = 0; j < columns; j++) {
      out[j] = ScalarKernels.sumOfLanes(sums, j * SUM_LANES);
    }
  }

  private static void addPanel(
      float[] x, int from, int columns, double[] r, int row, double[] sums, int lane) {
    DoubleVector r0 = DoubleVector.fromArray(DOUBLES, r, row);
    DoubleVector r1 = DoubleVector.fromArray(DOUBLES, r, row + 8);
    DoubleVector r2 = DoubleVector.fromArray(DOUBLES, r, row + 16);
    DoubleVector r3 = DoubleVector.fromArray(DOUBLES, r, row + 24);
    DoubleVector r4 = DoubleVector.fromArray(DOUBLES, r, row + 32);
    DoubleVector r5 = DoubleVector.fromArray(DOUBLES, r, row + 40);
    DoubleVector r6 = DoubleVector.fromArray(DOUBLES, r, row + 48);
    DoubleVector r7 = DoubleVector.fromArray(DOUBLES, r, row + 56);
    for (int j = 0, at = from; j < columns; j++, at += Panels.LANES) {
      int s = j * SUM_LANES + lane;
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, s);
      sum =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(r0, sum);
      sum =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at + 8)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(r1, sum);
      sum =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at + 16)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(r2, sum);
      sum =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at + 24)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(r3, sum);
      sum =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at + 32)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(r4, sum);
      sum =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at + 40)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(r5, sum);
      sum =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at + 48)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(r6, sum);
      sum =
          ((DoubleVector)
                  FloatVector.fromArray(FLOATS, x, at + 56)
                      .convertShape(VectorOperators.F2D, DOUBLES, 0))
              .fma(r7, sum);
      sum.intoArray(sums, s);
    }
  }

  private static void addPanel(
      double[] x, int from, int columns, double[] r, int row, double[] sums, int lane) {
    DoubleVector r0 = DoubleVector.fromArray(DOUBLES, r, row);
    DoubleVector r1 = DoubleVector.fromArray(DOUBLES, r, row + 8);
    DoubleVector r2 = DoubleVector.fromArray(DOUBLES, r, row + 16);
    DoubleVector r3 = DoubleVector.fromArray(DOUBLES, r, row + 24);
    DoubleVector r4 = DoubleVector.fromArray(DOUBLES, r, row + 32);
    DoubleVector r5 = DoubleVector.fromArray(DOUBLES, r, row + 40);
    DoubleVector r6 = DoubleVector.fromArray(DOUBLES, r, row + 48);
    DoubleVector r7 = DoubleVector.fromArray(DOUBLES, r, row + 56);
    for (int j = 0, at = from; j < columns; j++, at += Panels.LANES) {
      int s = j * SUM_LANES + lane;
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, s);
      sum = DoubleVector.fromArray(DOUBLES, x, at).fma(r0, sum);
      sum = DoubleVector.fromArray(DOUBLES, x, at + 8).fma(r1, sum);
      sum = DoubleVector.fromArray(DOUBLES, x, at + 16).fma(r2, sum);
      sum = DoubleVector.fromArray(DOUBLES, x, at + 24).fma(r3, sum);
      sum = DoubleVector.fromArray(DOUBLES, x, at + 32).fma(r4, sum);
      sum = DoubleVector.fromArray(DOUBLES, x, at + 40).fma(r5, sum);
      sum = DoubleVector.fromArray(DOUBLES, x, at + 48).fma(r6, sum);
      sum = DoubleVector.fromArray(DOUBLES, x, at + 56).fma(r7, sum);
      sum.intoArray(sums, s);
    }
  }

  /** The rows from {@code row} on that fill no panel; those that fill no eight lanes as scalars. */
  static void addRest(Panels x, int row, double[] r, double[] sums) {
    int whole = (x.rows() - row) / SUM_LANES * SUM_LANES;
    int at = Panels.index(x.columns(), row, 0);
    for (int lane = 0; lane < SUM_LANES; lane += LANES) {
      if (x.isSingle()) {
        addRest(x.floats(), at + lane, whole, x.columns(), r, row + lane, sums, lane);
      } else {
        addRest(x.doubles(), at + lane, whole, x.columns(), r, row + lane, sums, lane);
      }
    }
    ScalarPanels.addRows(x, row + whole, x.rows(), r, sums);
  }

  private static void addRest(
      float[] x, int from, int rows, int columns, double[] r, int row, double[] sums, int lane) {
    for (int j = 0, at = from; j < columns; j++, at += Panels.LANES) {
      int s = j * SUM_LANES + lane;
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, s);
      for (int i = 0; i < rows; i += SUM_LANES) {
        sum =
            ((DoubleVector)
                    FloatVector.fromArray(FLOATS, x, at + i)
                        .convertShape(VectorOperators.F2D, DOUBLES, 0))
                .fma(DoubleVector.fromArray(DOUBLES, r, row + i), sum);
      }
      sum.intoArray(sums, s);
    }
  }

  private static void addRest(
      double[] x, int from, int rows, int columns, double[] r, int row, double[] sums, int lane) {
    for (int j = 0, at = from; j < columns; j++, at += Panels.LANES) {
      int s = j * SUM_LANES + lane;
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, s);
      for (int i = 0; i < rows; i += SUM_LANES) {
        sum =
            DoubleVector.fromArray(DOUBLES, x, at + i)
                .fma(DoubleVector.fromArray(DOUBLES, r, row + i), sum);
      }
      sum.intoArray(sums, s);
    }
  }
}
