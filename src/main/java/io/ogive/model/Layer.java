package io.ogive.model;

import java.io.Serializable;

/**
 * One layer: {@code h = activation(x W + b)}.
 *
 * @param weights W, inputs x outputs, row-major
 * @param bias b, one an output
 */
public record Layer(int inputs, int outputs, Activation activation, double[] weights, double[] bias)
    implements Serializable {
  public Layer {
    if (inputs < 1
        || outputs < 1
        || weights.length != (long) inputs * outputs
        || bias.length != outputs) {
      throw new IllegalArgumentException(
          "a layer of %d inputs and %d outputs does not fit %d weights and %d biases"
              .formatted(inputs, outputs, weights.length, bias.length));
    }
  }
}
