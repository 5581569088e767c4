package io.ogive.math;

/**
 * The loops over float32 in which networks spend what time their products leave, as two
 * implementations with the same bits: element by element, so that no register width matters.
 */
public interface FloatKernels {
  /**
   * {@code out[i] = 1 / (1 + exp(-z[i]))} for i below n, as {@link FloatSigmoid#sigmoid}; may be in
   * place.
   */
  void sigmoid(float[] z, float[] out, int n);

  /**
   * One step of Adam (Kingma and Ba 2015), element by element for i below n:
   *
   * <pre>
   * m = beta1 * m + (1 - beta1) * g;   v = beta2 * v + (1 - beta2) * g * g
   * w = w - rate * m / (sqrt(v * correction) + epsilon)
   * </pre>
   *
   * where the first product and the sum in m and v are one fma, and all else is left to right.
   * Moments too small for {@link #VANISHING} become 0.
   */
  void adam(float[] w, float[] m, float[] v, float[] g, int n, Adam step);

  /**
   * Lays out rows {@code from} to {@code to - 1} one by one: {@code out[i * columns + j] =
   * input(x[i][j], center[j], scale[j])}. The first is the first of a panel.
   */
  void rows(Panels x, int from, int to, double[] center, double[] scale, float[] out);

  /**
   * {@code (x - center) * scale} in float32, but for the center, of which no digit is lost: all of
   * it is right to 2 ulp.
   */
  static float input(float x, double center, double scale) {
    float high = (float) center;
    float low = (float) (center - high);
    return ((x - high) - low) * (float) scale;
  }

  /**
   * Added to a moment and taken off again, so that what is less than 2^-127 vanishes instead of
   * lingering as a subnormal number, with which many processors are slow.
   */
  float VANISHING = 0x1p-103f;

  /**
   * What a step of Adam needs besides the arrays.
   *
   * @param rate step size, times {@code 1 / (1 - beta1^t)}
   * @param correction {@code 1 / (1 - beta2^t)}
   */
  record Adam(float rate, float beta1, float beta2, float epsilon, float correction) {}
}
