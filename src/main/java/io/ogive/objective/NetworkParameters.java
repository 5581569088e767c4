package io.ogive.objective;

import io.ogive.model.Layer;
import io.ogive.model.Network;
import java.util.List;

/**
 * A vector in the layout of {@link Network#parameters()} (per layer W row-major, then b, then the
 * gains of batch normalisation), held layer by layer: parameters, a gradient, or moments.
 */
final class NetworkParameters {
  final double[][] weights;
  final double[][] biases;
  final double[][] gains;
  private final int size;

  /** Zeros in the shape of a network. */
  NetworkParameters(Network shape) {
    List<Layer> layers = shape.layers();
    weights = new double[layers.size()][];
    biases = new double[layers.size()][];
    gains = new double[layers.size()][];
    int length = 0;
    for (int l = 0; l < weights.length; l++) {
      weights[l] = new double[layers.get(l).weights().length];
      biases[l] = new double[layers.get(l).bias().length];
      gains[l] = new double[layers.get(l).gain().length];
      length += layers.get(l).size();
    }
    size = length;
  }

  int size() {
    return size;
  }

  int layers() {
    return weights.length;
  }

  /** The parts of a layer: weights, biases, gains. */
  double[][] parts(int layer) {
    return new double[][] {weights[layer], biases[layer], gains[layer]};
  }

  void load(double[] all) {
    int at = 0;
    for (int l = 0; l < layers(); l++) {
      for (double[] part : parts(l)) {
        System.arraycopy(all, at, part, 0, part.length);
        at += part.length;
      }
    }
  }

  double[] flat() {
    double[] all = new double[size];
    int at = 0;
    for (int l = 0; l < layers(); l++) {
      for (double[] part : parts(l)) {
        System.arraycopy(part, 0, all, at, part.length);
        at += part.length;
      }
    }
    return all;
  }

  /** Names the place of an element, such as {@code "the bias of unit 7 of layer 2 of 3"}. */
  String place(int index) {
    int at = index;
    for (int l = 0; l < weights.length; l++) {
      String layer = " of layer %d of %d".formatted(l + 1, weights.length);
      if (at < weights[l].length) {
        int outputs = biases[l].length;
        return "the weight from input %d to unit %d".formatted(at / outputs, at % outputs) + layer;
      }
      at -= weights[l].length;
      if (at < biases[l].length) {
        return "the bias of unit %d".formatted(at) + layer;
      }
      at -= biases[l].length;
      if (at < gains[l].length) {
        return "the gain of unit %d".formatted(at) + layer;
      }
      at -= gains[l].length;
    }
    throw new IndexOutOfBoundsException(index);
  }
}
