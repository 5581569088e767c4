package io.ogive.math;

import java.util.Arrays;

/** {@link Products} in plain Java: the order of the sums, to be read. */
final class ScalarProducts implements Products {
  @Override
  public void multiply(FloatMatrix a, FloatMatrix b, float[] c) {
    Arrays.fill(c, 0, a.rows() * b.columns(), 0f);
    multiplyAdd(a, b, c);
  }

  @Override
  public void multiplyAdd(FloatMatrix a, FloatMatrix b, float[] c) {
    assert a.columns() == b.rows();
    int n = b.columns();
    for (int i = 0; i < a.rows(); i++) {
      for (int l = 0; l < a.columns(); l++) {
        float factor = a.values()[i * a.rowStride() + l * a.columnStride()];
        int from = l * b.rowStride();
        for (int j = 0; j < n; j++, from += b.columnStride()) {
          c[i * n + j] = Math.fma(factor, b.values()[from], c[i * n + j]);
        }
      }
    }
  }

  @Override
  public void multiply(DoubleMatrix a, DoubleMatrix b, double[] c) {
    Arrays.fill(c, 0, a.rows() * b.columns(), 0.0);
    multiplyAdd(a, b, c);
  }

  @Override
  public void multiplyAdd(DoubleMatrix a, DoubleMatrix b, double[] c) {
    assert a.columns() == b.rows();
    int n = b.columns();
    for (int i = 0; i < a.rows(); i++) {
      for (int l = 0; l < a.columns(); l++) {
        double factor = a.values()[i * a.rowStride() + l * a.columnStride()];
        int from = l * b.rowStride();
        for (int j = 0; j < n; j++, from += b.columnStride()) {
          c[i * n + j] = Math.fma(factor, b.values()[from], c[i * n + j]);
        }
      }
    }
  }
}
