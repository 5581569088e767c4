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
 * <p>Weights are uniform within +-a, a = 4 sqrt(6 / (inputs + outputs)) in sigmoid layers and
 * without the factor 4 in the affine output: Glorot and Bengio (AISTATS 2010), whose variance suits
 * a slope of 1, and the sigmoid's is at most 1/4. Hidden biases are 0.
 *
 * <p>The output's biases are the log-odds of the classes, so that the first loss is about the
 * entropy of the labels; less half the sum of a unit's weights, since sigma(0) = 1/2 is what hidden
 * units give on average.
 */
final class NetworkInit {
  private static final long WEIGHTS = 3;

  private NetworkInit() {}

  /**
   * The start.
   *
   * @param priors the share of each class
   * @param floor what stands for a smaller prior, so that its logarithm exists
   */
  static Network network(
      int inputs, List<Integer> hidden, double[] priors, double floor, long seed) {
    List<Layer> layers = new ArrayList<>();
    int width = inputs;
    for (int units : hidden) {
      double[] weights = uniform(seed, layers.size(), width, units, 4);
      layers.add(new Layer(width, units, Activation.SIGMOID, weights, new double[units]));
      width = units;
    }
    double[] logits = logits(priors, floor);
    int outputs = logits.length;
    double[] weights = uniform(seed, layers.size(), width, outputs, 1);
    if (!hidden.isEmpty()) {
      for (int j = 0; j < width; j++) {
        for (int k = 0; k < outputs; k++) {
          logits[k] -= weights[j * outputs + k] / 2;
        }
      }
    }
    layers.add(new Layer(width, outputs, Activation.IDENTITY, weights, logits));
    return new Network(layers);
  }

  private static double[] uniform(long seed, int layer, int inputs, int outputs, double gain) {
    KeyedRandom random = KeyedRandom.of(seed, WEIGHTS, layer);
    double limit = gain * Math.sqrt(6.0 / (inputs + outputs));
    double[] weights = new double[Math.multiplyExact(inputs, outputs)];
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
