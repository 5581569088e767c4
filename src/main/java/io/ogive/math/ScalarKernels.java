package io.ogive.math;

import java.util.Arrays;

/** The kernels in plain Java: the definition of the bits, and what runs where there is no SIMD. */
final class ScalarKernels implements Kernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public FloatKernels floats() {
    return new ScalarFloats();
  }

  @Override
  public void margins(Panels x, double[] weights, double start, double[] out) {
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

  @Override
  public void transposed(Panels x, double[] r, double[] out) {
    assert r.length >= x.rows() && out.length >= x.columns();
    double[] sums = new double[x.columns() * SUM_LANES];
    for (int row = 0; row < x.rows(); row += Panels.LANES) {
      addRows(x, row, Math.min(row + Panels.LANES, x.rows()), r, sums);
    }
    for (int j = 0; j < x.columns(); j++) {
      out[j] = sumOfLanes(sums, j * SUM_LANES);
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

  /** The eight logical lanes from {@code at} on, added in the order of the contract. */
  static double sumOfLanes(double[] s, int at) {
    return ((s[at] + s[at + 4]) + (s[at + 2] + s[at + 6]))
        + ((s[at + 1] + s[at + 5]) + (s[at + 3] + s[at + 7]));
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

  @Override
  public void product(
      int m,
      int n,
      int k,
      double[] a,
      int aRow,
      int aColumn,
      double[] b,
      double[] c,
      boolean accumulate) {
    if (!accumulate) {
      Arrays.fill(c, 0, m * n, 0.0);
    }
    for (int i = 0; i < m; i++) {
      int at = i * n;
      for (int l = 0; l < k; l++) {
        double factor = a[i * aRow + l * aColumn];
        int from = l * n;
        for (int j = 0; j < n; j++) {
          c[at + j] = Math.fma(factor, b[from + j], c[at + j]);
        }
      }
    }
  }

  @Override
  public void gram(Panels x, float[] weights, float[] room, float[] c) {
    float[] values = x.floats();
    float[] lanes = new float[SUM_LANES];
    for (int j = 0, at = 0; j < x.columns(); j++) {
      for (int k = 0; k <= j; k++, at++) {
        Arrays.fill(lanes, 0);
        for (int i = 0; i < x.panels() * Panels.LANES; i++) {
          float weighted = weights[i] * values[Panels.index(x.columns(), i, j)];
          float other = values[Panels.index(x.columns(), i, k)];
          lanes[i % SUM_LANES] = Math.fma(weighted, other, lanes[i % SUM_LANES]);
        }
        c[at] = sumOfLanes(lanes, 0);
      }
    }
  }

  static float sumOfLanes(float[] s, int at) {
    return ((s[at] + s[at + 4]) + (s[at + 2] + s[at + 6]))
        + ((s[at + 1] + s[at + 5]) + (s[at + 3] + s[at + 7]));
  }

  @Override
  public void sigmoid(double[] z, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Sigmoid.sigmoid(z[i]);
    }
  }

  @Override
  public void softplus(double[] z, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Sigmoid.softplus(z[i]);
    }
  }

  @Override
  public void exp(double[] z, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Sigmoid.exp(z[i]);
    }
  }

  @Override
  public void logistic(double[] m, double[] right, double[] wrong, double[] loss, int n) {
    logistic(m, right, wrong, loss, 0, n);
  }

  static void logistic(
      double[] m, double[] right, double[] wrong, double[] loss, int from, int end) {
    for (int i = from; i < end; i++) {
      double e = Sigmoid.exp(-Math.abs(m[i]));
      right[i] = Sigmoid.sigmoid(m[i], e);
      wrong[i] = Sigmoid.sigmoid(-m[i], e);
      loss[i] = Sigmoid.softplus(-m[i], e);
    }
  }

  @Override
  public double dot(double[] a, double[] b, int n) {
    double[] lanes = new double[SUM_LANES];
    addProducts(a, b, 0, n, lanes);
    return sumOfLanes(lanes, 0);
  }

  /** Adds {@code a[i] * b[i]} to the logical lane of i. */
  static void addProducts(double[] a, double[] b, int from, int end, double[] lanes) {
    for (int i = from; i < end; i++) {
      lanes[i % SUM_LANES] = Math.fma(a[i], b[i], lanes[i % SUM_LANES]);
    }
  }

  @Override
  public boolean narrow(
      double[] x,
      double[] shift,
      int at,
      int n,
      double smallest,
      double largest,
      float[] out,
      int to) {
    return narrow(x, shift, at, 0, n, smallest, largest, out, to);
  }

  static boolean narrow(
      double[] x,
      double[] shift,
      int at,
      int from,
      int n,
      double smallest,
      double largest,
      float[] out,
      int to) {
    boolean fits = true;
    for (int i = from; i < n; i++) {
      double value = x[i] - shift[at + i] + 0.0; // -0 becomes 0
      double size = Math.abs(value);
      fits &= (size >= smallest && size <= largest) || size == 0;
      out[to + i] = (float) value;
    }
    return fits;
  }

  @Override
  public long hash(long seed, float[] values) {
    return Hash64.of(seed, values);
  }

  @Override
  public float largest(Panels x, int column) {
    float[] values = x.floats();
    float largest = 0;
    for (int p = 0; p < x.panels(); p++) {
      int from = (p * x.columns() + column) * Panels.LANES;
      for (int at = from; at < from + Panels.LANES; at++) {
        largest = Math.max(largest, Math.abs(values[at]));
      }
    }
    return largest;
  }

  @Override
  public boolean columnSums(Panels x, int column, float smallest, double grid, double[] out) {
    float[] values = x.floats();
    double sum = 0;
    double squares = 0;
    double moreSquares = 0;
    boolean fits = true;
    for (int p = 0; p < x.panels(); p++) {
      int from = (p * x.columns() + column) * Panels.LANES;
      for (int at = from; at < from + Panels.LANES; at++) {
        double value = values[at];
        fits &= value == 0 || Math.abs(value) >= smallest;
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
    return fits;
  }

  @Override
  public void adam(
      double[] w,
      double[] m,
      double[] v,
      double[] g,
      int n,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double correction1,
      double correction2) {
    adam(w, m, v, g, 0, n, rate, beta1, beta2, epsilon, correction1, correction2);
  }

  static void adam(
      double[] w,
      double[] m,
      double[] v,
      double[] g,
      int from,
      int end,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double correction1,
      double correction2) {
    for (int i = from; i < end; i++) {
      m[i] = Math.fma(beta1, m[i], (1 - beta1) * g[i]);
      v[i] = Math.fma(beta2, v[i], (1 - beta2) * g[i] * g[i]);
      w[i] -= rate * (m[i] * correction1) / (Math.sqrt(v[i] * correction2) + epsilon);
    }
  }
}
