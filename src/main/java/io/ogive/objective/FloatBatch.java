package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.health.HealthLevel;
import io.ogive.health.LayerTally;
import io.ogive.health.SourceHealth;
import io.ogive.math.FloatKernels;
import io.ogive.math.FloatMatrix;
import io.ogive.math.Kernels;
import io.ogive.math.Products;
import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import java.util.Arrays;
import java.util.List;

/**
 * A batch in float32: {@link DoubleBatch} in every formula and in the order of every sum.
 *
 * <p>Logits and the signals at them pass through double, in which losses are computed.
 */
final class FloatBatch implements NetworkBatch {
  private final NetworkInput input;
  private final List<Layer> layers;
  private final Dropout dropout;
  private final FloatKernels kernels = Kernels.best().floats();
  private final Products products = Products.best();
  private final int capacity;

  /** What layer l takes in, what is left of h[l] after dropout. */
  private final float[][] x;

  /** What layer l - 1 gives; the inputs for l = 0. */
  private final float[][] h;

  private final float[][] mask;
  private final float[][] a;
  private final float[][] z;
  private final float[][] u;
  private final float[][] delta;
  private final float[][] sumDelta;
  private final FloatNormLayer[] norms;
  private final NetworkOutput output;
  private final FloatParameters parameters;
  private final FloatParameters gradient;
  private final double[] moments;
  private final double[] logits;
  private final FloatRows rows;
  private final LayerTally[] tallies;
  private boolean dropping;
  private boolean tallying;

  FloatBatch(NetworkInput input, Network network, Loss loss, Dropout dropout, int capacity) {
    this.input = input;
    this.layers = network.layers();
    this.dropout = dropout;
    this.capacity = capacity;
    this.parameters = new FloatParameters(network);
    this.gradient = new FloatParameters(network);
    this.moments = BatchMoments.start(network);
    int depth = layers.size();
    x = new float[depth][];
    h = new float[depth][];
    mask = new float[depth][];
    a = new float[depth][];
    z = new float[depth][];
    u = new float[depth][];
    delta = new float[depth][];
    sumDelta = new float[depth][];
    norms = new FloatNormLayer[depth];
    output = NetworkOutput.of(network, loss, capacity);
    tallies = NetworkBatch.tallies(layers);
    for (int l = 0; l < depth; l++) {
      Layer layer = layers.get(l);
      h[l] = new float[capacity * layer.inputs()];
      mask[l] = new float[l > 0 && dropout.drops(l - 1) ? h[l].length : 0];
      x[l] = mask[l].length > 0 ? new float[h[l].length] : h[l];
      z[l] = new float[capacity * layer.outputs()];
      u[l] = new float[l == 0 ? 0 : h[l].length];
      delta[l] = new float[z[l].length];
      a[l] = layer.isNormalized() ? new float[z[l].length] : z[l];
      sumDelta[l] = layer.isNormalized() ? new float[z[l].length] : delta[l];
      norms[l] = new FloatNormLayer(layer.outputs(), layer.isNormalized() ? capacity : 0);
    }
    logits = new double[z[depth - 1].length];
    rows = new FloatRows(input);
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

  @Override
  public void take(Block block, int[] rows, int from, int count) {
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      output.take(input.label(block, row), input.weight(block, row), i);
    }
    this.rows.copy(block, rows, from, count, h[0]);
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
      float[] bias = parameters.biases(l);
      FloatMatrix taken = FloatMatrix.of(x[l], rows, inputs);
      FloatMatrix weights = FloatMatrix.of(parameters.weights(l), inputs, outputs);
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
    int last = z.length - 1;
    int n = rows * layers.get(last).outputs();
    widen(z[last], logits, n);
    output.evaluate(logits, rows);
    for (int i = 0; i < n; i++) {
      delta[last][i] = (float) output.delta[i];
    }
  }

  private void activate(Activation activation, float[] z, float[] h, int n) {
    switch (activation) {
      case SIGMOID -> kernels.sigmoid(z, h, n);
      case IDENTITY -> System.arraycopy(z, 0, h, 0, n);
      case TANH, RELU -> {
        for (int i = 0; i < n; i++) {
          h[i] = (float) activation.value(z[i]);
        }
      }
    }
  }

  /** What is not dropped of a layer's inputs, or of the signal that came back to them. */
  private void keep(int l, float[] from, float[] to, int n) {
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
      FloatMatrix taken = FloatMatrix.of(x[l], rows, inputs).transposed();
      FloatMatrix signal = FloatMatrix.of(sumDelta[l], rows, outputs);
      if (accumulate) {
        products.multiplyAdd(taken, signal, gradient.weights(l));
      } else {
        products.multiply(taken, signal, gradient.weights(l));
      }
      if (l > 0) {
        FloatMatrix weights = FloatMatrix.of(parameters.weights(l), inputs, outputs);
        products.multiply(signal, weights.transposed(), u[l]);
        keep(l, u[l], u[l], rows * inputs);
        slope(layers.get(l - 1).activation(), u[l], h[l], delta[l - 1], rows * inputs);
        if (tallying) {
          tallies[l - 1].addBackward(u[l], delta[l - 1], rows * inputs);
        }
      }
    }
  }

  private static void addRows(float[] delta, int rows, float[] bias, boolean accumulate) {
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

  private static void slope(Activation activation, float[] u, float[] h, float[] delta, int n) {
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

  private static void widen(float[] from, double[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = from[i];
    }
  }

  @Override
  public void observe(SourceHealth health, RowGroup rows, HealthLevel level) {
    for (int l = 0; l < z.length - 1; l++) {
      int units = layers.get(l).outputs();
      LayerTally tally = tallies[l];
      float[] in = rows.of(z[l], units);
      float[] out = rows.of(h[l + 1], units);
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
