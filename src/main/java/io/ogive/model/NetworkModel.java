package io.ogive.model;

import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.LabelColumn.Kind;

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
    if (network.isNormalized()) {
      throw new IllegalArgumentException(
          "a model's layers must be affine: fold batch normalisation first");
    }
    if (!fits(features.label(), network)) {
      throw new IllegalArgumentException(
          "%d classes do not fit %d outputs: the label is %s, the output %s"
              .formatted(classes, network.outputs(), features.label().kind(), network.output()));
    }
  }

  private static boolean fits(LabelColumn label, Network network) {
    int classes = label.classes().size();
    return switch (network.output()) {
      case SOFTMAX -> label.kind() == Kind.CLASS && network.outputs() == classes;
      case SIGMOID -> label.kind() == Kind.CLASS && classes == 2;
      case SIGMOIDS -> label.kind() == Kind.FLAGS && network.outputs() == classes;
      case LINEAR -> label.kind() == Kind.NUMBER;
    };
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
      for (int o = 0; o < z.length; o++) {
        z[o] = layer.activation().value(z[o]);
      }
      h = z;
    }
    network.output().scores(h, out);
  }
}
