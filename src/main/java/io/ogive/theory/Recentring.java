package io.ogive.theory;

import io.ogive.health.LayerStats;
import io.ogive.math.Sigmoid;
import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Network;
import io.ogive.report.chart.Axis;
import io.ogive.solver.NetworkOptions.Init;
import io.ogive.solver.NetworkStart;
import java.util.Arrays;
import java.util.List;

/**
 * A unit whose sums lie around z = 4 has the slope sigma'(4); moving them to 0 multiplies the
 * signal by sigma'(0) / sigma'(4) = 14.15. Where the sums of a unit have variance v, the mean of 4
 * sigma' around 0 is about 1 / sqrt(1 + pi v / 8) (MacKay 1992).
 *
 * @param from where the sums lie before
 */
record Recentring(Rows digits, double from) implements Claim {
  private static final int UNITS = 32;
  private static final double NARROW = 0.02;
  private static final int STEPS = 13;

  @Override
  public String name() {
    return "recentring";
  }

  @Override
  public Finding measure() {
    double[] at = new double[STEPS];
    double[] measured = new double[STEPS];
    double[] predicted = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      at[i] = i * 0.5;
      measured[i] = layer(at[i], NARROW).transmission();
      predicted[i] = 4 * slope(at[i]);
    }
    LayerStats before = layer(from, 1);
    LayerStats after = layer(0, 1);
    return new Finding(
        name(),
        "Sums that drift to 4 cost a layer 14 times its signal; moving them back to 0 gives it back.",
        List.of(
            new Comparison(
                "transmission of a 64-32-10 net's layer: sums around 0 over sums around 4",
                slope(0) / slope(4),
                layer(0, NARROW).transmission() / layer(from, NARROW).transmission(),
                Tolerance.percent(1)),
            new Comparison(
                "mean slope, sums of variance 1: gained by recentring",
                probit() / before.meanG(),
                after.meanG() / before.meanG(),
                Tolerance.percent(5))),
        new Plot(
            "What a layer passes on as its sums are moved away from 0, against the sigmoid's slope.",
            Axis.linear("mean of z", "1"),
            Axis.linear("transmission T", "share").from(0),
            Plot.Curve.measured("measured", at, measured),
            Plot.Curve.predicted("4 sigma'(z)", at, predicted)));
  }

  private static double slope(double z) {
    double h = Sigmoid.sigmoid(z);
    return h * (1 - h);
  }

  private NetworkStart start() {
    return new Nets(digits)
        .start(Nets.layers(Activation.SIGMOID, UNITS, 1).init(Init.LECUN).build());
  }

  /** What back-propagation finds where all sums have such a mean, and weights are so small. */
  private LayerStats layer(double mean, double size) {
    NetworkStart start = start();
    Network moved = Nets.with(start.network(), 0, moved(start, mean, size));
    return new Nets(digits).health(start, moved).hidden().get(0);
  }

  private static Layer moved(NetworkStart start, double mean, double size) {
    Layer drawn = start.network().layers().get(0);
    double[] weights = drawn.weights().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= size;
    }
    double[] bias = new double[UNITS];
    Arrays.fill(bias, mean);
    return new Layer(drawn.inputs(), UNITS, drawn.activation(), weights, bias);
  }

  /** The mean over units of 1 / sqrt(1 + pi v / 8). */
  private double probit() {
    NetworkStart start = start();
    double[] variance = Sums.moments(Sums.of(digits, start.input(), moved(start, from, 1)))[1];
    double sum = 0;
    for (double v : variance) {
      sum += 1 / Math.sqrt(1 + Math.PI * v / 8) / UNITS;
    }
    return sum;
  }
}
