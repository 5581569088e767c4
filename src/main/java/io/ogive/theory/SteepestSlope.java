package io.ogive.theory;

import io.ogive.health.LayerStats;
import io.ogive.model.Activation;
import io.ogive.report.chart.Axis;
import io.ogive.solver.HiddenLayer;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.Round;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** sigma' = sigma (1 - sigma) is at most 1/4, at 0: no layer of sigmoids passes on more. */
record SteepestSlope(Rows digits, DoubleUnaryOperator sigmoid) implements Claim {
  private static final double STEP = 1.0 / 1024;
  private static final int POINTS = 8 * 1024;
  private static final int ROUNDS = 30;

  @Override
  public String name() {
    return "slope at most 1/4";
  }

  @Override
  public Finding measure() {
    double steepest = 0;
    double where = Double.NaN;
    for (int i = -POINTS; i <= POINTS; i++) {
      double slope = slope(i * STEP);
      if (slope > steepest) {
        steepest = slope;
        where = i * STEP;
      }
    }
    List<Round> rounds =
        new Nets(digits)
            .train(
                NetworkOptions.builder()
                    .hidden(
                        List.of(
                            new HiddenLayer(32, Activation.SIGMOID),
                            new HiddenLayer(16, Activation.SIGMOID))),
                ROUNDS)
            .rounds();
    return new Finding(
        name(),
        "Where a sigmoid is steepest it passes on a quarter of the signal; T = 4 sqrt(sum of delta^2"
            + " / sum of u^2) is what it passes on of that.",
        List.of(
            new Comparison(
                "largest slope of sigma for |z| up to 8", 0.25, steepest, Tolerance.within(1e-7)),
            new Comparison("z of the largest slope", 0, where, Tolerance.within(STEP)),
            new Comparison(
                "largest T in 30 rounds of a 64-32-16-10 net",
                1,
                Math.max(largest(rounds, 0), largest(rounds, 1)),
                Tolerance.AT_MOST)),
        new Plot(
            "What both hidden layers pass on, of the most that a sigmoid can: never more than 1.",
            Axis.whole("round", "number"),
            Axis.linear("transmission T", "share").from(0),
            Plot.Curve.measured("layer 1", transmissions(rounds, 0)),
            Plot.Curve.measured("layer 2", transmissions(rounds, 1)),
            Plot.Curve.level("bound", 0, ROUNDS - 1, 1)));
  }

  private double slope(double z) {
    return (sigmoid.applyAsDouble(z + STEP / 2) - sigmoid.applyAsDouble(z - STEP / 2)) / STEP;
  }

  private static double[] transmissions(List<Round> rounds, int layer) {
    return rounds.stream()
        .map(round -> round.health().whole().hidden().get(layer))
        .mapToDouble(LayerStats::transmission)
        .toArray();
  }

  private static double largest(List<Round> rounds, int layer) {
    double largest = 0;
    for (double t : transmissions(rounds, layer)) {
      largest = Math.max(largest, t);
    }
    return largest;
  }
}
