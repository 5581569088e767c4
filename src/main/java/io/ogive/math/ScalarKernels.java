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
    ScalarPanels.margins(x, weights, start, out);
  }

  @Override
  public void transposed(Panels x, double[] r, double[] out) {
    ScalarPanels.transposed(x, r, out);
  }

  @Override
  public void gram(Panels x, float[] roots, float[] room, float[] c) {
    ScalarPanels.gram(x, roots, c);
  }

  @Override
  public boolean columnSums(Panels x, int column, float smallest, double grid, double[] out) {
    return ScalarPanels.columnSums(x, column, smallest, grid, out);
  }

  /** The eight logical lanes from {@code at} on, added in the order of the contract. */
  static double sumOfLanes(double[] s, int at) {
    return ((s[at] + s[at + 4]) + (s[at + 2] + s[at + 6]))
        + ((s[at + 1] + s[at + 5]) + (s[at + 3] + s[at + 7]));
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
      byte[] x,
      int from,
      double[] shift,
      int at,
      int n,
      double smallest,
      double largest,
      float[] out,
      int to) {
    boolean fits = true;
    for (int i = 0; i < n; i++) {
      double value = DoubleBytes.get(x, from + i * Double.BYTES);
      value = value - shift[at + i] + 0.0; // -0 becomes 0
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
