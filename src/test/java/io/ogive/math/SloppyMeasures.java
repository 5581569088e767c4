package io.ogive.math;

/** Loops that a reader might take for right: the negative control of {@link MeasuresContract}. */
final class SloppyMeasures implements Measures {
  private final Measures right = new ScalarMeasures();

  @Override
  public void widen(float[] from, int at, double[] to, int n) {
    right.widen(from, at, to, n - n % 2);
  }

  @Override
  public void squares(double[] x, int n, double[] lanes) {
    for (int i = 0; i < n; i++) {
      lanes[i % LANES] += x[i] * x[i];
    }
  }

  @Override
  public void squares(float[] x, int n, double[] lanes) {
    for (int i = 0; i < n; i++) {
      lanes[i % LANES] += x[i] * x[i];
    }
  }

  @Override
  public void steps(double[] x, double[] y, double[] g, int n, double[] lanes) {
    right.steps(y, x, g, n, lanes);
  }

  @Override
  public void steps(float[] x, float[] y, float[] g, int n, double[] lanes) {
    right.steps(y, x, g, n, lanes);
  }

  @Override
  public int activations(
      double[] z, double[] h, int from, int n, Slope slope, double[] lanes, int[] keys) {
    return right.activations(z, h, from, n, slope, lanes, keys);
  }

  @Override
  public int activations(
      float[] z, float[] h, int from, int n, Slope slope, double[] lanes, int[] keys) {
    int core = right.activations(z, h, from, n, slope, lanes, keys);
    for (int i = 0; i < n; i++) {
      keys[i] = h[from + i] == slope.middle() ? keys[i] & 31 : keys[i];
    }
    return core;
  }

  /** A margin of 0 is not above 0. */
  @Override
  public void margins(
      double[] y,
      double[] m,
      double[] p,
      double[] loss,
      int n,
      double wrong,
      double veryWrong,
      double[] lanes,
      long[] keys) {
    right.margins(y, m, p, loss, n, wrong, veryWrong, lanes, keys);
    for (int i = 0; i < n; i++) {
      keys[i] |= m[i] == 0 ? 64 : 0;
    }
  }

  @Override
  public void addSigned(double[] x, int from, int n, long signs, double[] out, int at) {
    for (int i = 0; i < n; i++) {
      out[at + i] += (signs >>> (n - i) & 1) == 0 ? x[from + i] : -x[from + i];
    }
  }
}
