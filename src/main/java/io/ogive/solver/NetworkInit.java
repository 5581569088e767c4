package io.ogive.solver;

import io.ogive.math.KeyedRandom;
import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Network;
import io.ogive.model.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the training of a network starts.
 *
 * <p>Weights are uniform within +-a. Where a layer reads standardized inputs or feeds the output, a
 * = sqrt(6 / (inputs + outputs)): Glorot and Bengio (AISTATS 2010), and so for tanh and identity.
 * Sigmoid layers that read sigmoids take 4 times that, since these give back a quarter of a small
 * deviation; so the sums z of all hidden layers start with a variance near 2 inputs / (inputs +
 * outputs). Relu layers take a = sqrt(6 / inputs): He et al. (ICCV 2015).
 *
 * <p>Hidden biases start each sum at mean 0: 0 on standardized inputs, and minus half the sum of a
 * unit's weights on sigmoids, which give sigma(0) = 1/2 on average. The output's biases are the
 * logits of the priors, less the same half, so that the first loss is about the entropy of the
 * labels.
 */
final class NetworkInit {
  private static final long WEIGHTS = 3;
  private static final int MOST_PARAMETERS = Integer.MAX_VALUE - 8;

  private NetworkInit() {}

  /**
   * The start.
   *
   * @param logits where the logits are to start on average
   * @throws IllegalArgumentException if there are more parameters than one array holds
   */
  static Network network(
      int inputs, List<HiddenLayer> hidden, Output output, double[] logits, long seed) {
    checkSize(inputs, hidden.stream().map(HiddenLayer::units).toList(), logits.length);
    List<Layer> layers = new ArrayList<>();
    int width = inputs;
    Activation below = Activation.IDENTITY;
    for (HiddenLayer layer : hidden) {
      layers.add(
          layer(seed, layers.size(), width, below, layer.activation(), new double[layer.units()]));
      width = layer.units();
      below = layer.activation();
    }
    layers.add(layer(seed, layers.size(), width, below, Activation.IDENTITY, logits));
    return new Network(layers, output);
  }

  private static void checkSize(int inputs, List<Integer> hidden, int outputs) {
    long parameters = 0;
    long width = inputs;
    for (int units : hidden) {
      parameters += (width + 1) * units;
      width = units;
    }
    parameters += (width + 1) * outputs;
    if (parameters > MOST_PARAMETERS) {
      throw new IllegalArgumentException(
          "a network of %d inputs, hidden layers %s and %d outputs has %d parameters, more than the %d of one array; use fewer units"
              .formatted(inputs, hidden, outputs, parameters, MOST_PARAMETERS));
    }
  }

  /**
   * @param below what the layer reads; IDENTITY for inputs
   * @param means where the sums are to start on average
   */
  private static Layer layer(
      long seed, int layer, int inputs, Activation below, Activation activation, double[] means) {
    int outputs = means.length;
    boolean onSigmoids = below == Activation.SIGMOID;
    double gain = onSigmoids && activation == Activation.SIGMOID ? 4 : 1;
    double fan = activation == Activation.RELU ? inputs : inputs + outputs;
    double[] weights = uniform(seed, layer, inputs * outputs, gain * Math.sqrt(6.0 / fan));
    double[] bias = means.clone();
    for (int j = 0; onSigmoids && j < inputs; j++) {
      for (int k = 0; k < outputs; k++) {
        bias[k] -= weights[j * outputs + k] / 2;
      }
    }
    return new Layer(inputs, outputs, activation, weights, bias);
  }

  private static double[] uniform(long seed, int layer, int length, double limit) {
    KeyedRandom random = KeyedRandom.of(seed, WEIGHTS, layer);
    double[] weights = new double[length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = limit * (2 * random.nextDouble() - 1);
    }
    return weights;
  }

  /**
   * The logits at which an output gives the priors.
   *
   * @param priors the share of each class
   * @param floor what stands for a smaller prior, so that its logarithm exists
   */
  static double[] logits(Output output, double[] priors, double floor) {
    double[] logs = new double[priors.length];
    for (int k = 0; k < logs.length; k++) {
      logs[k] = StrictMath.log(Math.max(priors[k], floor));
    }
    return output == Output.SIGMOID ? new double[] {logs[1] - logs[0]} : logs;
  }
}
