package io.ogive.reference;

import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import io.ogive.model.Output;
import java.util.List;

/**
 * A network as a textbook has it: one row at a time, one sum at a time. Only batch normalisation
 * needs the rows of a batch side by side.
 *
 * <p>Parameters are one vector: per layer W row-major by input, then b, then the gains of a
 * normalized layer. Labels are those of {@link TextbookCurves}.
 */
public final class TextbookNetwork {
  private final int[] widths;
  private final TextbookLayout layout;
  private final Activation[] activations;
  private final boolean[] normalized;
  private final Output output;
  private final Loss loss;
  private final double[] parameters;

  private TextbookNetwork(
      int[] widths,
      Activation[] activations,
      boolean[] normalized,
      Output output,
      Loss loss,
      double[] parameters) {
    this.widths = widths;
    this.layout = new TextbookLayout(widths, normalized);
    this.activations = activations;
    this.normalized = normalized;
    this.output = output;
    this.loss = loss;
    this.parameters = parameters.clone();
  }

  /** The same network from its plain types, with the loss that is usual for its output. */
  public static TextbookNetwork of(Network network) {
    return of(network, Loss.of(network.output()));
  }

  /** The same network from its plain types. */
  public static TextbookNetwork of(Network network, Loss loss) {
    List<Layer> layers = network.layers();
    int[] widths = new int[layers.size() + 1];
    Activation[] activations = new Activation[layers.size()];
    boolean[] normalized = new boolean[layers.size()];
    widths[0] = network.inputs();
    for (int l = 0; l < layers.size(); l++) {
      widths[l + 1] = layers.get(l).outputs();
      activations[l] = layers.get(l).activation();
      normalized[l] = layers.get(l).isNormalized();
    }
    return new TextbookNetwork(
        widths, activations, normalized, network.output(), loss, network.parameters());
  }

  /** The same shape with other parameters. */
  public TextbookNetwork with(double[] other) {
    return new TextbookNetwork(widths, activations, normalized, output, loss, other);
  }

  public double[] parameters() {
    return parameters.clone();
  }

  /** The number of layers, the output's included. */
  public int layers() {
    return activations.length;
  }

  Activation activation(int layer) {
    return activations[layer];
  }

  Output output() {
    return output;
  }

  /**
   * One row on its way through the network.
   *
   * @param z per layer, what enters the activation
   * @param h per layer, what it takes in: {@code h[0]} is the row
   */
  public record Trace(double[][] z, double[][] h) {
    public double[] logits() {
      return z[z.length - 1];
    }
  }

  /**
   * What batch normalisation finds in a batch.
   *
   * @param mean per layer and unit; nothing for a layer that is not normalized
   * @param variance likewise
   */
  public record Moments(double[][] mean, double[][] variance) {}

  /** A batch on its way: its rows, their weights, and per row and layer the sums a = x W. */
  public record Batch(
      Trace[] rows, double[] w, double[][][] a, Moments moments, double[][][] mask) {}

  /** Sends one row forward through a network without batch normalisation. */
  public Trace forward(double[] x) {
    return forward(new double[][] {x}, new double[] {1}, null).rows()[0];
  }

  /**
   * Sends a batch forward.
   *
   * @param mask per row, layer and input of that layer, what the input is multiplied with: 0 for
   *     what is dropped; null where nothing is dropped
   */
  public Batch forward(double[][] x, double[] w, double[][][] mask) {
    int n = x.length;
    double[][][] z = new double[n][layers()][];
    double[][][] h = new double[n][layers()][];
    double[][][] a = new double[n][layers()][];
    double[][] mean = new double[layers()][0];
    double[][] variance = new double[layers()][0];
    for (int l = 0; l < layers(); l++) {
      for (int i = 0; i < n; i++) {
        h[i][l] = l == 0 ? x[i].clone() : new double[widths[l]];
        for (int j = 0; l > 0 && j < widths[l]; j++) {
          h[i][l][j] = TextbookCurves.value(activations[l - 1], z[i][l - 1][j]);
        }
        for (int j = 0; mask != null && j < widths[l]; j++) {
          h[i][l][j] *= mask[i][l][j];
        }
        a[i][l] = affine(l, h[i][l]);
        z[i][l] = new double[widths[l + 1]];
      }
      if (normalized[l]) {
        mean[l] = new double[widths[l + 1]];
        variance[l] = new double[widths[l + 1]];
      }
      for (int o = 0; o < widths[l + 1]; o++) {
        if (normalized[l]) {
          double[] sums = ofUnit(a, l, o);
          mean[l][o] = TextbookNorm.mean(sums, w);
          variance[l][o] = TextbookNorm.variance(sums, w, mean[l][o]);
        }
        for (int i = 0; i < n; i++) {
          z[i][l][o] = parameters[layout.biasAt(l, o)];
          z[i][l][o] +=
              normalized[l]
                  ? parameters[layout.gainAt(l, o)]
                      * TextbookNorm.normal(a[i][l][o], mean[l][o], variance[l][o])
                  : a[i][l][o];
        }
      }
    }
    Trace[] rows = new Trace[n];
    for (int i = 0; i < n; i++) {
      rows[i] = new Trace(z[i], h[i]);
    }
    return new Batch(rows, w, a, new Moments(mean, variance), mask);
  }

