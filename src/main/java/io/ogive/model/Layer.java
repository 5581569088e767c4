package io.ogive.model;

import java.io.Serializable;

/**
 * One layer: {@code h = activation(x W + b)}, or with batch normalisation, while it is trained,
 * {@code h = activation(gain * normalized(x W) + b)}.
 *
 * @param weights W, inputs x outputs, row-major
 * @param bias b, one an output
 * @param gain of batch normalisation, one an output; empty without
 * @see BatchNorm
 */
public record Layer(
    int inputs, int outputs, Activation activation, double[] weights, double[] bias, double[] gain)
    implements Serializable {
  public Layer {
    if (inputs < 1
        || outputs < 1
        || weights.length != (long) inputs * outputs
        || bias.length != outputs
        || (gain.length != 0 && gain.length != outputs)) {
      throw new IllegalArgumentException(
          "a layer of %d inputs and %d outputs does not fit %d weights, %d biases and %d gains"
              .formatted(inputs, outputs, weights.length, bias.length, gain.length));
    }
  }

  /** A layer without batch normalisation. */
  public Layer(int inputs, int outputs, Activation activation, double[] weights, double[] bias) {
    this(inputs, outputs, activation, weights, bias, new double[0]);
  }

  /** Whether its sums are normalized over the batch. */
  public boolean isNormalized() {
    return gain.length > 0;
  }

  /** The number of weights, biases and gains. */
  public int size() {
    return weights.length + bias.length + gain.length;
  }
}
