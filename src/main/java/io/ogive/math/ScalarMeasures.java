package io.ogive.math;

/** The loops of statistics in plain Java: the definition of the bits. */
final class ScalarMeasures implements Measures {
  private static final float HALF = 0.5f;

  @Override
  public void squares(double[] x, int n, double[] lanes, int k) {
    squares(x, 0, n, lanes, k);
  }

  static void squares(double[] x, int begin, int n, double[] lanes, int k) {
    for (int i = begin; i < n; i++) {
      int lane = k * LANES + i % LANES;
      lanes[lane] = Math.fma(x[i], x[i], lanes[lane]);
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
  public void squares(float[] x, int n, double[] lanes, int k) {
    squares(x, 0, n, lanes, k);
  }

  /** From where a run begins. */
  static void squares(float[] x, int begin, int n, double[] lanes, int k) {
    for (int from = begin; from < n; from += RUN * LANES) {
      float[] run = new float[LANES];
      for (int i = from; i < Math.min(n, from + RUN * LANES); i++) {
        run[i % LANES] = Math.fma(x[i], x[i], run[i % LANES]);
      }
      addRun(run, lanes, k);
    }
  }

  private static void addRun(float[] run, double[] lanes, int k) {
    for (int i = 0; i < LANES; i++) {
      lanes[k * LANES + i] += run[i];
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
  public int sums(double[] z, int n, double[] lanes, int k) {
    int core = 0;
    for (int i = 0; i < n; i++) {
      core += Math.abs(z[i]) < HALF ? 1 : 0;
      lanes[k * LANES + i % LANES] += z[i];
    }
    squares(z, 0, n, lanes, k + 1);
    return core;
  }

  @Override
  public int sums(float[] z, int n, double[] lanes, int k) {
    return sums(z, 0, n, lanes, k);
  }

  /** From where a run begins. */
  static int sums(float[] z, int begin, int n, double[] lanes, int k) {
    int core = 0;
    for (int from = begin; from < n; from += RUN * LANES) {
      float[] run = new float[LANES];
      for (int i = from; i < Math.min(n, from + RUN * LANES); i++) {
        core += Math.abs(z[i]) < HALF ? 1 : 0;
        run[i % LANES] += z[i];
      }
      addRun(run, lanes, k);
    }
    squares(z, begin, n, lanes, k + 1);
    return core;
  }

  @Override
  public void slopes(double[] h, int n, Slope slope, double[] lanes, int k, OctaveCounts counts) {
    for (int i = 0; i < n; i++) {
      double g = (slope.a() + slope.b() * h[i]) * (1 - h[i]);
      counts.counts[place(h[i] < slope.middle(), g)]++;
      lanes[k * LANES + i % LANES] += g;
      lanes[(k + 1) * LANES + i % LANES] += Math.abs(slope.c() * h[i] - slope.d());
    }
  }

  private static int place(boolean isLow, double g) {
    return (isLow ? 0 : OctaveCounts.OCTAVES) + (Math.min(31, -Math.getExponent(g)) & 31);
  }

  @Override
  public void slopes(float[] h, int n, Slope slope, double[] lanes, int k, OctaveCounts counts) {
    slopes(h, 0, n, slope, lanes, k, counts);
  }

  /** From where a run begins. */
  static void slopes(
      float[] h, int begin, int n, Slope slope, double[] lanes, int k, OctaveCounts counts) {
    for (int from = begin; from < n; from += RUN * LANES) {
      float[] steep = new float[LANES];
      float[] near = new float[LANES];
      for (int i = from; i < Math.min(n, from + RUN * LANES); i++) {
        float g = (slope.a() + slope.b() * h[i]) * (1 - h[i]);
        counts.counts[place(h[i] < slope.middle(), g)]++;
        steep[i % LANES] += g;
        near[i % LANES] += Math.abs(slope.c() * h[i] - slope.d());
      }
      addRun(steep, lanes, k);
      addRun(near, lanes, k + 1);
    }
  }

  @Override
  public void margins(Margins rows, int n, MarginSums to) {
    margins(rows, 0, n, to);
  }

  static void margins(Margins rows, int begin, int n, MarginSums to) {
    double[] y = rows.y();
    double[] m = rows.m();
    double[] p = rows.p();
    double[] loss = rows.loss();
    for (int i = begin; i < n; i++) {
      double r = 1 - p[i];
      double s = p[i] * r;
      int octave = Math.min(31, -Math.getExponent(4 * s)) & 31;
      int side = (m[i] > 0 ? 64 : 0) + (p[i] < 0.5 ? 32 : 0);
      to.copies[(y[i] > 0 ? 128 : 0) + side + octave]++;
      for (int at = i % LANES; at < (y[i] > 0 ? 2 : 1) * MarginSums.ONES; at += MarginSums.ONES) {
        to.lanes[at] += m[i];
        to.lanes[at + LANES] = Math.fma(m[i], m[i], to.lanes[at + LANES]);
        to.lanes[at + 2 * LANES] += loss[i];
        to.lanes[at + 3 * LANES] += r;
        to.lanes[at + 4 * LANES] += s;
        to.lanes[at + 5 * LANES] = Math.fma(r, s, to.lanes[at + 5 * LANES]);
        to.lanes[at + 6 * LANES] += m[i] < to.wrong ? 1 : 0;
        to.lanes[at + 7 * LANES] += m[i] < to.wrong ? loss[i] : 0;
        to.lanes[at + 8 * LANES] += m[i] < to.veryWrong ? 1 : 0;
        to.lanes[at + 9 * LANES] += m[i] < to.veryWrong ? loss[i] : 0;
      }
    }
  }

  @Override
  public void addSigned(double[] x, int from, long signs, double[] out, int at) {
    for (int i = 0; i < Long.SIZE; i++) {
      out[at + i] += signed(x[from + i], signs >>> i);
    }
  }

  @Override
  public void addSigned(float[] x, int from, long signs, double[] out, int at) {
    for (int i = 0; i < Long.SIZE; i++) {
      out[at + i] += signed(x[from + i], signs >>> i);
    }
  }

  private static double signed(double x, long sign) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(x) ^ sign << (Long.SIZE - 1));
  }

  @Override
  public void units(double[] z, double[] h, int rows, double[] sums, double[] bounds) {
    int units = sums.length / 2;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < units; j++) {
        add(z[row * units + j], h[row * units + j], j, units, sums, bounds);
      }
    }
  }

  @Override
  public void units(float[] z, float[] h, int rows, double[] sums, double[] bounds) {
    units(z, h, rows, 0, sums, bounds);
  }

  /** The units from the first on. */
  static void units(float[] z, float[] h, int rows, int first, double[] sums, double[] bounds) {
    int units = sums.length / 2;
    for (int row = 0; row < rows; row++) {
      for (int j = first; j < units; j++) {
        add(z[row * units + j], h[row * units + j], j, units, sums, bounds);
      }
    }
  }

  private static void add(double z, double h, int unit, int units, double[] sums, double[] bounds) {
    sums[unit] += z;
    sums[units + unit] += z * z;
    bounds[unit] = Math.min(bounds[unit], h);
    bounds[units + unit] = Math.max(bounds[units + unit], h);
  }
}
