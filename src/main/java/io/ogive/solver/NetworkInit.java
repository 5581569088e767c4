package io.ogive.solver;

import io.ogive.math.KeyedRandom;
import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Network;
import io.ogive.model.Output;
import io.ogive.solver.NetworkOptions.Init;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the training of a network starts.
 *
 * <p>Weights are uniform within +-a:
 *
 * <pre>
 * GLOROT  sqrt(6 / (inputs + outputs))   Glorot and Bengio, AISTATS 2010
 * LECUN   sqrt(3 / inputs)               LeCun et al. 1998
 * HE      sqrt(6 / inputs)               He et al., ICCV 2015
 * MLLIB   2.4 / sqrt(inputs)             Spark MLlib, biases too
 * PYTORCH 1 / sqrt(inputs)               PyTorch's Linear, biases too
 * AUTO    HE for relu, else GLOROT, 4 times that for sigmoids that read sigmoids
 * </pre>
 *
 * <p>Sigmoids give back a quarter of a small deviation, hence the 4: the sums z of all hidden
 * layers start with a variance near 2 inputs / (inputs + outputs).
 *
 * <p>Hidden biases start each sum at mean 0: 0 on standardized inputs, and minus half the sum of a
 * unit's weights on sigmoids, which give sigma(0) = 1/2 on average. The output's biases are the
 * logits of the priors, or the mean of the numbers, less the same half, so that the first loss is
 * about the entropy of the labels. Layers with batch normalisation start with bias 0 and gain 1.
 */
record NetworkInit(NetworkOptions options) {
  private static final long WEIGHTS = 3;
  private static final int MOST_PARAMETERS = Integer.MAX_VALUE - 8;

  /**
   * The start.
   *
   * @param logits where the logits are to start on average
   * @throws IllegalArgumentException if there are more parameters than one array holds
   */
  Network network(int inputs, Output output, double[] logits) {
    List<HiddenLayer> hidden = options.hidden();
    checkSize(inputs, hidden.stream().map(HiddenLayer::units).toList(), logits.length);
    List<Layer> layers = new ArrayList<>();
    int width = inputs;
    Activation below = Activation.IDENTITY;
    for (HiddenLayer layer : hidden) {
      double[] zeros = new double[layer.units()];
      Layer plain = layer(layers.size(), width, below, layer.activation(), zeros);
      layers.add(layer.batchNorm() ? normalized(plain) : plain);
      width = layer.units();
      below = layer.activation();
    }
    layers.add(layer(layers.size(), width, below, Activation.IDENTITY, logits));
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

  private static Layer normalized(Layer plain) {
    double[] gain = new double[plain.outputs()];
    Arrays.fill(gain, 1);
    return new Layer(
        plain.inputs(),
        plain.outputs(),
        plain.activation(),
        plain.weights(),
        new double[plain.outputs()],
        gain);
  }

  /**
   * @param below what the layer reads; IDENTITY for inputs
   * @param means where the sums are to start on average
   */
  private Layer layer(
      int layer, int inputs, Activation below, Activation activation, double[] means) {
    int outputs = means.length;
    KeyedRandom random = KeyedRandom.of(options.seed(), WEIGHTS, layer);
    double limit = limit(inputs, outputs, below, activation);
    double[] weights = uniform(random, inputs * outputs, limit);
    if (options.init() == Init.MLLIB || options.init() == Init.PYTORCH) {
      return new Layer(inputs, outputs, activation, weights, uniform(random, outputs, limit));
    }
    double[] bias = means.clone();
    for (int j = 0; below == Activation.SIGMOID && j < inputs; j++) {
      for (int k = 0; k < outputs; k++) {
        bias[k] -= weights[j * outputs + k] / 2;
      }
    }
    return new Layer(inputs, outputs, activation, weights, bias);
  }

  private double limit(int inputs, int outputs, Activation below, Activation activation) {
    double glorot = Math.sqrt(6.0 / (inputs + outputs));
    double he = Math.sqrt(6.0 / inputs);
    return switch (options.init()) {
      case GLOROT -> glorot;
      case LECUN -> Math.sqrt(3.0 / inputs);
      case HE -> he;
      case MLLIB -> 2.4 / Math.sqrt(inputs);
      case PYTORCH -> 1 / Math.sqrt(inputs);
      case AUTO -> {
        boolean sigmoids = below == Activation.SIGMOID && activation == Activation.SIGMOID;
        yield activation == Activation.RELU ? he : sigmoids ? 4 * glorot : glorot;
      }
    };
  }

  private static double[] uniform(KeyedRandom random, int length, double limit) {
    double[] drawn = new double[length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = limit * (2 * random.nextDouble() - 1);
    }
    return drawn;
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
