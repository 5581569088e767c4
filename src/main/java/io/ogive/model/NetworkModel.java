package io.ogive.model;

import io.ogive.data.Features;
import io.ogive.math.Sigmoid;

/**
 * A network with what its inputs need.
 *
 * @param center per slot, taken off the stored value
 * @param scale per slot, multiplied after that; 0 for a constant column
 */
public record NetworkModel(Features features, double[] center, double[] scale, Network network)
    implements Model {
  public NetworkModel {
    int width = features.width();
    int classes = features.label().classes().size();
    if (center.length != width || scale.length != width || network.inputs() != width) {
      throw new IllegalArgumentException(
          "%d slots do not fit %d centers, %d scales and %d inputs"
              .formatted(width, center.length, scale.length, network.inputs()));
    }
    if (network.outputs() != (classes == 2 && network.outputs() == 1 ? 1 : classes)) {
      throw new IllegalArgumentException(
          "%d classes do not fit %d outputs".formatted(classes, network.outputs()));
    }
  }

  @Override
  public void probabilities(double[] stored, double[] out) {
    double[] h = new double[stored.length];
    for (int j = 0; j < h.length; j++) {
      h[j] = (stored[j] - center[j]) * scale[j];
    }
    for (Layer layer : network.layers()) {
      double[] z = layer.bias().clone();
      for (int i = 0; i < layer.inputs(); i++) {
        for (int o = 0; o < z.length; o++) {
          z[o] = Math.fma(h[i], layer.weights()[i * layer.outputs() + o], z[o]);
        }
      }
      if (layer.activation() == Activation.SIGMOID) {
        for (int o = 0; o < z.length; o++) {
          z[o] = Sigmoid.sigmoid(z[o]);
        }
      }
      h = z;
    }
    Logits.probabilities(h, out);
  }
}
