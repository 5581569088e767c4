package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.health.HealthLevel;
import io.ogive.health.LayerTally;
import io.ogive.health.SourceHealth;
import io.ogive.math.DoubleMatrix;
import io.ogive.math.Kernels;
import io.ogive.math.Products;
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
  private final Dropout dropout;
  private final Kernels kernels = Kernels.best();
  private final Products products = Products.best();
  private final int capacity;

  /** What layer l takes in, what is left of h[l] after dropout. */
  private final double[][] x;

  /** What layer l - 1 gives; the inputs for l = 0. */
  private final double[][] h;

  private final double[][] mask;
  private final double[][] a;
  private final double[][] z;
  private final double[][] u;
  private final double[][] delta;
  private final double[][] sumDelta;
  private final BatchNormLayer[] norms;
  private final NetworkOutput output;
  private final DoubleParameters parameters;
  private final DoubleParameters gradient;
  private final double[] moments;
  private final LayerTally[] tallies;
  private boolean dropping;
  private boolean tallying;

  DoubleBatch(NetworkInput input, Network network, Loss loss, Dropout dropout, int capacity) {
    this.input = input;
    this.layers = network.layers();
    this.dropout = dropout;
    this.capacity = capacity;
    this.parameters = new DoubleParameters(network);
    this.gradient = new DoubleParameters(network);
    this.moments = BatchMoments.start(network);
    int depth = layers.size();
    x = new double[depth][];
    h = new double[depth][];
    mask = new double[depth][];
    a = new double[depth][];
    z = new double[depth][];
    u = new double[depth][];
    delta = new double[depth][];
    sumDelta = new double[depth][];
    norms = new BatchNormLayer[depth];
    output = NetworkOutput.of(network, loss, capacity);
    tallies = NetworkBatch.tallies(layers);
    for (int l = 0; l < depth; l++) {
      Layer layer = layers.get(l);
      h[l] = new double[capacity * layer.inputs()];
      mask[l] = new double[l > 0 && dropout.drops(l - 1) ? h[l].length : 0];
      x[l] = mask[l].length > 0 ? new double[h[l].length] : h[l];
      z[l] = new double[capacity * layer.outputs()];
      u[l] = new double[l == 0 ? 0 : h[l].length];
      delta[l] = l == depth - 1 ? output.delta() : new double[z[l].length];
      a[l] = layer.isNormalized() ? new double[z[l].length] : z[l];
      sumDelta[l] = layer.isNormalized() ? new double[z[l].length] : delta[l];
      norms[l] = new BatchNormLayer(layer.outputs(), layer.isNormalized() ? capacity : 0);
    }
    parameters.load(network.parameters());
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

  @Override
  public double[] moments() {
    return moments;
  }

  /** The logits of the last {@link #forward}, rows x outputs. */
  double[] logits() {
    return z[z.length - 1];
  }

  @Override
  public void take(Block block, int[] rows, int from, int count) {
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      input.copyRow(block, row, h[0], i * input.columns());
      output.take(input.label(block, row), input.weight(block, row), i);
    }
    dropping = false;
    tallying = false;
  }

  @Override
  public void take(Block block, int[] rows, int from, int count, long epoch) {
    take(block, rows, from, count);
    for (int l = 1; l < mask.length; l++) {
      int units = layers.get(l).inputs();
      for (int i = 0; mask[l].length > 0 && i < count; i++) {
        dropout.mask(epoch, block.id(), rows[from + i], l - 1, units, mask[l], i * units);
      }
    }
    dropping = true;
  }

  @Override
  public void tally() {
    tallying = true;
  }

  @Override
  public void forward(int rows) {
    int at = 0;
    for (int l = 0; l < z.length; l++) {
      Layer layer = layers.get(l);
      int outputs = layer.outputs();
      int inputs = layer.inputs();
      double[] bias = parameters.biases(l);
      DoubleMatrix taken = DoubleMatrix.of(x[l], rows, inputs);
      DoubleMatrix weights = DoubleMatrix.of(parameters.weights(l), inputs, outputs);
      if (layer.isNormalized()) {
        products.multiply(taken, weights, a[l]);
        norms[l].forward(a[l], output.weights, rows, parameters.gains(l), bias, z[l]);
        at = norms[l].copyMoments(moments, at);
      } else {
        products.multiplyAddBias(taken, weights, bias, z[l]);
      }
      if (l < z.length - 1) {
        activate(layer.activation(), z[l], h[l + 1], rows * outputs);
        if (tallying) {
          tallies[l].clear();
          tallies[l].addForward(z[l], h[l + 1], rows * outputs);
        }
        keep(l + 1, h[l + 1], x[l + 1], rows * outputs);
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

  /** What is not dropped of a layer's inputs, or of the signal that came back to them. */
  private void keep(int l, double[] from, double[] to, int n) {
    if (mask[l].length > 0) {
      for (int i = 0; i < n; i++) {
        to[i] = dropping ? from[i] * mask[l][i] : from[i];
      }
    }
  }

  @Override
  public void backward(int rows, boolean accumulate) {
    for (int l = z.length - 1; l >= 0; l--) {
      Layer layer = layers.get(l);
      int outputs = layer.outputs();
      int inputs = layer.inputs();
      if (layer.isNormalized()) {
        assert !accumulate;
        norms[l].backward(
            delta[l],
            rows,
            parameters.gains(l),
            gradient.gains(l),
            gradient.biases(l),
            sumDelta[l]);
      } else {
        addRows(delta[l], rows, gradient.biases(l), accumulate);
      }
      DoubleMatrix taken = DoubleMatrix.of(x[l], rows, inputs).transposed();
      DoubleMatrix signal = DoubleMatrix.of(sumDelta[l], rows, outputs);
      if (accumulate) {
        products.multiplyAdd(taken, signal, gradient.weights(l));
      } else {
        products.multiply(taken, signal, gradient.weights(l));
      }
      if (l > 0) {
        DoubleMatrix weights = DoubleMatrix.of(parameters.weights(l), inputs, outputs);
        products.multiply(signal, weights.transposed(), u[l]);
        keep(l, u[l], u[l], rows * inputs);
        slope(layers.get(l - 1).activation(), u[l], h[l], delta[l - 1], rows * inputs);
        if (tallying) {
          tallies[l - 1].addBackward(u[l], delta[l - 1], rows * inputs);
        }
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
  public void observe(SourceHealth health, RowGroup rows, HealthLevel level) {
    for (int l = 0; l < z.length - 1; l++) {
      int units = layers.get(l).outputs();
      LayerTally tally = tallies[l];
      double[] in = rows.of(z[l], units);
      double[] out = rows.of(h[l + 1], units);
      if (!tallying || !rows.isWhole()) {
        int n = rows.count() * units;
        tally.clear();
        tally.addForward(in, out, n);
        tally.addBackward(rows.of(u[l + 1], units), rows.of(delta[l], units), n);
      }
      health.hidden().get(l).observe(tally);
      if (level.isFull()) {
        health.hidden().get(l).units().observe(tally.curve(), in, out, rows.count(), units);
      }
    }
    output.observe(health, rows, level);
  }
}
