package io.ogive.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A feed-forward network: hidden sigmoid layers, then an affine layer whose sums go through a
 * softmax, or through one sigmoid where there is one output.
 *
 * @param layers first to last; the last has activation IDENTITY and gives the logits
 */
public record Network(List<Layer> layers) implements Serializable {
  public Network {
    layers = List.copyOf(layers);
    for (int l = 1; l < layers.size(); l++) {
      if (layers.get(l).inputs() != layers.get(l - 1).outputs()) {
        throw new IllegalArgumentException(
            "layer %d takes %d inputs, layer %d gives %d outputs"
                .formatted(l, layers.get(l).inputs(), l - 1, layers.get(l - 1).outputs()));
      }
    }
    if (layers.isEmpty() || layers.get(layers.size() - 1).activation() != Activation.IDENTITY) {
      throw new IllegalArgumentException("the last layer must exist and be affine");
    }
  }

  public int inputs() {
    return layers.get(0).inputs();
  }

  /** Logits: one for a binary sigmoid output, else one a class. */
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** All weights and biases as one vector: per layer W row-major, then b. */
  public double[] parameters() {
    int size = layers.stream().mapToInt(l -> l.weights().length + l.bias().length).sum();
    double[] all = new double[size];
    int at = 0;
    for (Layer layer : layers) {
      System.arraycopy(layer.weights(), 0, all, at, layer.weights().length);
      at += layer.weights().length;
      System.arraycopy(layer.bias(), 0, all, at, layer.bias().length);
      at += layer.bias().length;
    }
    return all;
  }

  /** A network of this shape with other parameters. */
  public Network withParameters(double[] all) {
    List<Layer> changed = new ArrayList<>();
    int at = 0;
    for (Layer layer : layers) {
      double[] weights = Arrays.copyOfRange(all, at, at += layer.weights().length);
      double[] bias = Arrays.copyOfRange(all, at, at += layer.bias().length);
      changed.add(new Layer(layer.inputs(), layer.outputs(), layer.activation(), weights, bias));
    }
    if (at != all.length) {
      throw new IllegalArgumentException(
          "expected %d parameters, got %d".formatted(at, all.length));
    }
    return new Network(changed);
  }
}
