package io.ogive.solver;

import io.ogive.math.KeyedRandom;
import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the training of a network starts.
 *
 * <p>Weights are uniform within +-a, a = gain * sqrt(6 / (inputs + outputs)): Glorot and Bengio
 * (AISTATS 2010). The gain is 1 for layers that read standardized inputs and for the output. It is
 * 4 for sigmoid layers that read sigmoids, since these give back a quarter of a small deviation; so
 * the sums z of all hidden layers start with a variance near 2 inputs / (inputs + outputs).
 *
 * <p>Hidden biases start each sum at mean 0: 0 on standardized inputs, and minus half the sum of a
 * unit's weights on sigmoids, which give sigma(0) = 1/2 on average. The output's biases are the
 * log-odds of the classes, less the same half, so that the first loss is about the entropy of the
 * labels.
 */
final class NetworkInit {
  private static final long WEIGHTS = 3;
  private static final int MOST_PARAMETERS = Integer.MAX_VALUE - 8;

  private NetworkInit() {}

  /**
   * The start.
   *
   * @param priors the share of each class
   * @param floor what stands for a smaller prior, so that its logarithm exists
   * @throws IllegalArgumentException if there are more parameters than one array holds
   */
  static Network network(
      int inputs, List<Integer> hidden, double[] priors, double floor, long seed) {
    checkSize(inputs, hidden, priors.length == 2 ? 1 : priors.length);
    List<Layer> layers = new ArrayList<>();
    int width = inputs;
    for (int units : hidden) {
      layers.add(layer(seed, layers.size(), width, Activation.SIGMOID, new double[units]));
      width = units;
    }
    layers.add(layer(seed, layers.size(), width, Activation.IDENTITY, logits(priors, floor)));
    return new Network(layers);
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
   * @param means where the sums are to start on average
   */
  private static Layer layer(
      long seed, int layer, int inputs, Activation activation, double[] means) {
    int outputs = means.length;
    boolean onSigmoids = layer > 0;
    double gain = onSigmoids && activation == Activation.SIGMOID ? 4 : 1;
    double[] weights = uniform(seed, layer, inputs, outputs, gain);
    double[] bias = means.clone();
    for (int j = 0; onSigmoids && j < inputs; j++) {
      for (int k = 0; k < outputs; k++) {
        bias[k] -= weights[j * outputs + k] / 2;
      }
    }
    return new Layer(inputs, outputs, activation, weights, bias);
  }

  private static double[] uniform(long seed, int layer, int inputs, int outputs, double gain) {
    KeyedRandom random = KeyedRandom.of(seed, WEIGHTS, layer);
    double limit = gain * Math.sqrt(6.0 / (inputs + outputs));
    double[] weights = new double[inputs * outputs];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = limit * (2 * random.nextDouble() - 1);
    }
    return weights;
  }

  private static double[] logits(double[] priors, double floor) {
    double[] logs = new double[priors.length];
    for (int k = 0; k < logs.length; k++) {
      logs[k] = StrictMath.log(Math.max(priors[k], floor));
    }
    return logs.length == 2 ? new double[] {logs[1] - logs[0]} : logs;
  }
}
