package io.ogive.objective;

import io.ogive.health.HealthLevel;
import io.ogive.health.SourceHealth;
import io.ogive.math.Kernels;
import io.ogive.model.Loss;
import io.ogive.model.Network;

/**
 * The output of a network over a batch: from logits to the loss of each row, and to the signal, its
 * slope by the logits times the row's weight.
 */
abstract sealed class NetworkOutput permits SoftmaxOutput, SigmoidOutput, LinearOutput {
  final int outputs;
  final double[] labels;
  final double[] weights;
  final double[] loss;

  /** The signal, rows x outputs. */
  final double[] delta;

  NetworkOutput(int outputs, int capacity) {
    this.outputs = outputs;
    labels = new double[capacity];
    weights = new double[capacity];
    loss = new double[capacity];
    delta = new double[capacity * outputs];
  }

  /** Room for {@code capacity} rows at the end of a network. */
  static NetworkOutput of(Network network, Loss loss, int capacity) {
    loss.check(network.output());
    boolean squared = loss == Loss.SQUARED_ERROR;
    return switch (network.output()) {
      case SOFTMAX -> new SoftmaxOutput(network.outputs(), capacity, squared);
      case SIGMOID, SIGMOIDS -> new SigmoidOutput(network.outputs(), capacity, squared);
      case LINEAR -> new LinearOutput(capacity);
    };
  }

  /** The number of labels by which the margins at a network's output are counted. */
  static int margins(Network network) {
    return switch (network.output()) {
      case SOFTMAX, SIGMOIDS -> network.outputs();
      case SIGMOID -> 2;
      case LINEAR -> 0;
    };
  }

  /** Takes in a row's label and weight. */
  final void take(double label, double weight, int at) {
    labels[at] = label;
    weights[at] = weight;
  }

  final double[] delta() {
    return delta;
  }

  /** Computes all from the logits of the first {@code rows} rows and their labels and weights. */
  abstract void evaluate(double[] logits, int rows);

  /** Adds the margins of some rows to their statistics. */
  abstract void observeMargins(SourceHealth health, RowGroup rows);

  /** Adds what level FULL knows beyond that of the output. */
  abstract void observeFully(SourceHealth health, RowGroup rows);

  /** The sum of weight times loss over the first {@code rows} rows, in order. */
  final double weightedLoss(int rows) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum = Math.fma(weights[i], loss[i], sum);
    }
    return sum;
  }

  /** The sum of the weights of the first {@code rows} rows, in order. */
  final double weight(int rows) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += weights[i];
    }
    return sum;
  }

  final void observe(SourceHealth health, RowGroup rows, HealthLevel level) {
    observeMargins(health, rows);
    if (level.isFull()) {
      observeFully(health, rows);
    }
    double[] signals = rows.of(delta, outputs);
    double weight = 0;
    for (int i = 0; i < rows.count(); i++) {
      weight += weights[rows.row(i)];
    }
    health.observeOutput(Kernels.best().dot(signals, signals, rows.count() * outputs), weight);
  }
}
