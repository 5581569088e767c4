package io.ogive.math;

/** The float32 kernels in plain Java: the definition of the bits. */
final class ScalarFloats implements FloatKernels {
  @Override
  public void sigmoid(float[] z, float[] out, int n) {
    sigmoid(z, out, 0, n);
  }

  static void sigmoid(float[] z, float[] out, int from, int end) {
    for (int i = from; i < end; i++) {
      out[i] = FloatSigmoid.sigmoid(z[i]);
    }
  }

  @Override
  public void adam(float[] w, float[] m, float[] v, float[] g, int n, Adam step) {
    adam(w, m, v, g, 0, n, step);
  }

  static void adam(float[] w, float[] m, float[] v, float[] g, int from, int end, Adam step) {
    float beta1 = step.beta1();
    float beta2 = step.beta2();
    for (int i = from; i < end; i++) {
      m[i] = (Math.fma(beta1, m[i], (1 - beta1) * g[i]) + VANISHING) - VANISHING;
      v[i] = (Math.fma(beta2, v[i], (1 - beta2) * g[i] * g[i]) + VANISHING) - VANISHING;
      float size = (float) Math.sqrt(v[i] * step.correction()) + step.epsilon();
      w[i] -= step.rate() * m[i] / size;
    }
  }

  @Override
  public void rows(Panels x, int from, int to, double[] center, double[] scale, float[] out) {
    int columns = x.columns();
    double[] lanes = new double[Panels.LANES];
    for (int row = from; row < to; row += Panels.LANES) {
      int count = Math.min(Panels.LANES, to - row);
      for (int j = 0; j < columns; j++) {
        x.copyLanes(row / Panels.LANES, j, lanes);
        for (int i = 0; i < count; i++) {
          out[(row + i) * columns + j] = FloatKernels.input((float) lanes[i], center[j], scale[j]);
        }
      }
    }
  }
}
