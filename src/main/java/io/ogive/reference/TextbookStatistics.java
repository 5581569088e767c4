package io.ogive.reference;

import io.ogive.model.Activation;

/**
 * The statistics of a network's rows, counted one by one: what {@code io.ogive.health} holds by
 * layer and by label, over the rows handed in.
 */
public final class TextbookStatistics {
  /** Per hidden layer, side (0 for h &lt; 1/2) and octave of 4 h (1 - h). */
  public final long[][][] octaves;

  /** Per hidden layer, the count of |z| &lt; 1/2. */
  public final long[] core;

  /** Per hidden layer, sums of z, z^2, g = 4 h (1 - h), |2h - 1|, u^2 and delta^2. */
  public final double[][] sums;

  /** Per label, rows by margin: right (0) or wrong (1), and octave of 4 p (1 - p). */
  public final long[][][] margins;

  /** Per label, rows with m &lt; -2.197 and with m &lt; -4.595. */
  public final long[][] confidentlyWrong;

  /** Per label, sums of m, m^2, loss, 1 - p, g and (1 - p) g. */
  public final double[][] marginSums;

  /** What the full level adds. */
  public final TextbookFull full;

  /** The sum of squared signals at the output, and the rows' weight. */
  public final double[] output = new double[2];

  /** Nothing counted yet. */
  public TextbookStatistics(int hiddenLayers, int classes) {
    octaves = new long[hiddenLayers][2][32];
    core = new long[hiddenLayers];
    sums = new double[hiddenLayers][6];
    margins = new long[classes][2][32];
    confidentlyWrong = new long[classes][2];
    marginSums = new double[classes][6];
    full = new TextbookFull(hiddenLayers);
  }

  /** Counts one row of a network without batch normalisation. */
  public void add(TextbookNetwork network, double[] x, double label, double weight) {
    TextbookNetwork.Trace trace = network.forward(x);
    TextbookNetwork.Signals signals = network.backward(trace, label, weight);
    add(network, trace, signals, label, weight);
    double[] gradient = new double[network.parameters().length];
    network.addGradient(trace, signals, gradient);
    full.gradient(gradient);
  }

  /** Counts one row on its way, but for its gradient. */
  public void add(
      TextbookNetwork network,
      TextbookNetwork.Trace trace,
      TextbookNetwork.Signals signals,
      double label,
      double weight) {
    for (int l = 0; l < core.length; l++) {
      for (int j = 0; j < trace.z()[l].length; j++) {
        double z = trace.z()[l][j];
        double h = TextbookCurves.value(network.activation(l), z);
        double g = slopeShare(network.activation(l), h);
        octaves[l][isLow(network.activation(l), h) ? 0 : 1][octave(g)]++;
        core[l] += Math.abs(z) < 0.5 ? 1 : 0;
        double u = signals.u()[l][j];
        double delta = signals.delta()[l][j];
        full.unit(l, j, trace.z()[l].length, z, h);
        addAll(sums[l], z, z * z, g, phi(network.activation(l), h), u * u, delta * delta);
      }
    }
    margins(network, trace.logits(), label);
    full.outputs(network, trace.logits(), label, weight);
    for (double delta : signals.delta()[core.length]) {
      output[0] += delta * delta;
    }
    output[1] += weight;
  }

  /** The slope over its largest. */
  private static double slopeShare(Activation activation, double h) {
    return switch (activation) {
      case SIGMOID -> 4 * h * (1 - h);
      case TANH -> 1 - h * h;
      case RELU -> h > 0 ? 1 : 0;
      case IDENTITY -> 1;
    };
  }

  private static boolean isLow(Activation activation, double h) {
    return switch (activation) {
      case SIGMOID -> h < 0.5;
      case RELU -> h <= 0;
      case TANH, IDENTITY -> h < 0;
    };
  }

  /** How near h is to a bound; 0 for what has none on a side. */
  private static double phi(Activation activation, double h) {
    return switch (activation) {
      case SIGMOID -> Math.abs(2 * h - 1);
      case TANH -> Math.abs(h);
      case RELU, IDENTITY -> 0;
    };
  }

  /** By class; by flag where there are several; not at all where the label is a number. */
  private void margins(TextbookNetwork network, double[] logits, double label) {
    switch (network.output()) {
      case SOFTMAX, SIGMOID ->
          margin(
              (int) label, TextbookCurves.margin(logits, (int) label), network.loss(logits, label));
      case SIGMOIDS -> {
        for (int k = 0; k < logits.length; k++) {
          double flag = TextbookCurves.target(network.output(), logits.length, label)[k];
          double m = flag == 1 ? logits[k] : -logits[k];
          margin(k, m, network.flagLoss(m));
        }
      }
      case LINEAR -> {}
    }
  }

  private void margin(int label, double m, double loss) {
    double p = 1 / (1 + Math.exp(-m));
    double g = 4 * p * (1 - p);
    full.margin(m);
    margins[label][m > 0 ? 0 : 1][octave(g)]++;
    confidentlyWrong[label][0] += m < -2.197 ? 1 : 0;
    confidentlyWrong[label][1] += m < -4.595 ? 1 : 0;
    addAll(marginSums[label], m, m * m, loss, 1 - p, g, (1 - p) * g);
  }

  /** How often g must be doubled to reach 1; 31 at most. */
  public static int octave(double g) {
    int k = 0;
    for (double doubled = g; doubled < 1 && k < 31; doubled *= 2) {
      k++;
    }
    return k;
  }

  private static void addAll(double[] sums, double... values) {
    for (int i = 0; i < values.length; i++) {
      sums[i] += values[i];
    }
  }
}
