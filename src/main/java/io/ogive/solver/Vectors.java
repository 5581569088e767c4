package io.ogive.solver;

/** Arithmetic of vectors in a fixed order, so that it gives the same bits everywhere. */
final class Vectors {
  private Vectors() {}

  /** The dot product: elements with the same index modulo 4 by fma in order, then (0+2)+(1+3). */
  static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= a.length; i += 4) {
      s0 = Math.fma(a[i], b[i], s0);
      s1 = Math.fma(a[i + 1], b[i + 1], s1);
      s2 = Math.fma(a[i + 2], b[i + 2], s2);
      s3 = Math.fma(a[i + 3], b[i + 3], s3);
    }
    for (; i < a.length; i++) {
      s0 = Math.fma(a[i], b[i], s0);
    }
    return (s0 + s2) + (s1 + s3);
  }

  /** {@code x + t * d} as a new vector. */
  static double[] step(double[] x, double t, double[] d) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = Math.fma(t, d[i], x[i]);
    }
    return result;
  }

  /** {@code a - b} as a new vector. */
  static double[] minus(double[] a, double[] b) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] - b[i];
    }
    return result;
  }

  /** {@code y += t * x}. */
  static void add(double[] y, double t, double[] x) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.fma(t, x[i], y[i]);
    }
  }

  static double[] negated(double[] x) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = -x[i];
    }
    return result;
  }

  /** The largest absolute element; NaN if any is. */
  static double maxNorm(double[] x) {
    double norm = 0;
    for (double v : x) {
      norm = Math.max(norm, Math.abs(v));
    }
    return norm;
  }
}
