package io.ogive.math;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * What {@link Kernels} promises, written as plainly as it can be, and compared with an
 * implementation bit by bit. Of NaN only that it is one is compared.
 */
final class KernelContract {
  private static final int[] LARGE = {127, 128, 129, 1000, 1023, 1024};
  private static final int[] COLUMNS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 37};
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

  private final Kernels kernels;
  private final KeyedRandom random = KeyedRandom.of(4711);

  KernelContract(Kernels kernels) {
    this.kernels = kernels;
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
    margins();
    transposed();
    severalMargins();
    severalTransposed();
    product();
    gram();
    narrow();
    largest();
    columnSums();
    adam();
  }

  private static int[] lengths() {
    int[] lengths = new int[68 + LARGE.length];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = i < 68 ? i : LARGE[i - 68];
    }
    return lengths;
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

  /** Dense values, some zero and some tiny: products of the tiny ones leave a negative zero. */
  private double[] numbers(int length) {
    double[] numbers = new double[length];
    for (int i = 0; i < length; i++) {
      double x = 2 * random.nextDouble() - 1;
      int kind = random.nextInt(16);
      numbers[i] = kind == 0 ? 0 : kind == 1 ? x * 0x1p-1000 : x;
    }
    return numbers;
  }

  private Panels panels(int rows, int columns, boolean single) {
    double[] values = new double[Panels.length(rows, columns)];
    float[] floats = new float[values.length];
    for (int i = 0; i < rows; i++) {
      double[] row = numbers(columns);
      for (int j = 0; j < columns; j++) {
        values[Panels.index(columns, i, j)] = row[j];
        floats[Panels.index(columns, i, j)] = (float) row[j];
      }
    }
    return single ? Panels.of(rows, columns, floats) : Panels.of(rows, columns, values);
  }

  void margins() {
    for (int rows : lengths()) {
      for (int columns : COLUMNS) {
        for (boolean single : new boolean[] {true, false}) {
          Panels x = panels(rows, columns, single);
          double[] weights = numbers(columns);
          double start = random.nextDouble();
          double[] expected = new double[rows];
          for (int i = 0; i < rows; i++) {
            double z = start;
            for (int j = 0; j < columns; j++) {
              z = Math.fma(weights[j], x.get(i, j), z);
            }
            expected[i] = z;
          }
          double[] out = new double[rows];
          kernels.margins(x, weights, start, out);
          compare("margins of %d x %d, single %s".formatted(rows, columns, single), expected, out);
        }
      }
    }
  }

  void transposed() {
    for (int rows : lengths()) {
      for (int columns : COLUMNS) {
        for (boolean single : new boolean[] {true, false}) {
          Panels x = panels(rows, columns, single);
          double[] r = numbers(rows);
          double[] expected = new double[columns];
          for (int j = 0; j < columns; j++) {
            double[] s = new double[8];
            for (int i = 0; i < rows; i++) {
              s[i % 8] = Math.fma(r[i], x.get(i, j), s[i % 8]);
            }
            expected[j] = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
          }
          double[] out = new double[columns];
          Arrays.fill(out, Double.NaN);
          kernels.transposed(x, r, out);
          compare(
              "transposed of %d x %d, single %s".formatted(rows, columns, single), expected, out);
        }
      }
    }
  }

  void severalMargins() {
    several(
        "several margins",
        (x, in, starts, out) -> {
          for (int v = 0; v < in.length; v++) {
            for (int i = 0; i < x.rows(); i++) {
              out[v][i] = starts[v];
              for (int j = 0; j < x.columns(); j++) {
                out[v][i] = Math.fma(in[v][j], x.get(i, j), out[v][i]);
              }
            }
          }
        },
        kernels::margins,
        true);
  }

  void severalTransposed() {
    several(
        "several transposed",
        (x, in, starts, out) -> {
          for (int v = 0; v < in.length; v++) {
            for (int j = 0; j < x.columns(); j++) {
              double[] s = new double[8];
              for (int i = 0; i < x.rows(); i++) {
                s[i % 8] = Math.fma(in[v][i], x.get(i, j), s[i % 8]);
              }
              out[v][j] = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
            }
          }
        },
        (x, in, starts, out) -> kernels.transposed(x, in, out),
        false);
  }

  private interface Several {
    void run(Panels x, double[][] in, double[] starts, double[][] out);
  }

  private void several(String name, Several plain, Several kernel, boolean byColumn) {
    for (int rows : new int[] {0, 1, 7, 8, 9, 16, 31, 63, 64, 65, 127, 200, 1023, 1024}) {
      for (int columns : COLUMNS) {
        int vectors = 1 + random.nextInt(9);
        Panels x = panels(rows, columns, random.nextInt(4) > 0);
        double[][] in = new double[vectors][];
        for (int v = 0; v < vectors; v++) {
          in[v] = numbers(byColumn ? columns : rows);
        }
        double[] starts = numbers(vectors);
        double[][] expected = new double[vectors][byColumn ? rows : columns];
        double[][] out = new double[vectors][byColumn ? rows : columns];
        plain.run(x, in, starts, expected);
        kernel.run(x, in, starts, out);
        for (int v = 0; v < vectors; v++) {
          compare(
              "%s, %d of %d, of %d x %d".formatted(name, v, vectors, rows, columns),
              expected[v],
              out[v]);
        }
      }
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

  void gram() {
    for (int columns : new int[] {1, 7, 8, 9, 16, 17, 31, 32, 33, 49, 64, 70, 100}) {
      for (int rows : new int[] {0, 1, 2, 7, 8, 63, 64, 100, 200}) {
        gram(rows, columns);
      }
    }
  }

  private void gram(int rows, int columns) {
    Panels x = panels(rows, columns, true);
    float[] weights = new float[x.panels() * Panels.LANES];
    for (int i = 0; i < rows; i++) {
      weights[i] = (float) random.nextDouble();
    }
    double[] expected = new double[columns * (columns + 1) / 2 + 3];
    int at = 0;
    for (int j = 0; j < columns; j++) {
      for (int k = 0; k <= j; k++) {
        float[] s = new float[8];
        for (int i = 0; i < rows; i++) {
          float weighted = weights[i] * (float) x.get(i, j);
          s[i % 8] = Math.fma(weighted, (float) x.get(i, k), s[i % 8]);
        }
        expected[at++] = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
      }
    }
    float[] c = new float[expected.length];
    kernels.gram(x, weights, c);
    compare("gram of %d x %d".formatted(rows, columns), expected, widened(c));
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
        float[] out = new float[n + 4];
        boolean fits = kernels.narrow(in, shift, 2, n, 0x1p-55, 0x1p55, out, 1);
        String what = "narrow of %d, kind %d".formatted(n, kind);
        if (fits != kind < 0) {
          throw new AssertionError("%s, %s: fits %s".formatted(kernels.name(), what, fits));
        }
        compare(what, expected, widened(out));
      }
    }
  }

  private static double[] widened(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  void largest() {
    for (int rows : LARGE) {
      for (int columns : COLUMNS) {
        Panels x = panels(rows, columns, true);
        double[] expected = new double[columns];
        double[] actual = new double[columns];
        for (int j = 0; j < columns; j++) {
          for (int i = 0; i < rows; i++) {
            expected[j] = Math.max(expected[j], Math.abs(x.get(i, j)));
          }
          actual[j] = kernels.largest(x, j);
        }
        compare("largest of %d x %d".formatted(rows, columns), expected, actual);
      }
    }
  }

  void columnSums() {
    for (int rows : LARGE) {
      for (int columns : COLUMNS) {
        float[] values = new float[Panels.length(rows, columns)];
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) {
            double value = Math.scalb(2 * random.nextDouble() - 1, -random.nextInt(8));
            boolean fits = Math.abs(value) >= 0x1p-10;
            values[Panels.index(columns, i, j)] = fits ? (float) value : 0;
          }
        }
        Panels x = Panels.of(rows, columns, values);
        for (int j = 0; j < columns; j++) {
          columnSums(x, j);
          int odd = Panels.index(columns, random.nextInt(rows), j);
          float before = values[odd];
          values[odd] = -0x1p-11f;
          if (kernels.columnSums(x, j, 0x1p-10f, 1.5 * 0x1p10, new double[3])) {
            throw new AssertionError(
                kernels.name() + ", column sums: a value below the window is one in it");
          }
          values[odd] = before;
        }
      }
    }
  }

  private void columnSums(Panels x, int j) {
    double[] expected = new double[3];
    for (int i = x.rows() - 1; i >= 0; i--) {
      double square = x.get(i, j) * x.get(i, j);
      double high = Math.rint(square * 0x1p42) * 0x1p-42;
      expected[0] += x.get(i, j);
      expected[1] += high;
      expected[2] += square - high;
    }
    double[] actual = new double[3];
    String what = "column sums of %d x %d".formatted(x.rows(), x.columns());
    if (!kernels.columnSums(x, j, 0x1p-10f, 1.5 * 0x1p10, actual)) {
      throw new AssertionError(
          "%s, %s: values in the window do not fit".formatted(kernels.name(), what));
    }
    compare(what, expected, actual);
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

  private void compare(String what, double[] expected, double[] actual) {
    for (int i = 0; i < expected.length; i++) {
      if (Double.doubleToLongBits(expected[i]) != Double.doubleToLongBits(actual[i])) {
        throw new AssertionError(
            "%s, %s, element %d: expected %s (%s), got %s (%s)"
                .formatted(
                    kernels.name(),
                    what,
                    i,
                    expected[i],
                    Double.toHexString(expected[i]),
                    actual[i],
                    Double.toHexString(actual[i])));
      }
    }
  }
}
