package io.ogive.theory;

import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Network;
import io.ogive.model.NetworkModel;
import io.ogive.report.chart.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * tanh(z) = 2 sigma(2z) - 1, so a network of tanh is one of sigmoids: each tanh layer takes twice
 * its weights and bias, and the layer above W' = 2W, b' = b - sum of W over its inputs.
 *
 * @param factor the 2
 */
record TanhRewrite(Rows digits, double factor) implements Claim {
  private static final int ROUNDS = 20;
  private static final double AGREES = 1e-12;

  @Override
  public String name() {
    return "tanh is two sigmoids less one";
  }

  @Override
  public Finding measure() {
    NetworkModel trained =
        new Nets(digits).train(Nets.layers(Activation.TANH, 16, 2), ROUNDS).result().model();
    NetworkModel rewritten =
        new NetworkModel(
            trained.features(), trained.center(), trained.scale(), rewritten(trained.network()));
    int rows = digits.x().length;
    double[] difference = new double[rows];
    double[] p = new double[10];
    double[] q = new double[10];
    double right = 0;
    for (int i = 0; i < rows; i++) {
      trained.probabilities(digits.x()[i], p);
      rewritten.probabilities(digits.x()[i], q);
      for (int k = 0; k < p.length; k++) {
        difference[i] = Math.max(difference[i], Math.abs(p[k] - q[k]));
      }
      right += largest(p) == digits.labels()[i] ? 1.0 / rows : 0;
    }
    Arrays.sort(difference);
    return new Finding(
        name(),
        "A trained tanh network, rewritten with sigmoids by tanh(z) = 2 sigma(2z) - 1, gives the same"
            + " probabilities.",
        List.of(
            new Comparison(
                "share of rows that the 64-16-16-10 tanh net has right",
                0.95,
                right,
                Tolerance.AT_LEAST),
            new Comparison(
                "largest difference of a probability, over all rows",
                0,
                difference[rows - 1],
                Tolerance.within(AGREES))),
        new Plot(
            "The largest difference of each row, from the least on; rows without any have no place on"
                + " this axis.",
            Axis.whole("row", "rank"),
            Axis.log("largest difference of a probability", "1"),
            Plot.Curve.measured("tanh against sigmoids", difference),
            Plot.Curve.level("tolerance", 0, rows - 1, AGREES)));
  }

  private static int largest(double[] p) {
    int best = 0;
    for (int k = 1; k < p.length; k++) {
      best = p[k] > p[best] ? k : best;
    }
    return best;
  }

  private Network rewritten(Network network) {
    List<Layer> layers = new ArrayList<>();
    boolean readsTanh = false;
    for (Layer layer : network.layers()) {
      boolean isTanh = layer.activation() == Activation.TANH;
      layers.add(rewritten(layer, readsTanh, isTanh));
      readsTanh = isTanh;
    }
    return new Network(layers, network.output());
  }

  private Layer rewritten(Layer layer, boolean readsTanh, boolean isTanh) {
    double[] weights = layer.weights().clone();
    double[] bias = layer.bias().clone();
    for (int i = 0; i < weights.length && readsTanh; i++) {
      bias[i % layer.outputs()] -= weights[i];
      weights[i] *= factor;
    }
    for (int i = 0; i < weights.length && isTanh; i++) {
      weights[i] *= factor;
    }
    for (int o = 0; o < bias.length && isTanh; o++) {
      bias[o] *= factor;
    }
    return new Layer(
        layer.inputs(),
        layer.outputs(),
        isTanh ? Activation.SIGMOID : layer.activation(),
        weights,
        bias);
  }
}
