package io.ogive.model;

/**
 * Batch normalisation (Ioffe and Szegedy, ICML 2015) of a layer's sums a = x W, per unit, over the
 * rows i of a batch with weights w_i:
 *
 * <pre>
 * mean = sum(w_i a_i) / sum(w_i)     variance = sum(w_i (a_i - mean)^2) / sum(w_i)
 * z_i  = gain (a_i - mean) / sqrt(variance + EPSILON) + bias
 * </pre>
 *
 * <p>Once trained, mean and variance are those of all rows, and the layer is an affine one.
 */
public final class BatchNorm {
  /** What is added to a variance, so that a unit that gives one value only can be divided. */
  public static final double EPSILON = 1e-5;

  private BatchNorm() {}

  /** 1 / sqrt(variance + EPSILON). */
  public static double inverseDeviation(double variance) {
    return 1 / Math.sqrt(variance + EPSILON);
  }

  /**
   * The affine layer that a normalized one is at given moments: {@code W' = W gain / deviation, b'
   * = b - mean gain / deviation}.
   */
  public static Layer folded(Layer layer, double[] mean, double[] variance) {
    int outputs = layer.outputs();
    double[] weights = layer.weights().clone();
    double[] bias = layer.bias().clone();
    for (int o = 0; o < outputs; o++) {
      double factor = layer.gain()[o] * inverseDeviation(variance[o]);
      bias[o] -= mean[o] * factor;
      for (int i = 0; i < layer.inputs(); i++) {
        weights[i * outputs + o] *= factor;
      }
    }
    return new Layer(layer.inputs(), outputs, layer.activation(), weights, bias);
  }
}
