package io.ogive.math;

import java.util.function.DoubleUnaryOperator;

/** What {@link Kernels} promises of arrays, written as plainly as it can be. */
final class KernelContract extends BitContract {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    1,
    -1,
    36.9,
    -36.9,
    709.782712893384,
    709.7827128933841,
    -708.4,
    -745.13,
    -745.14,
    750,
    -750,
    1e300,
    -1e300,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  KernelContract(Kernels kernels) {
    super(kernels);
  }

  /** All kernels at all shapes; called by name from another class loader. */
  public static String checkVectorKernels() {
    Kernels vector = Kernels.vector().orElseThrow();
    new KernelContract(vector).checkAll();
    return vector.name();
  }

  void checkAll() {
    exp();
    sigmoid();
    softplus();
    logistic();
    dot();
    product();
    narrow();
    adam();
    new SparseContract(kernels).checkAll();
    new NearestContract(kernels).addNearest();
  }

  void exp() {
    elementwise("exp", Sigmoid::exp, kernels::exp);
  }

  void sigmoid() {
    elementwise("sigmoid", Sigmoid::sigmoid, kernels::sigmoid);
  }

  void softplus() {
    elementwise("softplus", Sigmoid::softplus, kernels::softplus);
  }

  private interface Elementwise {
    void run(double[] z, double[] out, int n);
  }

  private void elementwise(String name, DoubleUnaryOperator one, Elementwise kernel) {
    for (int n : lengths()) {
      double[] z = logits(n + 3);
      double[] expected = new double[z.length];
      double[] out = new double[z.length];
      for (int i = 0; i < n; i++) {
        expected[i] = one.applyAsDouble(z[i]);
      }
      kernel.run(z, out, n);
      compare("%s of %d".formatted(name, n), expected, out);
      System.arraycopy(z, n, expected, n, z.length - n);
      kernel.run(z, z, n);
      compare("%s of %d in place".formatted(name, n), expected, z);
    }
  }

  private double[] logits(int length) {
    double[] z = new double[length];
    for (int i = 0; i < length; i++) {
      z[i] =
          random.nextInt(4) == 0
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : Math.scalb(2 * random.nextDouble() - 1, random.nextInt(16) - 4);
    }
    return z;
  }

  void logistic() {
    for (int n : lengths()) {
      double[] m = logits(n + 3);
      double[][] expected = new double[3][m.length];
      for (int i = 0; i < n; i++) {
        expected[0][i] = Sigmoid.sigmoid(m[i]);
        expected[1][i] = Sigmoid.sigmoid(-m[i]);
        expected[2][i] = Sigmoid.softplus(-m[i]);
      }
      double[][] out = new double[3][m.length];
      kernels.logistic(m, out[0], out[1], out[2], n);
      compare("logistic right of %d".formatted(n), expected[0], out[0]);
      compare("logistic wrong of %d".formatted(n), expected[1], out[1]);
      compare("logistic loss of %d".formatted(n), expected[2], out[2]);
    }
  }

  void dot() {
    for (int n : lengths()) {
      double[] a = numbers(n + 3);
      double[] b = numbers(n + 3);
      double[] s = new double[8];
      for (int i = 0; i < n; i++) {
        s[i % 8] = Math.fma(a[i], b[i], s[i % 8]);
      }
      double expected = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
      double[] actual = {kernels.dot(a, b, n)};
      compare("dot of %d".formatted(n), new double[] {expected}, actual);
    }
  }

  void product() {
    int[] small = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33};
    for (int m : small) {
      for (int n : small) {
        for (int k : new int[] {0, 1, 2, 9, 31}) {
          product(m, n, k);
        }
      }
    }
    for (int k : new int[] {255, 256, 257, 511, 513}) {
      product(5, 37, k);
      product(67, 3, k);
      product(4, 16, k);
    }
    product(0, 4, 4);
    product(4, 0, 4);
  }

  private void product(int m, int n, int k) {
    for (int form = 0; form < 4; form++) {
      boolean transposed = form % 2 == 1;
      boolean accumulate = form >= 2;
      double[] a = numbers(m * k);
      double[] b = numbers(k * n);
      double[] c = numbers(m * n);
      int aRow = transposed ? 1 : k;
      int aColumn = transposed ? m : 1;
      double[] expected = new double[m * n];
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = accumulate ? c[i * n + j] : 0;
          for (int l = 0; l < k; l++) {
            sum = Math.fma(a[i * aRow + l * aColumn], b[l * n + j], sum);
          }
          expected[i * n + j] = sum;
        }
      }
      kernels.product(m, n, k, a, aRow, aColumn, b, c, accumulate);
      compare(
          "product of %d x %d x %d, transposed %s, accumulate %s"
              .formatted(m, n, k, transposed, accumulate),
          expected,
          c);
    }
  }

  void narrow() {
    for (int n : lengths()) {
      double[] x = numbers(n + 3);
      double[] shift = numbers(n + 5);
      for (int i = 0; i < n; i++) {
        // Halves of it stay apart when they are rounded, a third is what is shifted by.
        x[i] = random.nextInt(3) == 0 ? shift[i + 2] : x[i] == 0 ? -0.0 : 1 + x[i] / 2;
        shift[i + 2] = x[i] == 0 ? 0 : shift[i + 2];
      }
      int odd = n == 0 ? 0 : random.nextInt(n);
      double[] unfit = {0x1p-60, 0x1p60, Double.NaN, Double.POSITIVE_INFINITY, -0x1p-60, -0x1p60};
      for (int kind = -1; kind < (n == 0 ? 0 : unfit.length); kind++) {
        double[] in = x.clone();
        if (kind >= 0) {
          in[odd] = unfit[kind];
          shift[odd + 2] = 0;
        }
        double[] expected = new double[n + 4];
        for (int i = 0; i < n; i++) {
          expected[i + 1] = (float) (in[i] - shift[i + 2]) + 0f;
        }
        byte[] bytes = new byte[5 + in.length * Double.BYTES];
        System.arraycopy(DoubleBytes.of(in), 0, bytes, 5, bytes.length - 5);
        float[] out = new float[n + 4];
        boolean fits = kernels.narrow(bytes, 5, shift, 2, n, 0x1p-55, 0x1p55, out, 1);
        String what = "narrow of %d, kind %d".formatted(n, kind);
        if (fits != kind < 0) {
          throw new AssertionError("%s, %s: fits %s".formatted(kernels.name(), what, fits));
        }
        compare(what, expected, widened(out));
      }
    }
  }

  void adam() {
    for (int n : lengths()) {
      double[] w = numbers(n);
      double[] m = numbers(n);
      double[] v = numbers(n);
      double[] g = numbers(n);
      double[] newW = new double[n];
      double[] newM = new double[n];
      double[] newV = new double[n];
      for (int i = 0; i < n; i++) {
        v[i] = Math.abs(v[i]);
        newM[i] = Math.fma(0.9, m[i], (1 - 0.9) * g[i]);
        newV[i] = Math.fma(0.999, v[i], ((1 - 0.999) * g[i]) * g[i]);
        double step = (0.01 * (newM[i] * 1.7)) / (Math.sqrt(newV[i] * 3.1) + 1e-8);
        newW[i] = w[i] - step;
      }
      kernels.adam(w, m, v, g, n, 0.01, 0.9, 0.999, 1e-8, 1.7, 3.1);
      compare("adam w of %d".formatted(n), newW, w);
      compare("adam m of %d".formatted(n), newM, m);
      compare("adam v of %d".formatted(n), newV, v);
    }
  }
}
