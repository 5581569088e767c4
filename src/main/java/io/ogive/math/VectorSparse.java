package io.ogive.math;

import static io.ogive.math.VectorWidth.DOUBLES;
import static io.ogive.math.VectorWidth.DOUBLES_AS_LONGS;
import static io.ogive.math.VectorWidth.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/**
 * The loops of {@link SparseKernels} with the vectors that lie side by side in lanes: an entry's
 * value is the same for all, so that no gathering is needed. What fills no register goes through
 * the scalar loops.
 */
final class VectorSparse {
  private VectorSparse() {}

  static void margins(SparseRows x, double[] weights, double[] starts, double[][] out) {
    int m = out.length;
    int whole = m - m % LANES;
    if (whole == 0 || m == 1) {
      SparseKernels.margins(x, weights, starts, out);
      return;
    }
    double[] z = new double[whole];
    for (int i = 0; i < x.rows(); i++) {
      for (int v = 0; v < whole; v += LANES) {
        margins(x, i, weights, m, v, starts, z);
      }
      for (int v = 0; v < whole; v++) {
        out[v][i] = z[v];
      }
      SparseKernels.margins(x, i, weights, whole, starts, out);
    }
  }

  private static void margins(
      SparseRows x, int i, double[] weights, int m, int v, double[] starts, double[] z) {
    int[] columns = x.indices();
    float[] floats = x.floats();
    double[] doubles = x.doubles();
    DoubleVector sum = DoubleVector.fromArray(DOUBLES, starts, v);
    int end = x.start(i + 1);
    for (int e = x.start(i); e < end; e++) {
      double value = floats != null ? floats[e] : doubles[e];
      sum =
          DoubleVector.fromArray(DOUBLES, weights, columns[e] * m + v)
              .fma(DoubleVector.broadcast(DOUBLES, value), sum);
    }
    sum.intoArray(z, v);
  }

  static void addUnits(SparseRows x, double[][] r, double[] scale, long[] units) {
    int m = r.length;
    int whole = m - m % LANES;
    if (whole == 0 || m == 1) {
      SparseUnits.addUnits(x, r, scale, units);
      return;
    }
    double[] row = new double[m];
    for (int i = 0; i < x.rows(); i++) {
      for (int v = 0; v < m; v++) {
        row[v] = r[v][i];
      }
      for (int v = 0; v < whole; v += LANES) {
        addUnits(x, i, row, v, scale, units);
      }
      SparseUnits.addUnits(x, i, row, whole, scale, units);
    }
  }

  private static void addUnits(
      SparseRows x, int i, double[] row, int v, double[] scale, long[] units) {
    int[] columns = x.indices();
    float[] floats = x.floats();
    double[] doubles = x.doubles();
    int m = row.length;
    DoubleVector residuals = DoubleVector.fromArray(DOUBLES, row, v);
    DoubleVector middle = DoubleVector.broadcast(DOUBLES, SparseUnits.MIDDLE);
    LongVector middleBits = LongVector.broadcast(DOUBLES_AS_LONGS, SparseUnits.MIDDLE_BITS);
    int end = x.start(i + 1);
    for (int e = x.start(i); e < end; e++) {
      int j = columns[e];
      double value = (floats != null ? floats[e] : doubles[e]) * scale[j];
      int at = j * m + v;
      LongVector.fromArray(DOUBLES_AS_LONGS, units, at)
          .add(
              residuals
                  .fma(DoubleVector.broadcast(DOUBLES, value), middle)
                  .reinterpretAsLongs()
                  .sub(middleBits))
          .intoArray(units, at);
    }
  }
}
