package io.ogive.math;

/**
 * Products of residuals and the entries of {@link SparseRows}, counted in whole units, so that no
 * order of adding can matter; vectors lie side by side, as in {@link SparseKernels}.
 */
public final class SparseUnits {
  /** What {@link #addUnits} adds are multiples of 2^-47. */
  public static final int UNIT_BITS = 47;

  /** Doubles from 32 to 64 are multiples of that unit, and as integers they count it. */
  static final double MIDDLE = 48;

  static final long MIDDLE_BITS = Double.doubleToRawLongBits(MIDDLE);

  private SparseUnits() {}

  /**
   * {@code units[j * vectors + v] += sum over i of r[v][i] * x[i][j] * scale[j]}, each addend
   * rounded to a multiple of 2^-{@link #UNIT_BITS}, halves to even, and counted in that unit: what
   * comes out depends on no order.
   *
   * @param r of magnitude 1 at most
   * @param scale powers of two that bring the values to magnitude 1 at most
   * @param units side by side
   */
  public static void addUnits(SparseRows x, double[][] r, double[] scale, long[] units) {
    if (r.length == 1) {
      addUnits1(x, r[0], scale, units);
      return;
    }
    double[] row = new double[r.length];
    for (int i = 0; i < x.rows(); i++) {
      for (int v = 0; v < row.length; v++) {
        row[v] = r[v][i];
      }
      addUnits(x, i, row, 0, scale, units);
    }
  }

  /** The same of one row, whose residuals lie side by side, from one vector on. */
  static void addUnits(SparseRows x, int i, double[] row, int from, double[] scale, long[] units) {
    int v = from;
    for (; v + 4 <= row.length; v += 4) {
      addUnits4(x, i, row, v, scale, units);
    }
    for (; v < row.length; v++) {
      addUnits1(x, i, row, v, scale, units);
    }
  }

  static boolean areScaled(SparseRows x, double[] scale) {
    for (int e = 0; e < x.start(x.rows()); e++) {
      if (!(Math.abs(x.value(e)) * scale[x.column(e)] <= 1)) {
        return false;
      }
    }
    return true;
  }

  private static void addUnits1(SparseRows x, double[] r, double[] scale, long[] units) {
    int[] columns = x.indices();
    float[] floats = x.floats();
    double[] doubles = x.doubles();
    for (int i = 0; i < x.rows(); i++) {
      double ri = r[i];
      int end = x.start(i + 1);
      for (int e = x.start(i); e < end; e++) {
        int j = columns[e];
        double value = (floats != null ? floats[e] : doubles[e]) * scale[j];
        units[j] += Double.doubleToRawLongBits(Math.fma(ri, value, MIDDLE)) - MIDDLE_BITS;
      }
    }
  }

  private static void addUnits1(
      SparseRows x, int i, double[] row, int v, double[] scale, long[] units) {
    int[] columns = x.indices();
    float[] floats = x.floats();
    double[] doubles = x.doubles();
    double a = row[v];
    int end = x.start(i + 1);
    for (int e = x.start(i); e < end; e++) {
      int j = columns[e];
      double value = (floats != null ? floats[e] : doubles[e]) * scale[j];
      int at = j * row.length + v;
      units[at] += Double.doubleToRawLongBits(Math.fma(a, value, MIDDLE)) - MIDDLE_BITS;
    }
  }

  private static void addUnits4(
      SparseRows x, int i, double[] row, int v, double[] scale, long[] units) {
    int[] columns = x.indices();
    float[] floats = x.floats();
    double[] doubles = x.doubles();
    double a = row[v];
    double b = row[v + 1];
    double c = row[v + 2];
    double d = row[v + 3];
    int end = x.start(i + 1);
    for (int e = x.start(i); e < end; e++) {
      int j = columns[e];
      double value = (floats != null ? floats[e] : doubles[e]) * scale[j];
      int at = j * row.length + v;
      units[at] += Double.doubleToRawLongBits(Math.fma(a, value, MIDDLE)) - MIDDLE_BITS;
      units[at + 1] += Double.doubleToRawLongBits(Math.fma(b, value, MIDDLE)) - MIDDLE_BITS;
      units[at + 2] += Double.doubleToRawLongBits(Math.fma(c, value, MIDDLE)) - MIDDLE_BITS;
      units[at + 3] += Double.doubleToRawLongBits(Math.fma(d, value, MIDDLE)) - MIDDLE_BITS;
    }
  }
}
