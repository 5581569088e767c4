package io.ogive.math;

import java.util.Objects;

/**
 * Matrix products c = start + a b in float32 and float64, for matrices of any shape; a and b may be
 * transposed views, c is dense and row-major.
 *
 * <p>Every element of c starts at 0, at what c holds or at its column's bias, and is added by fma
 * in the order of the columns of a, so that the bits depend on no register width and no blocking.
 *
 * <p>An instance owns the room in which operands are laid out for the registers, and serves one
 * thread at a time.
 */
public interface Products {
  /**
   * Products of the implementation that {@link Kernels#best()} belongs to, with room of its own.
   */
  static Products best() {
    return KernelProvider.products();
  }

  /** The plain Java twin. */
  static Products scalar() {
    return new ScalarProducts();
  }

  /** {@code c = a b}. */
  void multiply(FloatMatrix a, FloatMatrix b, float[] c);

  /** {@code c = c + a b}. */
  void multiplyAdd(FloatMatrix a, FloatMatrix b, float[] c);

  /** {@code c = a b}. */
  void multiply(DoubleMatrix a, DoubleMatrix b, double[] c);

  /** {@code c = c + a b}. */
  void multiplyAdd(DoubleMatrix a, DoubleMatrix b, double[] c);

  /** {@code c[i][j] = bias[j] + (a b)[i][j]}. */
  default void multiplyAddBias(FloatMatrix a, FloatMatrix b, float[] bias, float[] c) {
    Objects.checkFromIndexSize(0, b.columns(), bias.length);
    for (int i = 0; i < a.rows(); i++) {
      System.arraycopy(bias, 0, c, i * b.columns(), b.columns());
    }
    multiplyAdd(a, b, c);
  }

  /** {@code c[i][j] = bias[j] + (a b)[i][j]}. */
  default void multiplyAddBias(DoubleMatrix a, DoubleMatrix b, double[] bias, double[] c) {
    Objects.checkFromIndexSize(0, b.columns(), bias.length);
    for (int i = 0; i < a.rows(); i++) {
      System.arraycopy(bias, 0, c, i * b.columns(), b.columns());
    }
    multiplyAdd(a, b, c);
  }
}
