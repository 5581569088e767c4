package io.ogive.math;

import java.util.Arrays;

/**
 * Loops that a reader might take for right: the negative control of the contracts of {@link
 * Measures}.
 */
final class SloppyMeasures implements Measures {
  private final Measures right = new ScalarMeasures();

  @Override
  public void squares(double[] x, int n, double[] lanes, int k) {
    for (int i = 0; i < n; i++) {
      lanes[LANES * k + i % LANES] += x[i] * x[i];
    }
  }

  @Override
  public void squares(float[] x, int n, double[] lanes, int k) {
    for (int i = 0; i < n; i++) {
      lanes[LANES * k + i % LANES] += x[i] * x[i];
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
  public int sums(double[] z, int n, double[] lanes, int k) {
    return right.sums(z, n, lanes, k);
  }

  /** In one run, however long. */
  @Override
  public int sums(float[] z, int n, double[] lanes, int k) {
    int core = right.sums(z, n, new double[lanes.length], k);
    float[] sums = new float[LANES];
    for (int i = 0; i < n; i++) {
      sums[i % LANES] += z[i];
    }
    for (int i = 0; i < LANES; i++) {
      lanes[LANES * k + i] += sums[i];
    }
    right.squares(z, n, lanes, k + 1);
    return core;
  }

  @Override
  public void slopes(double[] h, int n, Slope slope, double[] lanes, int k, OctaveCounts counts) {
    right.slopes(h, n, slope, lanes, k, counts);
  }

  /** The middle belongs to the low side. */
  @Override
  public void slopes(float[] h, int n, Slope slope, double[] lanes, int k, OctaveCounts counts) {
    right.slopes(h, n, slope, lanes, k, counts);
    for (int i = 0; i < n; i++) {
      if (h[i] == slope.middle()) {
        counts.counts[0]++;
        counts.counts[OctaveCounts.OCTAVES]--;
      }
    }
  }

  /** A margin of 0 is counted once. */
  @Override
  public void margins(Margins rows, int n, MarginSums to) {
    right.margins(rows, n, to);
    for (int i = 0; i < n; i++) {
      to.copies[1] += rows.m()[i] == 0 ? 1 : 0;
    }
  }

  /** Sums are rounded to float32. */
  @Override
  public void addSigned(float[] x, int from, long signs, double[] out, int at) {
    for (int i = 0; i < Long.SIZE; i++) {
      out[at + i] = (float) out[at + i] + ((signs >>> i & 1) == 0 ? x[from + i] : -x[from + i]);
    }
  }

  /** Signs are taken from the last one on. */
  @Override
  public void addSigned(double[] x, int from, long signs, double[] out, int at) {
    for (int i = 0; i < Long.SIZE; i++) {
      out[at + i] += (signs >>> (Long.SIZE - 1 - i) & 1) == 0 ? x[from + i] : -x[from + i];
    }
  }

  /** Squares are rounded to float32. */
  @Override
  public void units(float[] z, float[] h, int rows, double[] sums, double[] bounds) {
    int units = bounds.length / 2;
    double[] squares = Arrays.copyOfRange(sums, units, 2 * units);
    right.units(z, h, rows, sums, bounds);
    for (int i = 0; i < rows * units; i++) {
      squares[i % units] += z[i] * z[i];
    }
    System.arraycopy(squares, 0, sums, units, units);
  }

  /** The last row is left out. */
  @Override
  public void units(double[] z, double[] h, int rows, double[] sums, double[] bounds) {
    right.units(z, h, Math.max(0, rows - 1), sums, bounds);
  }
}
