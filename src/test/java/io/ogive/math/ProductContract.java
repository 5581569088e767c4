package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

/** What all {@link Products} promise, checked against three plain loops of fma. */
final class ProductContract {
  /** Rows of c, columns of c, length of the sums; odd ones about tiles and blocks of any width. */
  private static final int[][] LARGE = {
    {128, 100, 784},
    {784, 100, 128},
    {128, 784, 100},
    {67, 257, 513},
    {3, 600, 2},
    {301, 1, 300},
    {31, 16, 1025},
    {10, 40, 256}
  };

  private final String name;
  private final Products products;
  private final Random random = new Random(20261125);

  ProductContract(String name, Products products) {
    this.name = name;
    this.products = products;
  }

  /** Called by name from another class loader. */
  public static String checkVectorProducts() {
    Kernels kernels = Kernels.vector().orElseThrow();
    try (Kernels.Use use = Kernels.use(kernels)) {
      assertThat(use).isNotNull();
      new ProductContract(kernels.name(), Products.best()).checkAll();
    }
    return kernels.name();
  }

  void checkAll() {
    for (int size = 0; size <= 67; size++) {
      int other = random.nextInt(68);
      int third = random.nextInt(68);
      check(size, other, third);
      check(other, size, third);
      check(other, third, size);
    }
    for (int i = 0; i < LARGE.length; i++) {
      int[] shape = LARGE[i];
      checkFloats(shape[0], shape[1], shape[2], i % 2 == 1, i % 3 == 1);
      checkDoubles(shape[0], shape[1], shape[2], i % 3 == 1, i % 2 == 1);
    }
  }

  private void check(int m, int n, int k) {
    for (int views = 0; views < 4; views++) {
      checkFloats(m, n, k, (views & 1) != 0, (views & 2) != 0);
      checkDoubles(m, n, k, (views & 1) != 0, (views & 2) != 0);
    }
    // Neither rows nor columns lie side by side.
    FloatMatrix a = new FloatMatrix(floats(3 * m * k + 2), m, k, 3 * k, 3);
    FloatMatrix b = new FloatMatrix(floats(2 * k * n + 1), k, n, 2, 2 * k);
    float[] c = new float[m * n];
    products.multiply(a, b, c);
    same(text(m, n, k) + ", in steps", c, expected(a, b, new float[m * n]));
  }

  private void checkFloats(int m, int n, int k, boolean turnA, boolean turnB) {
    FloatMatrix a =
        turnA
            ? FloatMatrix.of(floats(k * m), k, m).transposed()
            : FloatMatrix.of(floats(m * k), m, k);
    FloatMatrix b =
        turnB
            ? FloatMatrix.of(floats(n * k), n, k).transposed()
            : FloatMatrix.of(floats(k * n), k, n);
    float[] c = floats(m * n + 3);
    float[] start = c.clone();
    float[] bias = floats(n);
    String text = text(m, n, k) + (turnA ? ", a transposed" : "") + (turnB ? ", b transposed" : "");

    products.multiplyAdd(a, b, c);
    same(text, c, expected(a, b, start));

    float[] zeros = start.clone();
    Arrays.fill(zeros, 0, m * n, 0f);
    products.multiply(a, b, start);
    same(text, start, expected(a, b, zeros));

    for (int i = 0; i < m * n; i++) {
      zeros[i] = bias[i % n];
    }
    products.multiplyAddBias(a, b, bias, c);
    System.arraycopy(zeros, m * n, c, m * n, 3);
    same(text, c, expected(a, b, zeros));
  }

  private void checkDoubles(int m, int n, int k, boolean turnA, boolean turnB) {
    DoubleMatrix a =
        turnA
            ? DoubleMatrix.of(doubles(k * m), k, m).transposed()
            : DoubleMatrix.of(doubles(m * k), m, k);
    DoubleMatrix b =
        turnB
            ? DoubleMatrix.of(doubles(n * k), n, k).transposed()
            : DoubleMatrix.of(doubles(k * n), k, n);
    double[] c = doubles(m * n + 3);
    double[] start = c.clone();
    double[] bias = doubles(n);
    String text = text(m, n, k) + ", float64";

    products.multiplyAdd(a, b, c);
    same(text, c, expected(a, b, start));

    double[] zeros = start.clone();
    Arrays.fill(zeros, 0, m * n, 0.0);
    products.multiply(a, b, start);
    same(text, start, expected(a, b, zeros));

    for (int i = 0; i < m * n; i++) {
      zeros[i] = bias[i % n];
    }
    products.multiplyAddBias(a, b, bias, c);
    same(text, c, expected(a, b, zeros));
  }

  private static void same(String text, float[] actual, float[] expected) {
    if (!Arrays.equals(actual, expected)) {
      assertThat(actual).as(text).containsExactly(expected);
    }
  }

  private static void same(String text, double[] actual, double[] expected) {
    if (!Arrays.equals(actual, expected)) {
      assertThat(actual).as(text).containsExactly(expected);
    }
  }

  private String text(int m, int n, int k) {
    return "%s, product of %d x %d and %d x %d".formatted(name, m, k, k, n);
  }

  private static float[] expected(FloatMatrix a, FloatMatrix b, float[] start) {
    float[] c = start.clone();
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.columns(); j++) {
        for (int l = 0; l < a.columns(); l++) {
          float x = a.values()[i * a.rowStride() + l * a.columnStride()];
          float y = b.values()[l * b.rowStride() + j * b.columnStride()];
          c[i * b.columns() + j] = Math.fma(x, y, c[i * b.columns() + j]);
        }
      }
    }
    return c;
  }

  private static double[] expected(DoubleMatrix a, DoubleMatrix b, double[] start) {
    double[] c = start.clone();
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.columns(); j++) {
        for (int l = 0; l < a.columns(); l++) {
          double x = a.values()[i * a.rowStride() + l * a.columnStride()];
          double y = b.values()[l * b.rowStride() + j * b.columnStride()];
          c[i * b.columns() + j] = Math.fma(x, y, c[i * b.columns() + j]);
        }
      }
    }
    return c;
  }

  private float[] floats(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  private double[] doubles(int n) {
    return random.doubles(n, -0.5, 0.5).toArray();
  }
}
