package io.ogive.reference;

import io.ogive.model.Layer;
import io.ogive.model.Network;
import java.util.List;

/**
 * A sigmoid network as a textbook has it: one row at a time, one sum at a time.
 *
 * <p>Parameters are one vector: per layer W row-major by input, then b. With one output the logit
 * is for class 1; with K outputs there is one a class.
 */
public final class TextbookNetwork {
  private final int[] widths;
  private final double[] parameters;

  /**
   * @param widths inputs, then the units of each layer, outputs last
   */
  public TextbookNetwork(int[] widths, double[] parameters) {
    this.widths = widths.clone();
    this.parameters = parameters.clone();
  }

  /** The same network from its plain types. */
  public static TextbookNetwork of(Network network) {
    List<Layer> layers = network.layers();
    int[] widths = new int[layers.size() + 1];
    widths[0] = network.inputs();
    for (int l = 0; l < layers.size(); l++) {
      widths[l + 1] = layers.get(l).outputs();
    }
    return new TextbookNetwork(widths, network.parameters());
  }

  /** The same shape with other parameters. */
  public TextbookNetwork with(double[] other) {
    return new TextbookNetwork(widths, other);
  }

  public double[] parameters() {
    return parameters.clone();
  }

  /** The number of layers, the output's included. */
  public int layers() {
    return widths.length - 1;
  }

  /**
   * One row on its way through the network.
   *
   * @param z per layer, the affine sums
   * @param h per layer, what it takes in: {@code h[0]} is the row
   */
  public record Trace(double[][] z, double[][] h) {
    public double[] logits() {
      return z[z.length - 1];
    }
  }

  /** Sends one row forward. */
  public Trace forward(double[] x) {
    double[][] z = new double[layers()][];
    double[][] h = new double[layers()][];
    h[0] = x;
    for (int l = 0; l < layers(); l++) {
      z[l] = new double[widths[l + 1]];
      for (int o = 0; o < z[l].length; o++) {
        double sum = parameters[biasAt(l, o)];
        for (int i = 0; i < h[l].length; i++) {
          sum += h[l][i] * parameters[weightAt(l, i, o)];
        }
        z[l][o] = sum;
      }
      if (l + 1 < layers()) {
        h[l + 1] = new double[z[l].length];
        for (int o = 0; o < z[l].length; o++) {
          h[l + 1][o] = 1 / (1 + Math.exp(-z[l][o]));
        }
      }
    }
    return new Trace(z, h);
  }

  /** m with p_y = sigma(m): (2y - 1) z, or z_y - log sum of exp(z_k) over k other than y. */
  public static double margin(double[] logits, int label) {
    if (logits.length == 1) {
      return label == 1 ? logits[0] : -logits[0];
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logits.length; k++) {
      largest = k == label ? largest : Math.max(largest, logits[k]);
    }
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      sum += k == label ? 0 : Math.exp(logits[k] - largest);
    }
    return logits[label] - largest - Math.log(sum);
  }

  /** -log p_y = log(1 + exp(-m)). */
  public static double loss(double[] logits, int label) {
    double m = margin(logits, label);
    return m > 0 ? Math.log1p(Math.exp(-m)) : Math.log1p(Math.exp(m)) - m;
  }

  /** One probability a class. */
  public static double[] probabilities(double[] logits) {
    if (logits.length == 1) {
      double p = 1 / (1 + Math.exp(-logits[0]));
      return new double[] {1 - p, p};
    }
    double[] p = new double[logits.length];
    for (int k = 0; k < p.length; k++) {
      double sum = 0;
      for (double z : logits) {
        sum += Math.exp(z - logits[k]);
      }
      p[k] = 1 / sum;
    }
    return p;
  }

  /**
   * One row's signals on the way back.
   *
   * @param u per layer, what reaches its outputs; nothing for the last layer
   * @param delta per layer, what is left at its affine sums
   */
  public record Signals(double[][] u, double[][] delta) {}

  /** Sends weight * (p - y) backward; where p - y is the slope of the loss by the logits. */
  public Signals backward(Trace trace, int label, double weight) {
    double[][] u = new double[layers()][];
    double[][] delta = new double[layers()][];
    int last = layers() - 1;
    double[] p = probabilities(trace.logits());
    delta[last] = new double[trace.logits().length];
    for (int k = 0; k < delta[last].length; k++) {
      int label01 = delta[last].length == 1 ? label : label == k ? 1 : 0;
      delta[last][k] = weight * ((delta[last].length == 1 ? p[1] : p[k]) - label01);
    }
    for (int l = last - 1; l >= 0; l--) {
      u[l] = new double[trace.z()[l].length];
      delta[l] = new double[u[l].length];
      for (int i = 0; i < u[l].length; i++) {
        for (int o = 0; o < delta[l + 1].length; o++) {
          u[l][i] += delta[l + 1][o] * parameters[weightAt(l + 1, i, o)];
        }
        double h = trace.h()[l + 1][i];
        delta[l][i] = u[l][i] * h * (1 - h);
      }
    }
    return new Signals(u, delta);
  }

  /** Adds one row's gradient to {@code sum}. */
  public void addGradient(Trace trace, Signals signals, double[] sum) {
    for (int l = 0; l < layers(); l++) {
      for (int o = 0; o < widths[l + 1]; o++) {
        for (int i = 0; i < widths[l]; i++) {
          sum[weightAt(l, i, o)] += trace.h()[l][i] * signals.delta()[l][o];
        }
        sum[biasAt(l, o)] += signals.delta()[l][o];
      }
    }
  }

  /**
   * The objective at these parameters.
   *
   * @param loss the weighted mean loss
   * @param value loss plus l2 / 2 * sum of squared weights
   * @param gradient of {@code value}
   */
  public record Objective(double loss, double value, double[] gradient) {}

  /** The objective over rows x with labels y and weights w. */
  public Objective objective(double[][] x, int[] y, double[] w, double l2) {
    double loss = 0;
    double weight = 0;
    double[] gradient = new double[parameters.length];
    for (int i = 0; i < x.length; i++) {
      Trace trace = forward(x[i]);
      loss += w[i] * loss(trace.logits(), y[i]);
      weight += w[i];
      addGradient(trace, backward(trace, y[i], w[i]), gradient);
    }
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] /= weight;
    }
    addPenalty(l2, gradient);
    return new Objective(loss / weight, loss / weight + l2 / 2 * squaredWeights(), gradient);
  }

  /** Adds l2 * w to a gradient, for weights and not for biases. */
  public void addPenalty(double l2, double[] gradient) {
    for (int l = 0; l < layers(); l++) {
      for (int at = weightAt(l, 0, 0); at < biasAt(l, 0); at++) {
        gradient[at] += l2 * parameters[at];
      }
    }
  }

  private double squaredWeights() {
    double sum = 0;
    for (int l = 0; l < layers(); l++) {
      for (int at = weightAt(l, 0, 0); at < biasAt(l, 0); at++) {
        sum += parameters[at] * parameters[at];
      }
    }
    return sum;
  }

  private int weightAt(int layer, int input, int output) {
    return start(layer) + input * widths[layer + 1] + output;
  }

  private int biasAt(int layer, int output) {
    return start(layer) + widths[layer] * widths[layer + 1] + output;
  }

  private int start(int layer) {
    int at = 0;
    for (int l = 0; l < layer; l++) {
      at += (widths[l] + 1) * widths[l + 1];
    }
    return at;
  }
}
