package io.ogive.theory;

import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.objective.NetworkInput;
import io.ogive.report.chart.Axis;
import io.ogive.solver.NetworkOptions.Init;
import io.ogive.solver.NetworkStart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Near 0 the sigmoid is a line: sigma(z) = 1/2 + z/4 - z^3/48 + z^5/480 - ..., so the line is off
 * by e at the z with z^3/48 (1 - z^2/10) = e.
 */
record LinearCore(Rows digits, DoubleUnaryOperator sigmoid) implements Claim {
  private static final double[] ERRORS = {0.001, 0.01, 0.05};
  private static final double LONGEST = 8;
  private static final double SHARE = 0.4;

  @Override
  public String name() {
    return "linear core";
  }

  @Override
  public Finding measure() {
    List<Comparison> rows = new ArrayList<>();
    for (double error : ERRORS) {
      rows.add(
          new Comparison(
              "|z| where the line is off by " + Figures.text(error),
              predicted(error),
              crossing(error),
              Tolerance.percent(2)));
    }
    rows.add(inANet());
    return new Finding(
        name(),
        "Around 0 a sigmoid is the line 0.5 + 0.25 z; a network whose sums stay there computes"
            + " nothing that a linear model could not.",
        rows,
        plot());
  }

  /** The z at which the first two terms that are not linear make up an error. */
  private static double predicted(double error) {
    double z = 0;
    for (int i = 0; i < 100; i++) {
      z = StrictMath.cbrt(48 * error / (1 - z * z / 10));
    }
    return z;
  }

  private static double line(double z) {
    return 0.5 + 0.25 * z;
  }

  private double error(double z) {
    return Math.abs(sigmoid.applyAsDouble(z) - line(z));
  }

  private double crossing(double error) {
    double low = 0;
    double high = LONGEST;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (error(middle) < error) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The largest error in a layer of a network that reads digits, its weights made small. */
  private Comparison inANet() {
    NetworkStart start =
        new Nets(digits).start(Nets.layers(Activation.SIGMOID, 32, 1).init(Init.LECUN).build());
    double[][] sums = small(start.input(), start.network().layers().get(0));
    double largest = 0;
    double worst = 0;
    for (double[] row : sums) {
      for (double z : row) {
        largest = Math.max(largest, Math.abs(z));
        worst = Math.max(worst, error(z));
      }
    }
    double predicted = largest * largest * largest / 48 * (1 - largest * largest / 10);
    return new Comparison(
        "largest error of the line in a 64-32-10 net with |z| up to " + Figures.text(largest),
        predicted,
        worst,
        Tolerance.percent(5));
  }

  private double[][] small(NetworkInput input, Layer layer) {
    double[] weights = layer.weights().clone();
    double largest = 0;
    for (double[] row : Sums.of(digits, input, layer)) {
      for (double z : row) {
        largest = Math.max(largest, Math.abs(z));
      }
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= SHARE / largest;
    }
    return Sums.of(
        digits,
        input,
        new Layer(layer.inputs(), layer.outputs(), layer.activation(), weights, layer.bias()));
  }

  private Plot plot() {
    int points = 121;
    double[] z = new double[points];
    double[] h = new double[points];
    for (int i = 0; i < points; i++) {
      z[i] = -6 + 0.1 * i;
      h[i] = sigmoid.applyAsDouble(z[i]);
    }
    double[] ends = {-2, 2};
    return new Plot(
        "The line and the sigmoid part where |z| is about 1.",
        Axis.linear("z", "1"),
        Axis.linear("sigma(z)", "1"),
        Plot.Curve.measured("sigmoid", z, h),
        Plot.Curve.predicted("0.5 + 0.25 z", ends, new double[] {line(-2), line(2)}));
  }
}
