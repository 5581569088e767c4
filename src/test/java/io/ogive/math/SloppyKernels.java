package io.ogive.math;

import java.util.Arrays;

/** Every kernel with an error a reader might forgive: right to a few ulp, and not the contract. */
final class SloppyKernels implements Kernels {
  @Override
  public String name() {
    return "sloppy";
  }

  @Override
  public void margins(Panels x, double[] weights, double start, double[] out) {
    Kernels.scalar().margins(x, weights, 0, out);
    for (int i = 0; i < x.rows(); i++) {
      out[i] += start;
    }
  }

  @Override
  public void margins(SparseRows x, double[] weights, double[] starts, double[][] out) {
    SparseKernels.margins(x, weights, new double[starts.length], out);
    for (int v = 0; v < out.length; v++) {
      for (int i = 0; i < x.rows(); i++) {
        out[v][i] += starts[v];
      }
    }
  }

  @Override
  public void addUnits(SparseRows x, double[][] r, double[] scale, long[] units) {
    SparseUnits.addUnits(x, r, scale, units);
    units[0]++;
  }

  /** Halves up. */
  @Override
  public void addNearest(
      double[] values, int n, int fractionBits, long[] high, long[] low, int first) {
    double[] up = values.clone();
    for (int i = 0; i < n; i++) {
      double units = Math.scalb(values[i], fractionBits);
      up[i] = Math.scalb(Math.floor(units + 0.5), -fractionBits);
    }
    Kernels.scalar().addNearest(up, n, fractionBits, high, low, first);
  }

  @Override
  public void transposed(Panels x, double[] r, double[] out) {
    for (int j = 0; j < x.columns(); j++) {
      out[j] = 0;
      for (int i = 0; i < x.rows(); i++) {
        out[j] = Math.fma(r[i], x.get(i, j), out[j]);
      }
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
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = accumulate ? c[i * n + j] : 0;
        for (int l = 0; l < k; l++) {
          sum += a[i * aRow + l * aColumn] * b[l * n + j];
        }
        c[i * n + j] = sum;
      }
    }
  }

  @Override
  public void gram(Panels x, float[] roots, float[] room, float[] c) {
    for (int j = 0, at = 0; j < x.columns(); j++) {
      for (int k = 0; k <= j; k++, at++) {
        double sum = 0;
        for (int i = 0; i < x.rows(); i++) {
          sum += roots[i] * x.get(i, j) * roots[i] * x.get(i, k);
        }
        c[at] = (float) sum;
      }
    }
  }

  @Override
  public void sigmoid(double[] z, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = 1 / (1 + Sigmoid.exp(-z[i]));
    }
  }

  @Override
  public void softplus(double[] z, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(z[i], 0) + Math.log1p(Sigmoid.exp(-Math.abs(z[i])));
    }
  }

  @Override
  public FloatKernels floats() {
    return new SloppyFloats();
  }

  @Override
  public void exp(double[] z, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = StrictMath.exp(z[i]);
    }
  }

  @Override
  public void logistic(double[] m, double[] right, double[] wrong, double[] loss, int n) {
    Kernels.scalar().logistic(m, right, wrong, loss, n);
    for (int i = 0; i < n; i++) {
      wrong[i] = 1 - right[i];
    }
  }

  @Override
  public double dot(double[] a, double[] b, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum = Math.fma(a[i], b[i], sum);
    }
    return sum;
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
      out[to + i] = (float) DoubleBytes.get(x, from + i * Double.BYTES) - (float) shift[at + i];
      fits &= out[to + i] == 0 || (Math.abs(out[to + i]) >= smallest && out[to + i] <= largest);
    }
    return fits;
  }

  /** Blind to the order of values. */
  @Override
  public long hash(long seed, float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return Hash64.of(seed, sorted);
  }

  @Override
  public boolean columnSums(Panels x, int column, float smallest, double grid, double[] out) {
    Kernels.scalar().columnSums(x, column, smallest, grid, out);
    out[1] += out[2];
    out[2] = 0;
    out[3] = 0;
    for (int i = 0; i < x.rows(); i++) {
      out[3] = Math.max(out[3], x.get(i, column));
    }
    return true;
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
    for (int i = 0; i < n; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * g[i];
      v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
      w[i] -= rate * (m[i] * correction1) / (Math.sqrt(v[i] * correction2) + epsilon);
    }
  }
}
