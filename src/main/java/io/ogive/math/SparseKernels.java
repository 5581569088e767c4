package io.ogive.math;

/**
 * The loops over the entries of {@link SparseRows}, for several vectors at once.
 *
 * <p>Vectors lie side by side, element j of vector v at {@code j * vectors + v}, so that an entry
 * of the matrix touches one place in memory whatever their number. Each vector has the bits that it
 * has alone: sums are by fma, in the order of columns for margins and of rows for products.
 */
public final class SparseKernels {
  private SparseKernels() {}

  /** Vectors of equal length side by side. */
  public static double[] sideBySide(double[][] vectors) {
    int m = vectors.length;
    if (m == 1) {
      return vectors[0];
    }
    int length = vectors[0].length;
    double[] result = new double[Math.multiplyExact(m, length)];
    for (int j = 0; j < length; j++) {
      for (int v = 0; v < m; v++) {
        result[j * m + v] = vectors[v][j];
      }
    }
    return result;
  }

  /**
   * {@code out[v][i] = starts[v] + sum over j of weights[j * vectors + v] * x[i][j]}.
   *
   * @param weights side by side
   */
  public static void margins(SparseRows x, double[] weights, double[] starts, double[][] out) {
    int m = out.length;
    if (m == 1) {
      margins1(x, weights, starts[0], out[0]);
      return;
    }
    for (int i = 0; i < x.rows(); i++) { // a row's weights stay near for all vectors
      margins(x, i, weights, 0, starts, out);
    }
  }

  /** The same of one row, from one vector on. */
  static void margins(
      SparseRows x, int i, double[] weights, int from, double[] starts, double[][] out) {
    int m = out.length;
    int v = from;
    for (; v + 4 <= m; v += 4) {
      margins4(x, i, weights, m, v, starts, out);
    }
    if (v + 2 <= m) {
      margins2(x, i, weights, m, v, starts, out);
      v += 2;
    }
    if (v < m) {
      margin(x, i, weights, m, v, starts, out);
    }
  }

  /**
   * {@code sums[j * vectors + v] += sum over i of r[v][i] * x[i][j]}.
   *
   * @param sums side by side
   */
  public static void addTransposed(SparseRows x, double[][] r, double[] sums) {
    int m = r.length;
    int v = 0;
    for (; v + 4 <= m; v += 4) {
      addTransposed4(x, r, sums, m, v);
    }
    if (v + 2 <= m) {
      addTransposed2(x, r[v], r[v + 1], sums, m, v);
      v += 2;
    }
    if (v < m) {
      addTransposed1(x, r[v], sums, m, v);
    }
  }

  private static void margins1(SparseRows x, double[] weights, double start, double[] out) {
    int[] columns = x.indices();
    float[] floats = x.floats();
    double[] doubles = x.doubles();
    for (int i = 0; i < x.rows(); i++) {
      double z = start;
      int end = x.start(i + 1);
      for (int e = x.start(i); e < end; e++) {
        z = Math.fma(weights[columns[e]], floats != null ? floats[e] : doubles[e], z);
      }
      out[i] = z;
    }
  }

  private static void margin(
      SparseRows x, int i, double[] weights, int m, int v, double[] starts, double[][] out) {
    int[] columns = x.indices();
    float[] floats = x.floats();
    double[] doubles = x.doubles();
    double z = starts[v];
    int end = x.start(i + 1);
    for (int e = x.start(i); e < end; e++) {
      z = Math.fma(weights[columns[e] * m + v], floats != null ? floats[e] : doubles[e], z);
    }
    out[v][i] = z;
  }

  private static void margins2(
      SparseRows x, int i, double[] weights, int m, int v, double[] starts, double[][] out) {
    int[] columns = x.indices();
    float[] floats = x.floats();
    double[] doubles = x.doubles();
    double z0 = starts[v];
    double z1 = starts[v + 1];
    int end = x.start(i + 1);
    for (int e = x.start(i); e < end; e++) {
      int at = columns[e] * m + v;
      double value = floats != null ? floats[e] : doubles[e];
      z0 = Math.fma(weights[at], value, z0);
      z1 = Math.fma(weights[at + 1], value, z1);
    }
    out[v][i] = z0;
    out[v + 1][i] = z1;
  }

  private static void margins4(
      SparseRows x, int i, double[] weights, int m, int v, double[] starts, double[][] out) {
    int[] columns = x.indices();
    float[] floats = x.floats();
    double[] doubles = x.doubles();
    double z0 = starts[v];
    double z1 = starts[v + 1];
    double z2 = starts[v + 2];
    double z3 = starts[v + 3];
    int end = x.start(i + 1);
    for (int e = x.start(i); e < end; e++) {
      int at = columns[e] * m + v;
      double value = floats != null ? floats[e] : doubles[e];
      z0 = Math.fma(weights[at], value, z0);
      z1 = Math.fma(weights[at + 1], value, z1);
      z2 = Math.fma(weights[at + 2], value, z2);
      z3 = Math.fma(weights[at + 3], value, z3);
    }
    out[v][i] = z0;
    out[v + 1][i] = z1;
    out[v + 2][i] = z2;
    out[v + 3][i] = z3;
  }

  private static void addTransposed1(SparseRows x, double[] r, double[] sums, int m, int v) {
    int[] columns = x.indices();
    float[] floats = x.floats();
    double[] doubles = x.doubles();
    for (int i = 0; i < x.rows(); i++) {
      double ri = r[i];
      int end = x.start(i + 1);
      for (int e = x.start(i); e < end; e++) {
        int at = columns[e] * m + v;
        sums[at] = Math.fma(ri, floats != null ? floats[e] : doubles[e], sums[at]);
      }
    }
  }

  private static void addTransposed2(
      SparseRows x, double[] r0, double[] r1, double[] sums, int m, int v) {
    int[] columns = x.indices();
    float[] floats = x.floats();
    double[] doubles = x.doubles();
    for (int i = 0; i < x.rows(); i++) {
      double a = r0[i];
      double b = r1[i];
      int end = x.start(i + 1);
      for (int e = x.start(i); e < end; e++) {
        int at = columns[e] * m + v;
        double value = floats != null ? floats[e] : doubles[e];
        sums[at] = Math.fma(a, value, sums[at]);
        sums[at + 1] = Math.fma(b, value, sums[at + 1]);
      }
    }
  }

  private static void addTransposed4(SparseRows x, double[][] r, double[] sums, int m, int v) {
    int[] columns = x.indices();
    float[] floats = x.floats();
    double[] doubles = x.doubles();
    for (int i = 0; i < x.rows(); i++) {
      double a = r[v][i];
      double b = r[v + 1][i];
      double c = r[v + 2][i];
      double d = r[v + 3][i];
      int end = x.start(i + 1);
      for (int e = x.start(i); e < end; e++) {
        int at = columns[e] * m + v;
        double value = floats != null ? floats[e] : doubles[e];
        sums[at] = Math.fma(a, value, sums[at]);
        sums[at + 1] = Math.fma(b, value, sums[at + 1]);
        sums[at + 2] = Math.fma(c, value, sums[at + 2]);
        sums[at + 3] = Math.fma(d, value, sums[at + 3]);
      }
    }
  }
}
