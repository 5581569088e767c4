package io.ogive.reference;

import java.util.Arrays;

/**
 * What a network's training minimises, at its parameters.
 *
 * @param loss the weighted mean loss
 * @param value loss plus l2 / 2 * sum of squared weights, biases and gains left out
 * @param gradient of {@code value}
 */
public record TextbookObjective(double loss, double value, double[] gradient) {
  /** The objective over rows x with class indices y and weights w. */
  public static TextbookObjective of(
      TextbookNetwork network, double[][] x, int[] y, double[] w, double l2) {
    return of(network, x, Arrays.stream(y).asDoubleStream().toArray(), w, l2);
  }

  /** The objective over rows x with labels y and weights w, all rows as one batch. */
  public static TextbookObjective of(
      TextbookNetwork network, double[][] x, double[] y, double[] w, double l2) {
    double sum = 0;
    double weight = 0;
    double[] parameters = network.parameters();
    double[] gradient = new double[parameters.length];
    TextbookNetwork.Batch batch = network.forward(x, w, null);
    network.addGradient(batch, network.backward(batch, y), gradient);
    for (int i = 0; i < x.length; i++) {
      sum += w[i] * network.loss(batch.rows()[i].logits(), y[i]);
      weight += w[i];
    }
    double squares = 0;
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] /= weight;
      squares += network.layout().isWeight(j) ? parameters[j] * parameters[j] : 0;
    }
    network.layout().addPenalty(l2, parameters, gradient);
    return new TextbookObjective(sum / weight, sum / weight + l2 / 2 * squares, gradient);
  }
}
