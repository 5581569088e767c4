package io.ogive.reference;

import io.ogive.model.Output;

/**
 * What {@code io.ogive.health} holds at its full level besides the basic figures, counted one by
 * one over the rows and steps handed in.
 */
public final class TextbookFull {
  /** Per hidden layer and unit: sums of z and z^2, least and greatest h. */
  public final double[][][] units;

  /** Per output: sums of y, p, p^2, y p, weight (p - y) and weight y. */
  public double[][] outputs = {};

  /** Margins by half units from -16 on, what lies below first and what lies above last. */
  public final long[] bins = new long[66];

  /**
   * The sum over rows of weight times the gradient of the loss, as {@code Network.parameters()}.
   */
  public double[] gradient = {};

  /**
   * Per layer: sums over steps and weights of |update|, |weight| and |gradient|, how many these
   * are, and the steps.
   */
  public final double[][] steps;

  TextbookFull(int hiddenLayers) {
    units = new double[hiddenLayers][][];
    steps = new double[hiddenLayers + 1][5];
  }

  /** Counts a unit's z and h. */
  void unit(int layer, int unit, int of, double z, double h) {
    if (units[layer] == null) {
      units[layer] = new double[of][];
    }
    if (units[layer][unit] == null) {
      units[layer][unit] = new double[] {0, 0, h, h};
    }
    double[] counted = units[layer][unit];
    counted[0] += z;
    counted[1] += z * z;
    counted[2] = Math.min(counted[2], h);
    counted[3] = Math.max(counted[3], h);
  }

  /** Counts a margin. */
  public void margin(double m) {
    int bin = 0;
    for (double from = -16; bin < 65 && m >= from; from += 0.5) {
      bin++;
    }
    bins[bin]++;
  }

  /** Counts what a row's outputs were; a number has none. */
  void outputs(TextbookNetwork network, double[] logits, double label, double weight) {
    if (network.output() != Output.LINEAR) {
      double[] p = TextbookCurves.outputs(network.output(), logits);
      double[] y = TextbookCurves.target(network.output(), logits.length, label);
      for (int k = 0; k < logits.length; k++) {
        output(k, logits.length, y[k], p[k], weight);
      }
    }
  }

  /** Counts one output of so many. */
  public void output(int k, int of, double y, double p, double weight) {
    if (outputs.length == 0) {
      outputs = new double[of][6];
    }
    double[] sums = {y, p, p * p, y * p, weight * (p - y), weight * y};
    for (int s = 0; s < sums.length; s++) {
      outputs[k][s] += sums[s];
    }
  }

  /** Adds a sum of gradients over rows. */
  public void gradient(double[] sum) {
    if (gradient.length == 0) {
      gradient = new double[sum.length];
    }
    for (int i = 0; i < sum.length; i++) {
      gradient[i] += sum[i];
    }
  }

  /** Counts a step of a network along a gradient. */
  public void step(TextbookNetwork network, double[] stepGradient, double[] after) {
    double[] parameters = network.parameters();
    for (int i = 0; i < after.length; i++) {
      if (network.layout().isWeight(i)) {
        double[] layer = steps[network.layout().layerOf(i)];
        layer[0] += Math.abs(after[i] - parameters[i]);
        layer[1] += Math.abs(parameters[i]);
        layer[2] += Math.abs(stepGradient[i]);
        layer[3]++;
      }
    }
    for (double[] layer : steps) {
      layer[4]++;
    }
  }
}
