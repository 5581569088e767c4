package io.ogive.math;

/** The loops of statistics in plain Java: the definition of the bits. */
final class ScalarMeasures implements Measures {
  private static final float HALF = 0.5f;

  @Override
  public void widen(float[] from, int at, double[] to, int n) {
    widen(from, at, to, 0, n);
  }

  static void widen(float[] from, int at, double[] to, int begin, int n) {
    for (int i = begin; i < n; i++) {
      to[i] = from[at + i];
    }
  }

  @Override
  public void squares(double[] x, int n, double[] lanes) {
    squares(x, 0, n, lanes);
  }

  static void squares(double[] x, int begin, int n, double[] lanes) {
    for (int i = begin; i < n; i++) {
      double wide = x[i];
      lanes[i % LANES] = Math.fma(wide, wide, lanes[i % LANES]);
    }
  }

  @Override
  public void steps(double[] x, double[] y, double[] g, int n, double[] lanes) {
    steps(x, y, g, 0, n, lanes);
  }

  static void steps(double[] x, double[] y, double[] g, int begin, int n, double[] lanes) {
    for (int i = begin; i < n; i++) {
      int lane = i % LANES;
      double from = x[i];
      lanes[lane] += Math.abs(y[i] - from);
      lanes[LANES + lane] += Math.abs(from);
      lanes[2 * LANES + lane] += Math.abs(g[i]);
    }
  }

  @Override
  public void squares(float[] x, int n, double[] lanes) {
    squares(x, 0, n, lanes);
  }

  static void squares(float[] x, int begin, int n, double[] lanes) {
    for (int i = begin; i < n; i++) {
      double wide = x[i];
      lanes[i % LANES] = Math.fma(wide, wide, lanes[i % LANES]);
    }
  }

  @Override
  public void steps(float[] x, float[] y, float[] g, int n, double[] lanes) {
    steps(x, y, g, 0, n, lanes);
  }

  static void steps(float[] x, float[] y, float[] g, int begin, int n, double[] lanes) {
    for (int i = begin; i < n; i++) {
      int lane = i % LANES;
      double from = x[i];
      lanes[lane] += Math.abs(y[i] - from);
      lanes[LANES + lane] += Math.abs(from);
      lanes[2 * LANES + lane] += Math.abs((double) g[i]);
    }
  }

  @Override
  public int activations(
      double[] z, double[] h, int from, int n, Slope slope, double[] lanes, int[] keys) {
    return activations(z, h, from, 0, n, slope, lanes, keys);
  }

  static int activations(
      double[] z, double[] h, int from, int begin, int n, Slope slope, double[] lanes, int[] keys) {
    int core = 0;
    for (int i = begin; i < n; i++) {
      double value = h[from + i];
      double g = (slope.a() + slope.b() * value) * (1 - value);
      int octave = Math.min(31, -Math.getExponent(g)) & 31;
      keys[i] = octave + (value < slope.middle() ? 0 : 32);
      core += Math.abs(z[from + i]) < HALF ? 1 : 0;
      int lane = i % LANES;
      double wide = z[from + i];
      lanes[lane] += wide;
      lanes[LANES + lane] = Math.fma(wide, wide, lanes[LANES + lane]);
      lanes[2 * LANES + lane] += g;
      lanes[3 * LANES + lane] += Math.abs(slope.c() * value - slope.d());
    }
    return core;
  }

  @Override
  public int activations(
      float[] z, float[] h, int from, int n, Slope slope, double[] lanes, int[] keys) {
    return activations(z, h, from, 0, n, slope, lanes, keys);
  }

  static int activations(
      float[] z, float[] h, int from, int begin, int n, Slope slope, double[] lanes, int[] keys) {
    int core = 0;
    for (int i = begin; i < n; i++) {
      float value = h[from + i];
      float g = (slope.a() + slope.b() * value) * (1 - value);
      int octave = Math.min(31, -Math.getExponent(g)) & 31;
      keys[i] = octave + (value < slope.middle() ? 0 : 32);
      core += Math.abs(z[from + i]) < HALF ? 1 : 0;
      int lane = i % LANES;
      double wide = z[from + i];
      lanes[lane] += wide;
      lanes[LANES + lane] = Math.fma(wide, wide, lanes[LANES + lane]);
      lanes[2 * LANES + lane] += g;
      lanes[3 * LANES + lane] += Math.abs(slope.c() * value - slope.d());
    }
    return core;
  }

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
    margins(y, m, p, loss, 0, n, wrong, veryWrong, lanes, keys);
  }

  static void margins(
      double[] y,
      double[] m,
      double[] p,
      double[] loss,
      int begin,
      int n,
      double wrong,
      double veryWrong,
      double[] lanes,
      long[] keys) {
    for (int i = begin; i < n; i++) {
      double r = 1 - p[i];
      double g = 4 * p[i] * r;
      int label = y[i] > 0 ? 1 : 0;
      int octave = Math.min(31, -Math.getExponent(g)) & 31;
      keys[i] = 128L * label + (m[i] > 0 ? 64 : 0) + (p[i] < 0.5 ? 32 : 0) + octave;
      int at = MARGIN_SUMS * label * LANES + i % LANES;
      lanes[at] += m[i];
      lanes[at + LANES] = Math.fma(m[i], m[i], lanes[at + LANES]);
      lanes[at + 2 * LANES] += loss[i];
      lanes[at + 3 * LANES] += r;
      lanes[at + 4 * LANES] += g;
      lanes[at + 5 * LANES] = Math.fma(r, g, lanes[at + 5 * LANES]);
      if (m[i] < wrong) {
        lanes[at + 6 * LANES]++;
        lanes[at + 7 * LANES] += loss[i];
      }
      if (m[i] < veryWrong) {
        lanes[at + 8 * LANES]++;
        lanes[at + 9 * LANES] += loss[i];
      }
    }
  }

  @Override
  public void addSigned(double[] x, int from, int n, long signs, double[] out, int at) {
    addSigned(x, from, 0, n, signs, out, at);
  }

  static void addSigned(double[] x, int from, int begin, int n, long signs, double[] out, int at) {
    for (int i = begin; i < n; i++) {
      long sign = signs >>> i << (Long.SIZE - 1);
      out[at + i] += Double.longBitsToDouble(Double.doubleToRawLongBits(x[from + i]) ^ sign);
    }
  }
}
