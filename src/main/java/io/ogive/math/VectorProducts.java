package io.ogive.math;

import java.util.Arrays;

/** {@link Products} in the Vector API. Only {@link KernelProvider} may know of this class. */
final class VectorProducts implements Products {
  private final VectorProductFloat floats = new VectorProductFloat();
  private final VectorProductDouble doubles = new VectorProductDouble();

  @Override
  public void multiply(FloatMatrix a, FloatMatrix b, float[] c) {
    Arrays.fill(c, 0, a.rows() * b.columns(), 0f);
    floats.multiplyAdd(a, b, c);
  }

  @Override
  public void multiplyAdd(FloatMatrix a, FloatMatrix b, float[] c) {
    floats.multiplyAdd(a, b, c);
  }

  @Override
  public void multiply(DoubleMatrix a, DoubleMatrix b, double[] c) {
    Arrays.fill(c, 0, a.rows() * b.columns(), 0.0);
    doubles.multiplyAdd(a, b, c);
  }

  @Override
  public void multiplyAdd(DoubleMatrix a, DoubleMatrix b, double[] c) {
    doubles.multiplyAdd(a, b, c);
  }
}
