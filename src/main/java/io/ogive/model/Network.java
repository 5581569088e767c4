package io.ogive.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A feed-forward network: hidden layers, then an affine layer that gives the logits.
 *
 * @param layers first to last; the last has activation IDENTITY
 * @param output what becomes of the logits
 */
public record Network(List<Layer> layers, Output output) implements Serializable {
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
    output.check(layers.get(layers.size() - 1).outputs());
  }

  /** A classifier: a sigmoid over one logit, a softmax over several. */
  public Network(List<Layer> layers) {
    this(layers, Output.ofClasses(layers.isEmpty() ? 0 : layers.get(layers.size() - 1).outputs()));
  }

  public int inputs() {
    return layers.get(0).inputs();
  }

  /** The number of logits. */
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** Whether a layer is normalized over the batch, so that this is a network in training. */
  public boolean isNormalized() {
    return layers.stream().anyMatch(Layer::isNormalized);
  }

  /** All parameters as one vector: per layer W row-major, then b, then the gains if it has any. */
  public double[] parameters() {
    double[] all = new double[layers.stream().mapToInt(Layer::size).sum()];
    int at = 0;
    for (Layer layer : layers) {
      at = append(layer.weights(), all, at);
      at = append(layer.bias(), all, at);
      at = append(layer.gain(), all, at);
    }
    return all;
  }

  private static int append(double[] part, double[] all, int at) {
    System.arraycopy(part, 0, all, at, part.length);
    return at + part.length;
  }

  /** A network of this shape with other parameters. */
  public Network withParameters(double[] all) {
    int size = layers.stream().mapToInt(Layer::size).sum();
    if (size != all.length) {
      throw new IllegalArgumentException(
          "expected %d parameters, got %d".formatted(size, all.length));
    }
    List<Layer> changed = new ArrayList<>();
    int at = 0;
    for (Layer layer : layers) {
      double[] weights = Arrays.copyOfRange(all, at, at += layer.weights().length);
      double[] bias = Arrays.copyOfRange(all, at, at += layer.bias().length);
      double[] gain = Arrays.copyOfRange(all, at, at += layer.gain().length);
      changed.add(
          new Layer(layer.inputs(), layer.outputs(), layer.activation(), weights, bias, gain));
    }
    return new Network(changed, output);
  }
}
