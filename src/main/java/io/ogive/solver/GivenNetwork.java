package io.ogive.solver;

import io.ogive.data.Features;
import io.ogive.model.Layer;
import io.ogive.model.Network;
import io.ogive.model.NetworkModel;
import io.ogive.objective.NetworkInput;
import java.util.ArrayList;
import java.util.List;

/**
 * A model's network as the start of a training: the same function of raw values, for inputs and
 * numbers that are brought to other centers and scales.
 *
 * <p>A model gives its network h = (stored - center) * scale, and stored = raw - shift. For inputs
 * x with another shift', center' and scale', h = x scale / scale' + (shift' + center' - shift -
 * center) scale, which the first layer takes in.
 */
record GivenNetwork(NetworkModel model) {

  /**
   * The network that begins a training.
   *
   * @param shape what the options ask for; its parameters are not read
   * @throws IllegalArgumentException if the model is of another shape, or of other columns
   */
  Network startOf(Network shape, Features features, NetworkInput input) {
    check(shape, features);
    List<Layer> layers = new ArrayList<>(model.network().layers());
    layers.set(0, first(layers.get(0), features, input));
    int last = layers.size() - 1;
    layers.set(last, scaled(layers.get(last), input.target()));
    return new Network(layers, shape.output());
  }

  private void check(Network shape, Features features) {
    String here = text(shape);
    String there = text(model.network());
    if (shape.isNormalized()) {
      throw new IllegalArgumentException(
          "layers with batch normalisation cannot start from a model, whose layers are affine; set"
              + " batch-norm = false, or train anew");
    }
    if (!here.equals(there)) {
      throw new IllegalArgumentException(
          "the model to start from is %s, but the network to train is %s; they must be alike"
              .formatted(there, here));
    }
    if (!features.slotNames().equals(model.features().slotNames())) {
      throw new IllegalArgumentException(
          "the model to start from has other columns or levels than the data: %s against %s"
              .formatted(some(model.features().slotNames()), some(features.slotNames())));
    }
    if (!features.label().classes().equals(model.features().label().classes())) {
      throw new IllegalArgumentException(
          "the model to start from has labels %s, the data %s"
              .formatted(model.features().label().classes(), features.label().classes()));
    }
  }

  private static String text(Network network) {
    StringBuilder text = new StringBuilder(Integer.toString(network.inputs()));
    for (Layer layer : network.layers()) {
      text.append("-%d %s".formatted(layer.outputs(), layer.activation()));
    }
    return text + " " + network.output();
  }

  private static List<String> some(List<String> names) {
    return names.subList(0, Math.min(10, names.size()));
  }

  private Layer first(Layer layer, Features features, NetworkInput input) {
    double[] weights = layer.weights().clone();
    double[] bias = layer.bias().clone();
    for (int j = 0; j < layer.inputs(); j++) {
      double scale = model.scale()[j];
      double moved =
          (features.shift()[j] - model.features().shift()[j])
              + (input.center()[j] - model.center()[j]);
      double ratio = input.scale()[j] == 0 ? scale : scale / input.scale()[j];
      for (int o = 0; o < layer.outputs(); o++) {
        int at = j * layer.outputs() + o;
        bias[o] = Math.fma(weights[at] * scale, moved, bias[o]);
        weights[at] *= ratio;
      }
    }
    return new Layer(layer.inputs(), layer.outputs(), layer.activation(), weights, bias);
  }

  private static Layer scaled(Layer layer, NetworkInput.Target target) {
    double[] weights = layer.weights().clone();
    double[] bias = layer.bias().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= target.scale();
    }
    for (int k = 0; k < bias.length; k++) {
      bias[k] = (bias[k] - target.center()) * target.scale();
    }
    return new Layer(layer.inputs(), layer.outputs(), layer.activation(), weights, bias);
  }
}
