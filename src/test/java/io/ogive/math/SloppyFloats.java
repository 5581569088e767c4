package io.ogive.math;

/** Float32 kernels that are right to a few ulp: the negative control of {@link KernelContract}. */
final class SloppyFloats implements FloatKernels {
  @Override
  public void sigmoid(float[] z, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = (float) Sigmoid.sigmoid(z[i]);
    }
  }

  @Override
  public void adam(float[] w, float[] m, float[] v, float[] g, int n, Adam step) {
    for (int i = 0; i < n; i++) {
      m[i] = step.beta1() * m[i] + (1 - step.beta1()) * g[i];
      v[i] = step.beta2() * v[i] + (1 - step.beta2()) * g[i] * g[i];
      w[i] -= step.rate() * m[i] / ((float) Math.sqrt(v[i] * step.correction()) + step.epsilon());
    }
  }

  @Override
  public void rows(Panels x, int from, int to, double[] center, double[] scale, float[] out) {
    for (int i = from; i < to; i++) {
      for (int j = 0; j < x.columns(); j++) {
        out[i * x.columns() + j] = (float) ((x.get(i, j) - center[j]) * scale[j]);
      }
    }
  }
}
