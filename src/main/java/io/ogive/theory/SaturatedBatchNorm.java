package io.ogive.theory;

import io.ogive.health.LayerStats;
import io.ogive.math.Sigmoid;
import io.ogive.model.Activation;
import io.ogive.report.chart.Axis;
import io.ogive.solver.HiddenLayer;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkOptions.Adam;
import io.ogive.solver.NetworkOptions.Init;
import io.ogive.solver.NetworkOptions.Sgd;
import io.ogive.solver.NetworkOptions.Solver;
import io.ogive.solver.NetworkOptionsBuilder;
import io.ogive.solver.Round;
import java.util.Collections;
import java.util.List;

/**
 * Batch normalisation brings a layer's sums to mean 0 and variance 1, whatever they were, so that
 * it passes on T = 4 sqrt(E sigma'(z)^2), z of variance 1 about 0, even where it was saturated.
 *
 * <p>Pixels from 0 to 16 that nobody standardized give sums with a deviation of several tens.
 */
record SaturatedBatchNorm(Rows digits) implements Claim {
  private static final int ROUNDS = 15;
  private static final double STILL = 1e-9;

  @Override
  public String name() {
    return "batch norm on a saturated layer";
  }

  @Override
  public Finding measure() {
    LayerStats before = layer(raw(false)).get(0);
    LayerStats after = layer(raw(true)).get(0);
    double[] without = losses(false);
    double[] with = losses(true);
    return new Finding(
        name(),
        "A saturated layer lets nothing through; batch normalisation brings its sums back under the"
            + " bell of the slope.",
        List.of(
            new Comparison(
                "saturated share (slope below 1/16 of its largest) on raw pixels",
                0.5,
                before.saturatedShare(),
                Tolerance.AT_LEAST),
            new Comparison(
                "transmission T without batch norm, from the sums' variance",
                transmission(before.meanZ(), before.varianceZ()),
                before.transmission(),
                Tolerance.percent(25)),
            new Comparison(
                "transmission T with it, from variance 1",
                transmission(0, 1),
                after.transmission(),
                Tolerance.percent(5)),
            new Comparison(
                "loss of 5 sigmoid layers (Glorot) after 15 rounds without: near ln 10",
                Sigmoid.log(10),
                without[ROUNDS - 1],
                Tolerance.percent(5)),
            new Comparison("the same with batch norm", 0.5, with[ROUNDS - 1], Tolerance.AT_MOST)),
        new Plot(
            "Five sigmoid layers by plain gradient descent: with batch normalisation they learn.",
            Axis.whole("round", "number"),
            Axis.linear("loss", "nats").from(0),
            Plot.Curve.measured("5 sigmoid layers", without),
            Plot.Curve.measured("with batch norm", with)));
  }

  private static NetworkOptionsBuilder options(
      int units, int depth, boolean batchNorm, double rate) {
    Adam adam = Adam.defaults();
    HiddenLayer layer = new HiddenLayer(units, Activation.SIGMOID, batchNorm, 0);
    return NetworkOptions.builder()
        .hidden(Collections.nCopies(depth, layer))
        .adam(new Adam(1, 32, 0, rate, adam.beta1(), adam.beta2(), adam.epsilon()));
  }

  /** Plain gradient descent: Adam would make up for a gradient that is small everywhere. */
  private double[] losses(boolean batchNorm) {
    NetworkOptionsBuilder deep =
        options(32, 5, batchNorm, STILL)
            .init(Init.GLOROT)
            .solver(Solver.SGD)
            .sgd(new Sgd(0.2, 0, false));
    return new Nets(digits).train(deep, ROUNDS).losses();
  }

  /** A net on pixels as they are. */
  private static NetworkOptionsBuilder raw(boolean batchNorm) {
    return options(32, 1, batchNorm, STILL).init(Init.MLLIB).standardize(false);
  }

  private List<LayerStats> layer(NetworkOptionsBuilder options) {
    Round first = new Nets(digits).train(options, 1).rounds().get(0);
    return first.health().whole().hidden();
  }

  /** 4 sqrt(E sigma'(z)^2) for a normal z, by the trapezoidal rule. */
  private static double transmission(double mean, double variance) {
    double deviation = Math.sqrt(variance);
    double step = 1.0 / 512;
    double sum = 0;
    double mass = 0;
    for (double t = -8; t <= 8; t += step) {
      double weight = Sigmoid.exp(-t * t / 2);
      double h = Sigmoid.sigmoid(mean + deviation * t);
      double slope = h * (1 - h);
      sum += weight * slope * slope;
      mass += weight;
    }
    return 4 * Math.sqrt(sum / mass);
  }
}
