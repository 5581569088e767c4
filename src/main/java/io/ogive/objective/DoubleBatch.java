package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.health.LayerStats;
import io.ogive.health.SourceHealth;
import io.ogive.math.Kernels;
import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import java.util.Arrays;
import java.util.List;

/**
 * A batch in double precision.
 *
 * <p>Matrices are row-major, one row of the batch a row. Each sum z starts at the bias and is added
 * by fma in the order of inputs, as {@link io.ogive.model.NetworkModel} does row by row; each sum
 * dW and db runs in the order of rows, so batches cut in two give the same bits.
 */
final class DoubleBatch implements NetworkBatch {
  private final NetworkInput input;
  private final List<Layer> layers;
  private final Kernels kernels = Kernels.best();
  private final int capacity;
  private final double[][] h;
  private final double[][] z;
  private final double[][] u;
  private final double[][] delta;
  private final double[][] transposed;
  private final NetworkOutput output;
  private final NetworkParameters parameters;
  private final NetworkParameters gradient;

  DoubleBatch(NetworkInput input, Network network, Loss loss, int capacity) {
    this.input = input;
    this.layers = network.layers();
    this.capacity = capacity;
    this.parameters = new NetworkParameters(network);
    this.gradient = new NetworkParameters(network);
    int depth = layers.size();
    h = new double[depth][];
    z = new double[depth][];
    u = new double[depth][];
    delta = new double[depth][];
    transposed = new double[depth][];
    output = NetworkOutput.of(network, loss, capacity);
    for (int l = 0; l < depth; l++) {
      h[l] = new double[capacity * layers.get(l).inputs()];
      z[l] = new double[capacity * layers.get(l).outputs()];
      u[l] = new double[l == 0 ? 0 : h[l].length];
      delta[l] = l == depth - 1 ? output.delta() : new double[z[l].length];
      transposed[l] = new double[l == 0 ? 0 : layers.get(l).weights().length];
    }
    parameters.load(network.parameters());
    parametersChanged();
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public NetworkParameters parameters() {
    return parameters;
  }

  @Override
  public NetworkParameters gradient() {
    return gradient;
  }

  @Override
  public NetworkOutput output() {
    return output;
  }

  /** The logits of the last {@link #forward}, rows x outputs. */
  double[] logits() {
    return z[z.length - 1];
  }

  @Override
  public void parametersChanged() {
    for (int l = 1; l < transposed.length; l++) {
      int outputs = layers.get(l).outputs();
      int inputs = layers.get(l).inputs();
      for (int i = 0; i < inputs; i++) {
        for (int o = 0; o < outputs; o++) {
          transposed[l][o * inputs + i] = parameters.weights[l][i * outputs + o];
        }
      }
    }
  }

  @Override
  public void take(Block block, int row, int at) {
    input.copyRow(block, row, h[0], at * input.columns());
    output.take(input.label(block, row), input.weight(block, row), at);
  }

  @Override
  public void forward(int rows) {
    for (int l = 0; l < z.length; l++) {
      int outputs = layers.get(l).outputs();
      int inputs = layers.get(l).inputs();
      for (int i = 0; i < rows; i++) {
        System.arraycopy(parameters.biases[l], 0, z[l], i * outputs, outputs);
      }
      kernels.product(rows, outputs, inputs, h[l], inputs, 1, parameters.weights[l], z[l], true);
      if (l < z.length - 1) {
        activate(layers.get(l).activation(), z[l], h[l + 1], rows * outputs);
      }
    }
    output.evaluate(logits(), rows);
  }

  private void activate(Activation activation, double[] z, double[] h, int n) {
    switch (activation) {
      case SIGMOID -> kernels.sigmoid(z, h, n);
      case IDENTITY -> System.arraycopy(z, 0, h, 0, n);
      case TANH, RELU -> {
        for (int i = 0; i < n; i++) {
          h[i] = activation.value(z[i]);
        }
      }
    }
  }

  @Override
  public void backward(int rows, boolean accumulate) {
    for (int l = z.length - 1; l >= 0; l--) {
      int outputs = layers.get(l).outputs();
      int inputs = layers.get(l).inputs();
      kernels.product(
          inputs, outputs, rows, h[l], 1, inputs, delta[l], gradient.weights[l], accumulate);
      addRows(delta[l], rows, gradient.biases[l], accumulate);
      if (l > 0) {
        kernels.product(rows, inputs, outputs, delta[l], outputs, 1, transposed[l], u[l], false);
        slope(layers.get(l - 1).activation(), u[l], h[l], delta[l - 1], rows * inputs);
      }
    }
  }

  private static void addRows(double[] delta, int rows, double[] bias, boolean accumulate) {
    if (!accumulate) {
      Arrays.fill(bias, 0);
    }
    int outputs = bias.length;
    for (int i = 0; i < rows; i++) {
      for (int o = 0; o < outputs; o++) {
        bias[o] += delta[i * outputs + o];
      }
    }
  }

  private static void slope(Activation activation, double[] u, double[] h, double[] delta, int n) {
    switch (activation) {
      case SIGMOID -> {
        for (int i = 0; i < n; i++) {
          delta[i] = u[i] * (h[i] * (1 - h[i]));
        }
      }
      case TANH -> {
        for (int i = 0; i < n; i++) {
          delta[i] = u[i] * ((1 - h[i]) * (1 + h[i]));
        }
      }
      case RELU -> {
        for (int i = 0; i < n; i++) {
          delta[i] = h[i] > 0 ? u[i] : 0;
        }
      }
      case IDENTITY -> System.arraycopy(u, 0, delta, 0, n);
    }
  }

  @Override
  public void observe(SourceHealth health, int rows) {
    for (int l = 0; l < z.length - 1; l++) {
      int n = rows * layers.get(l).outputs();
      LayerStats stats = health.hidden().get(l);
      LayerStats.Curve curve = LayerStats.Curve.valueOf(layers.get(l).activation().name());
      stats.observeForward(curve, z[l], h[l + 1], n);
      stats.observeBackward(curve, u[l + 1], delta[l], n);
    }
    output.observe(health, rows);
  }
}
