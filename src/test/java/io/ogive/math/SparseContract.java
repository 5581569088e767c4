package io.ogive.math;

import java.util.Arrays;

/** What {@link Kernels} promise of sparse rows and vectors side by side: each has its own bits. */
final class SparseContract extends BitContract {
  private static final int ROWS = 40;
  private static final double[] SCALE = {1, 2, 0.5, 1, 1, 0.25, 1, 2, 1};
  private static final int MOST_VECTORS = 21;

  private final SparseRows single = rows();

  SparseContract(Kernels kernels) {
    super(kernels);
  }

  private SparseRows rows() {
    int[] starts = new int[ROWS + 1];
    int[] indices = new int[ROWS * SCALE.length];
    float[] values = new float[indices.length];
    int n = 0;
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < SCALE.length; j++) {
        if (random.nextInt(3) == 0) {
          indices[n] = j;
          values[n++] = (float) random.nextDouble() - 0.5f;
        }
      }
      starts[i + 1] = n;
    }
    return SparseRows.of(SCALE.length, starts, Arrays.copyOf(indices, n), Arrays.copyOf(values, n));
  }

  void checkAll() {
    margins();
    units();
  }

  void margins() {
    for (SparseRows x : new SparseRows[] {single, single.squared()}) {
      for (int m = 1; m <= MOST_VECTORS; m++) {
        double[][] weights = several(m, SCALE.length);
        double[] starts = numbers(m);
        double[][] actual = new double[m][ROWS];
        kernels.margins(x, SparseKernels.sideBySide(weights), starts, actual);
        for (int v = 0; v < m; v++) {
          double[] expected = new double[ROWS];
          x.margins(weights[v], starts[v], expected);
          compare("sparse margins of vector %d of %d".formatted(v, m), expected, actual[v]);
        }
      }
    }
  }

  void units() {
    for (SparseRows x : new SparseRows[] {single, single.squared()}) {
      for (int m = 1; m <= MOST_VECTORS; m++) {
        double[][] r = several(m, ROWS);
        long[] actual = new long[SCALE.length * m];
        kernels.addUnits(x, r, SCALE, actual);
        for (int v = 0; v < m; v++) {
          long[] expected = new long[SCALE.length];
          SparseUnits.addUnits(x, new double[][] {r[v]}, SCALE, expected);
          for (int j = 0; j < SCALE.length; j++) {
            if (actual[j * m + v] != expected[j]) {
              throw new AssertionError(
                  "%s, sparse units of vector %d of %d, column %d: expected %d, got %d"
                      .formatted(kernels.name(), v, m, j, expected[j], actual[j * m + v]));
            }
          }
        }
      }
    }
  }

  private double[][] several(int m, int length) {
    double[][] vectors = new double[m][];
    Arrays.setAll(vectors, v -> numbers(length));
    return vectors;
  }
}
