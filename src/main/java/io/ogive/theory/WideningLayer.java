package io.ogive.theory;

import io.ogive.data.LabelColumn;
import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Network;
import io.ogive.model.NetworkModel;
import io.ogive.model.Output;
import io.ogive.report.chart.Axis;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkOptions.Solver;
import java.util.List;

/**
 * One hidden layer of sigmoids comes as near to a continuous function as one wants, if it is wide
 * enough (Cybenko 1989). Of a function that changes by at most K per unit on an interval of length
 * l, H sigmoids make a staircase of H + 1 stairs with an error of at most K l / (H + 1); training
 * begins there and goes on.
 *
 * <p>The function is |x| + sin(3x) / 2 on [-2, 2], with a corner and K = 2.5.
 */
record WideningLayer() implements Claim {
  private static final int[] WIDTHS = {2, 4, 8, 16, 32};
  private static final int POINTS = 201;
  private static final double LENGTH = 4;
  private static final double STEEPEST = 2.5;
  private static final int ROUNDS = 400;
  private static final double WANTED = 0.03;

  private static double function(double x) {
    return Math.abs(x) + StrictMath.sin(3 * x) / 2;
  }

  @Override
  public String name() {
    return "one wide layer";
  }

  @Override
  public Finding measure() {
    Rows rows = rows();
    int n = WIDTHS.length;
    double[] widths = new double[n];
    double[] bounds = new double[n];
    double[] stairs = new double[n];
    double[] trained = new double[n];
    double[] meanErrors = new double[n];
    double overBound = 0;
    double slowest = 0;
    for (int i = 0; i < n; i++) {
      widths[i] = WIDTHS[i];
      bounds[i] = STEEPEST * LENGTH / (WIDTHS[i] + 1);
      NetworkModel staircase =
          new NetworkModel(rows.features(), new double[1], new double[] {1}, staircase(WIDTHS[i]));
      NetworkModel model = trained(rows, staircase, WIDTHS[i]);
      stairs[i] = largest(rows, staircase);
      trained[i] = largest(rows, model);
      meanErrors[i] = rootMeanSquare(rows, model);
      overBound = Math.max(overBound, stairs[i] / bounds[i]);
      slowest = Math.max(slowest, i == 0 ? 0 : meanErrors[i] / meanErrors[i - 1]);
    }
    return new Finding(
        name(),
        "One hidden layer comes as near to a continuous function as one wants, as it widens.",
        List.of(
            new Comparison(
                "staircase: largest error over its bound K l / (H + 1), worst width",
                1,
                overBound,
                Tolerance.AT_MOST),
            new Comparison(
                "trained: largest error of 32 units", WANTED, trained[n - 1], Tolerance.AT_MOST),
            new Comparison(
                "trained: rms error of a width over that of half of it, worst width",
                1,
                slowest,
                Tolerance.AT_MOST)),
        new Plot(
            "The error falls with the width, that of the staircase as its bound does, and that of the"
                + " trained layer below it.",
            Axis.linear("units", "number").from(0),
            Axis.log("error", "of y"),
            Plot.Curve.measured("trained, largest", widths, trained),
            Plot.Curve.measured("trained, root mean square", widths, meanErrors),
            Plot.Curve.measured("staircase, largest", widths, stairs),
            Plot.Curve.predicted("staircase, bound", widths, bounds)));
  }

  private static Rows rows() {
    double[][] x = new double[POINTS][1];
    double[] y = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      x[i][0] = LENGTH * (i / (POINTS - 1.0) - 0.5);
      y[i] = function(x[i][0]);
    }
    return new Rows(x, y, LabelColumn.number("y"));
  }

  /** A sigmoid at each edge between two stairs, as steep as the line between their middles. */
  private static Network staircase(int units) {
    double stair = LENGTH / (units + 1);
    double[] steepness = new double[units];
    double[] bias = new double[units];
    double[] heights = new double[units];
    for (int j = 0; j < units; j++) {
      double edge = (j + 1) * stair - LENGTH / 2;
      steepness[j] = 4 / stair;
      bias[j] = -steepness[j] * edge;
      heights[j] = function(edge + stair / 2) - function(edge - stair / 2);
    }
    double[] lowest = {function(stair / 2 - LENGTH / 2)};
    return new Network(
        List.of(
            new Layer(1, units, Activation.SIGMOID, steepness, bias),
            new Layer(units, 1, Activation.IDENTITY, heights, lowest)),
        Output.LINEAR);
  }

  private static NetworkModel trained(Rows rows, NetworkModel staircase, int units) {
    return new Nets(rows)
        .train(NetworkOptions.builder().sigmoids(units).solver(Solver.LBFGS), staircase, ROUNDS)
        .result()
        .model();
  }

  private static double largest(Rows rows, NetworkModel model) {
    double largest = 0;
    for (double e : errors(rows, model)) {
      largest = Math.max(largest, Math.abs(e));
    }
    return largest;
  }

  private static double rootMeanSquare(Rows rows, NetworkModel model) {
    double sum = 0;
    for (double e : errors(rows, model)) {
      sum = Math.fma(e, e, sum);
    }
    return Math.sqrt(sum / POINTS);
  }

  private static double[] errors(Rows rows, NetworkModel model) {
    double[] out = new double[1];
    double[] errors = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      model.probabilities(rows.x()[i], out);
      errors[i] = out[0] - rows.labels()[i];
    }
    return errors;
  }
}
