package io.ogive.math;

import java.util.Arrays;

/** The kernels over panels in plain Java, with the bits of {@link VectorPanels} and its kin. */
final class ScalarPanels {
  private static final int SUM_LANES = Kernels.SUM_LANES;

  private ScalarPanels() {}

  static void margins(Panels x, double[] weights, double start, double[] out) {
    assert weights.length >= x.columns() && out.length >= x.rows();
    double[] column = new double[Panels.LANES];
    double[] z = new double[Panels.LANES];
    for (int row = 0; row < x.rows(); row += Panels.LANES) {
      Arrays.fill(z, start);
      for (int j = 0; j < x.columns(); j++) {
        widen(x, row, j, column);
        double w = weights[j];
        for (int lane = 0; lane < Panels.LANES; lane++) {
          z[lane] = Math.fma(w, column[lane], z[lane]);
        }
      }
      System.arraycopy(z, 0, out, row, Math.min(Panels.LANES, x.rows() - row));
    }
  }

  static void transposed(Panels x, double[] r, double[] out) {
    assert r.length >= x.rows() && out.length >= x.columns();
    double[] sums = new double[x.columns() * SUM_LANES];
    for (int row = 0; row < x.rows(); row += Panels.LANES) {
      addRows(x, row, Math.min(row + Panels.LANES, x.rows()), r, sums);
    }
    for (int j = 0; j < x.columns(); j++) {
      out[j] = ScalarKernels.sumOfLanes(sums, j * SUM_LANES);
    }
  }

  /** Adds rows of one panel to the eight lanes that {@code sums} holds of each column. */
  static void addRows(Panels x, int row, int end, double[] r, double[] sums) {
    double[] column = new double[Panels.LANES];
    int whole = row % SUM_LANES == 0 ? (end - row) / SUM_LANES * SUM_LANES : 0;
    for (int j = 0; j < x.columns() && row < end; j++) {
      widen(x, row, j, column);
      addOctets(column, row % Panels.LANES, r, row, whole, sums, j * SUM_LANES);
      for (int i = row + whole; i < end; i++) {
        int s = j * SUM_LANES + i % SUM_LANES;
        sums[s] = Math.fma(r[i], column[i % Panels.LANES], sums[s]);
      }
    }
  }

  /** Eight rows at a time, the lanes in registers. */
  private static void addOctets(
      double[] x, int at, double[] r, int row, int length, double[] sums, int to) {
    double s0 = sums[to];
    double s1 = sums[to + 1];
    double s2 = sums[to + 2];
    double s3 = sums[to + 3];
    double s4 = sums[to + 4];
    double s5 = sums[to + 5];
    double s6 = sums[to + 6];
    double s7 = sums[to + 7];
    for (int i = 0; i < length; i += SUM_LANES) {
      s0 = Math.fma(r[row + i], x[at + i], s0);
      s1 = Math.fma(r[row + i + 1], x[at + i + 1], s1);
      s2 = Math.fma(r[row + i + 2], x[at + i + 2], s2);
      s3 = Math.fma(r[row + i + 3], x[at + i + 3], s3);
      s4 = Math.fma(r[row + i + 4], x[at + i + 4], s4);
      s5 = Math.fma(r[row + i + 5], x[at + i + 5], s5);
      s6 = Math.fma(r[row + i + 6], x[at + i + 6], s6);
      s7 = Math.fma(r[row + i + 7], x[at + i + 7], s7);
    }
    sums[to] = s0;
    sums[to + 1] = s1;
    sums[to + 2] = s2;
    sums[to + 3] = s3;
    sums[to + 4] = s4;
    sums[to + 5] = s5;
    sums[to + 6] = s6;
    sums[to + 7] = s7;
  }

  /** Copies a column of the panel that {@code row} is in. */
  private static void widen(Panels x, int row, int j, double[] column) {
    int from = Panels.index(x.columns(), row, j) - row % Panels.LANES;
    if (!x.isSingle()) {
      System.arraycopy(x.doubles(), from, column, 0, Panels.LANES);
      return;
    }
    float[] values = x.floats();
    for (int lane = 0; lane < Panels.LANES; lane++) {
      column[lane] = values[from + lane];
    }
  }

  static void gram(Panels x, float[] roots, float[] c) {
    float[] values = x.floats();
    float[] lanes = new float[Kernels.GRAM_LANES];
    for (int j = 0, at = 0; j < x.columns(); j++) {
      for (int k = 0; k <= j; k++, at++) {
        Arrays.fill(lanes, 0);
        for (int i = 0; i < x.panels() * Panels.LANES; i++) {
          float one = roots[i] * values[Panels.index(x.columns(), i, j)];
          float other = roots[i] * values[Panels.index(x.columns(), i, k)];
          int lane = i % Kernels.GRAM_LANES;
          lanes[lane] = Math.fma(one, other, lanes[lane]);
        }
        for (int lane = 0; lane < SUM_LANES; lane++) {
          lanes[lane] += lanes[lane + SUM_LANES];
        }
        c[at] = ScalarKernels.sumOfLanes(lanes, 0);
      }
    }
  }

  static boolean columnSums(Panels x, int column, float smallest, double grid, double[] out) {
    float[] values = x.floats();
    double sum = 0;
    double squares = 0;
    double moreSquares = 0;
    double largest = 0;
    boolean fits = true;
    for (int p = 0; p < x.panels(); p++) {
      int from = (p * x.columns() + column) * Panels.LANES;
      for (int at = from; at < from + Panels.LANES; at++) {
        double value = values[at];
        fits &= value == 0 || Math.abs(value) >= smallest;
        largest = Math.max(largest, Math.abs(value));
        double square = value * value;
        double high = square + grid - grid;
        sum += value;
        squares += high;
        moreSquares += square - high;
      }
    }
    out[0] = sum;
    out[1] = squares;
    out[2] = moreSquares;
    out[3] = largest;
    return fits;
  }
}
