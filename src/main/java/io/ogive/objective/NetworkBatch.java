package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.health.LayerStats;
import io.ogive.health.SourceHealth;
import io.ogive.math.Kernels;
import io.ogive.model.Layer;
import io.ogive.model.Network;
import java.util.Arrays;
import java.util.List;

/**
 * Room for a batch of rows on its way forward and backward through a network.
 *
 * <pre>
 * forward   z_l = b_l + h_(l-1) W_l        h_l = sigma(z_l)         h_0 the inputs
 * backward  delta_L = weight * (p - y)     u_l = delta_(l+1) W_(l+1)^T
 *           delta_l = u_l h_l (1 - h_l)    dW_l = h_(l-1)^T delta_l  db_l = sum of delta_l
 * </pre>
 *
 * <p>Matrices are row-major, one row of the batch a row. Each sum z starts at the bias and is added
 * by fma in the order of inputs, as {@link io.ogive.model.NetworkModel} does row by row; each sum
 * dW and db runs in the order of rows, so batches cut in two give the same bits.
 */
final class NetworkBatch {
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

  /** What the batch is computed with; {@link #parametersChanged} after every change. */
  final NetworkParameters parameters;

  /** The sum over rows of the gradient of weight times loss. */
  final NetworkParameters gradient;

  NetworkBatch(NetworkInput input, Network network, int capacity) {
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
    output = new NetworkOutput(network.outputs(), capacity, kernels);
    for (int l = 0; l < depth; l++) {
      h[l] = new double[capacity * layers.get(l).inputs()];
      z[l] = new double[capacity * layers.get(l).outputs()];
      u[l] = new double[l == 0 ? 0 : h[l].length];
      delta[l] = l == depth - 1 ? output.delta : new double[z[l].length];
      transposed[l] = new double[l == 0 ? 0 : layers.get(l).weights().length];
    }
    parameters.load(network.parameters());
    parametersChanged();
  }

  int capacity() {
    return capacity;
  }

  NetworkOutput output() {
    return output;
  }

  /** The logits of the last {@link #forward}, rows x outputs. */
  double[] logits() {
    return z[z.length - 1];
  }

  /** Makes ready for parameters that are not those of the last pass. */
  void parametersChanged() {
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

  /** Takes in row {@code row} of a block as row {@code at} of the batch. */
  void take(Block block, int row, int at) {
    input.copyRow(block, row, h[0], at * input.columns());
    output.labels[at] = block.labels()[row];
    output.weights[at] = input.weight(block, row);
  }

  /** Computes logits, losses and output signals of the first {@code rows} rows. */
  void forward(int rows) {
    for (int l = 0; l < z.length; l++) {
      int outputs = layers.get(l).outputs();
      int inputs = layers.get(l).inputs();
      for (int i = 0; i < rows; i++) {
        System.arraycopy(parameters.biases[l], 0, z[l], i * outputs, outputs);
      }
      kernels.product(rows, outputs, inputs, h[l], inputs, 1, parameters.weights[l], z[l], true);
      if (l < z.length - 1) {
        kernels.sigmoid(z[l], h[l + 1], rows * outputs);
      }
    }
    output.evaluate(logits(), rows);
  }

  /** Computes the gradient after {@link #forward}, adding to what is there or starting from 0. */
  void backward(int rows, boolean accumulate) {
    for (int l = z.length - 1; l >= 0; l--) {
      int outputs = layers.get(l).outputs();
      int inputs = layers.get(l).inputs();
      kernels.product(
          inputs, outputs, rows, h[l], 1, inputs, delta[l], gradient.weights[l], accumulate);
      addRows(delta[l], rows, gradient.biases[l], accumulate);
      if (l > 0) {
        kernels.product(rows, inputs, outputs, delta[l], outputs, 1, transposed[l], u[l], false);
        slope(u[l], h[l], delta[l - 1], rows * inputs);
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

  private static void slope(double[] u, double[] h, double[] delta, int n) {
    for (int i = 0; i < n; i++) {
      delta[i] = u[i] * (h[i] * (1 - h[i]));
    }
  }

  /** Adds what the last forward and backward found to the statistics of the rows' source. */
  void observe(SourceHealth health, int rows) {
    for (int l = 0; l < z.length - 1; l++) {
      int n = rows * layers.get(l).outputs();
      LayerStats stats = health.hidden().get(l);
      stats.observeForward(z[l], h[l + 1], n);
      stats.observeBackward(u[l + 1], delta[l], n);
    }
    output.observe(health, rows);
  }
}
