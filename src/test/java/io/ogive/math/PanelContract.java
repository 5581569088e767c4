package io.ogive.math;

import java.util.Arrays;

/** What {@link Kernels} promises of {@link Panels}, written as plainly as it can be. */
final class PanelContract extends BitContract {
  private static final int[] COLUMNS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 37};

  PanelContract(Kernels kernels) {
    super(kernels);
  }

  /** All kernels at all shapes; called by name from another class loader. */
  public static String checkVectorKernels() {
    Kernels vector = Kernels.vector().orElseThrow();
    new PanelContract(vector).checkAll();
    return vector.name();
  }

  void checkAll() {
    margins();
    transposed();
    severalMargins();
    severalTransposed();
    gram();
    largest();
    hash();
    columnSums();
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

  void gram() {
    for (int columns : new int[] {1, 7, 8, 9, 16, 17, 31, 32, 33, 49, 64, 70, 100}) {
      for (int rows : new int[] {0, 1, 2, 7, 8, 63, 64, 100, 200}) {
        gram(rows, columns);
      }
    }
  }

  private void gram(int rows, int columns) {
    Panels x = panels(rows, columns, true);
    float[] roots = new float[x.panels() * Panels.LANES];
    for (int i = 0; i < rows; i++) {
      roots[i] = (float) random.nextDouble();
    }
    double[] expected = new double[columns * (columns + 1) / 2 + 3];
    int at = 0;
    for (int j = 0; j < columns; j++) {
      for (int k = 0; k <= j; k++) {
        float[] s = new float[16];
        for (int i = 0; i < rows; i++) {
          float one = roots[i] * (float) x.get(i, j);
          float other = roots[i] * (float) x.get(i, k);
          s[i % 16] = Math.fma(one, other, s[i % 16]);
        }
        for (int r = 0; r < 8; r++) {
          s[r] = s[r] + s[r + 8];
        }
        expected[at++] = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
      }
    }
    float[] c = new float[expected.length];
    float[] room = new float[Kernels.gramRoom(x) + 1];
    Arrays.fill(room, Float.NaN); // what another block may have left
    kernels.gram(x, roots, room, c);
    compare("gram of %d x %d".formatted(rows, columns), expected, widened(c));
  }

  void hash() {
    for (int n : new int[] {0, 1, 63, 64, 65, 200, 1024}) {
      float[] values = new float[n];
      for (int i = 0; i < n; i++) {
        values[i] = (float) random.nextDouble();
      }
      compare(
          "hash of " + n,
          new double[] {Hash64.of(n, values)},
          new double[] {kernels.hash(n, values)});
    }
  }

  void largest() {
    for (int rows : LARGE) {
      for (int columns : COLUMNS) {
        Panels x = panels(rows, columns, true);
        double[] expected = new double[columns];
        double[] actual = new double[columns];
        double[] parts = new double[4];
        for (int j = 0; j < columns; j++) {
          for (int i = 0; i < rows; i++) {
            expected[j] = Math.max(expected[j], Math.abs(x.get(i, j)));
          }
          kernels.columnSums(x, j, 0x1p-10f, 1.5 * 0x1p10, parts);
          actual[j] = parts[3];
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
          if (kernels.columnSums(x, j, 0x1p-10f, 1.5 * 0x1p10, new double[4])) {
            throw new AssertionError(
                kernels.name() + ", column sums: a value below the window is one in it");
          }
          values[odd] = before;
        }
      }
    }
  }

  private void columnSums(Panels x, int j) {
    double[] expected = new double[4];
    for (int i = x.rows() - 1; i >= 0; i--) {
      double square = x.get(i, j) * x.get(i, j);
      double high = Math.rint(square * 0x1p42) * 0x1p-42;
      expected[0] += x.get(i, j);
      expected[1] += high;
      expected[2] += square - high;
      expected[3] = Math.max(expected[3], Math.abs(x.get(i, j)));
    }
    double[] actual = new double[4];
    String what = "column sums of %d x %d".formatted(x.rows(), x.columns());
    if (!kernels.columnSums(x, j, 0x1p-10f, 1.5 * 0x1p10, actual)) {
      throw new AssertionError(
          "%s, %s: values in the window do not fit".formatted(kernels.name(), what));
    }
    compare(what, expected, actual);
  }
}