  private double[] affine(int l, double[] h) {
    double[] a = new double[widths[l + 1]];
    for (int o = 0; o < a.length; o++) {
      for (int i = 0; i < h.length; i++) {
        a[o] += h[i] * parameters[layout.weightAt(l, i, o)];
      }
    }
    return a;
  }

  /** The sums of one unit, a row each. */
  private static double[] ofUnit(double[][][] a, int l, int o) {
    double[] sums = new double[a.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = a[i][l][o];
    }
    return sums;
  }

  /** The loss of a row of weight 1. */
  public double loss(double[] logits, double label) {
    return TextbookCurves.loss(output, loss, logits, label);
  }

  /** What one of several flags loses at a margin m, where sigma(m) is the truth's probability. */
  double flagLoss(double m) {
    return TextbookCurves.loss(Output.SIGMOID, loss, new double[] {m}, 1);
  }

  /**
   * One row's signals on the way back.
   *
   * @param u per layer, what reaches its outputs; nothing for the last layer
   * @param delta per layer, what is left at what enters its activation
   * @param affine per layer, what is left at its sums a: delta, unless the layer is normalized
   */
  public record Signals(double[][] u, double[][] delta, double[][] affine) {}

  /** Sends one row's weight times the slope of its loss backward. */
  public Signals backward(Trace trace, double label, double weight) {
    double[][][] a = {trace.z()};
    Batch alone = new Batch(new Trace[] {trace}, new double[] {weight}, a, null, null);
    return backward(alone, new double[] {label})[0];
  }

  /** Sends a batch's signals backward. */
  public Signals[] backward(Batch batch, double[] labels) {
    int n = batch.rows().length;
    Signals[] signals = new Signals[n];
    for (int i = 0; i < n; i++) {
      signals[i] =
          new Signals(new double[layers()][], new double[layers()][], new double[layers()][]);
    }
    for (int l = layers() - 1; l >= 0; l--) {
      for (int i = 0; i < n; i++) {
        Trace trace = batch.rows()[i];
        Signals row = signals[i];
        row.delta()[l] = new double[widths[l + 1]];
        if (l == layers() - 1) {
          double[] slope = TextbookCurves.signal(output, loss, trace.logits(), labels[i]);
          for (int k = 0; k < slope.length; k++) {
            row.delta()[l][k] = batch.w()[i] * slope[k];
          }
        } else {
          row.u()[l] = new double[widths[l + 1]];
          for (int j = 0; j < row.u()[l].length; j++) {
            for (int o = 0; o < widths[l + 2]; o++) {
              row.u()[l][j] += row.affine()[l + 1][o] * parameters[layout.weightAt(l + 1, j, o)];
            }
            row.u()[l][j] *= batch.mask() == null ? 1 : batch.mask()[i][l + 1][j];
            row.delta()[l][j] =
                row.u()[l][j] * TextbookCurves.slope(activations[l], trace.z()[l][j]);
          }
        }
      }
      throughNormalisation(batch, signals, l);
    }
    return signals;
  }

  /** From delta at z = gain * (a - mean) / deviation + bias to the signal at a. */
  private void throughNormalisation(Batch batch, Signals[] signals, int l) {
    for (Signals row : signals) {
      row.affine()[l] = normalized[l] ? new double[widths[l + 1]] : row.delta()[l];
    }
    for (int o = 0; normalized[l] && o < widths[l + 1]; o++) {
      double[] slopes = new double[signals.length];
      for (int i = 0; i < slopes.length; i++) {
        slopes[i] = parameters[layout.gainAt(l, o)] * signals[i].delta()[l][o];
      }
      double mean = batch.moments().mean()[l][o];
      double variance = batch.moments().variance()[l][o];
      slopes = TextbookNorm.backward(ofUnit(batch.a(), l, o), batch.w(), mean, variance, slopes);
      for (int i = 0; i < slopes.length; i++) {
        signals[i].affine()[l][o] = slopes[i];
      }
    }
  }

  /** Adds one row's gradient to {@code sum}; of a network without batch normalisation. */
  public void addGradient(Trace trace, Signals signals, double[] sum) {
    for (int l = 0; l < layers(); l++) {
      for (int o = 0; o < widths[l + 1]; o++) {
        for (int i = 0; i < widths[l]; i++) {
          sum[layout.weightAt(l, i, o)] += trace.h()[l][i] * signals.affine()[l][o];
        }
        sum[layout.biasAt(l, o)] += signals.delta()[l][o];
      }
    }
  }

  /** Adds a batch's gradient to {@code sum}. */
  public void addGradient(Batch batch, Signals[] signals, double[] sum) {
    for (int i = 0; i < signals.length; i++) {
      addGradient(batch.rows()[i], signals[i], sum);
      for (int l = 0; l < layers(); l++) {
        for (int o = 0; normalized[l] && o < widths[l + 1]; o++) {
          sum[layout.gainAt(l, o)] +=
              signals[i].delta()[l][o]
                  * TextbookNorm.normal(
                      batch.a()[i][l][o],
                      batch.moments().mean()[l][o],
                      batch.moments().variance()[l][o]);
        }
      }
    }
  }

  /** Where parameters stand. */
  TextbookLayout layout() {
    return layout;
  }
}
