package io.ogive.objective;

import io.ogive.data.Storage;
import io.ogive.health.GradientSketch;
import io.ogive.health.StepStats;
import io.ogive.model.Layer;
import io.ogive.model.Network;
import java.util.List;

/**
 * A vector in the layout of {@link Network#parameters()} (per layer W row-major, then b, then the
 * gains of batch normalisation), held layer by layer in the precision of an arithmetic: parameters,
 * a gradient, or moments.
 */
abstract sealed class NetworkParameters permits DoubleParameters, FloatParameters {
  /** The parts of a layer, in order. */
  static final int WEIGHTS = 0;

  static final int BIASES = 1;
  static final int GAINS = 2;
  static final int PARTS = 3;

  /** The length of each part of each layer. */
  final int[][] lengths;

  private final int size;

  NetworkParameters(Network shape) {
    List<Layer> layers = shape.layers();
    lengths = new int[layers.size()][];
    int length = 0;
    for (int l = 0; l < lengths.length; l++) {
      Layer layer = layers.get(l);
      lengths[l] = new int[] {layer.weights().length, layer.bias().length, layer.gain().length};
      length += layer.size();
    }
    size = length;
  }

  /** Zeros in the shape of a network. */
  static NetworkParameters zeros(Network shape, Storage precision) {
    return precision == Storage.FLOAT32 ? new FloatParameters(shape) : new DoubleParameters(shape);
  }

  final int size() {
    return size;
  }

  /** Takes over all values, rounded to the precision. */
  abstract void load(double[] all);

  /** All values, which a double holds as they are. */
  abstract double[] flat();

  /**
   * Makes the sum of gradients over a batch the gradient d of the objective: {@code d = factor *
   * sum + decay * w}, the latter for weights alone.
   *
   * @param w of the same class
   */
  abstract void makeGradient(NetworkParameters w, double factor, double decay);

  /** Takes over what another of the same class holds. */
  abstract void copyFrom(NetworkParameters other);

  /** Adds all values to a sketch of a gradient. */
  abstract void addTo(GradientSketch.Part sketch);

  /**
   * Tells the statistics of each layer of a step.
   *
   * @param before what these parameters were before it
   * @param gradient along which it went
   */
  abstract void observeStep(
      NetworkParameters before, NetworkParameters gradient, List<StepStats> layers);

  /** The sum of squares, in order. */
  abstract double squares();

  abstract void multiply(double factor);

  /**
   * Moves these parameters and the moments by one step along a gradient; all are of one class.
   *
   * @param step its number, from 1
   * @param l1 weight of the absolute values of weights
   */
  abstract void step(
      Optimizer optimizer,
      NetworkParameters m,
      NetworkParameters v,
      NetworkParameters gradient,
      double rate,
      long step,
      double l1);

  /** Names the place of an element, such as {@code "the bias of unit 7 of layer 2 of 3"}. */
  final String place(int index) {
    int at = index;
    for (int l = 0; l < lengths.length; l++) {
      String layer = " of layer %d of %d".formatted(l + 1, lengths.length);
      if (at < lengths[l][WEIGHTS]) {
        int outputs = lengths[l][BIASES];
        return "the weight from input %d to unit %d".formatted(at / outputs, at % outputs) + layer;
      }
      at -= lengths[l][WEIGHTS];
      if (at < lengths[l][BIASES]) {
        return "the bias of unit %d".formatted(at) + layer;
      }
      at -= lengths[l][BIASES];
      if (at < lengths[l][GAINS]) {
        return "the gain of unit %d".formatted(at) + layer;
      }
      at -= lengths[l][GAINS];
    }
    throw new IndexOutOfBoundsException(index);
  }
}
