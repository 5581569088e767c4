package io.ogive.reference;

/**
 * Where the parameters of a network stand: layer by layer the weights, input by input, then the
 * biases, then the gains if the layer is normalized.
 *
 * @param widths the inputs, then the units of each layer
 * @param normalized by layer
 */
record TextbookLayout(int[] widths, boolean[] normalized) {
  private int layers() {
    return normalized.length;
  }

  int weightAt(int layer, int input, int output) {
    return start(layer) + input * widths[layer + 1] + output;
  }

  int biasAt(int layer, int output) {
    return start(layer) + widths[layer] * widths[layer + 1] + output;
  }

  int gainAt(int layer, int output) {
    return biasAt(layer, output) + widths[layer + 1];
  }

  private int start(int layer) {
    int at = 0;
    for (int l = 0; l < layer; l++) {
      at += (widths[l] + 1 + (normalized[l] ? 1 : 0)) * widths[l + 1];
    }
    return at;
  }

  /** The layer that a parameter belongs to. */
  int layerOf(int index) {
    int layer = 0;
    while (layer + 1 < layers() && index >= weightAt(layer + 1, 0, 0)) {
      layer++;
    }
    return layer;
  }

  /** Whether a parameter is a weight, not a bias or a gain. */
  boolean isWeight(int index) {
    for (int l = 0; l < layers(); l++) {
      if (index >= weightAt(l, 0, 0) && index < biasAt(l, 0)) {
        return true;
      }
    }
    return false;
  }

  /** Adds l2 * w to a gradient, for weights and not for biases and gains. */
  void addPenalty(double l2, double[] parameters, double[] gradient) {
    for (int i = 0; i < parameters.length; i++) {
      if (isWeight(i)) {
        gradient[i] += l2 * parameters[i];
      }
    }
  }
}
