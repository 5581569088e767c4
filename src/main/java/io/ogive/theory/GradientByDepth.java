package io.ogive.theory;

import io.ogive.health.LayerStats;
import io.ogive.health.SourceHealth;
import io.ogive.math.Sigmoid;
import io.ogive.model.Activation;
import io.ogive.report.chart.Axis;
import io.ogive.solver.NetworkOptions.Init;
import io.ogive.solver.NetworkStart;
import java.util.ArrayList;
import java.util.List;

/**
 * A signal that goes back through L layers is multiplied L times by what the weights do to it, and
 * L times by the activation's slope: 1/4 for a sigmoid near 0, 1 for tanh near 0, and for relu,
 * half of whose units are off, 1/sqrt(2) in root mean square. Weights of variance 1/n (Glorot)
 * leave a signal as it is, of variance 2/n (He) they multiply it by sqrt(2).
 *
 * @param quarter the slope that is claimed of a sigmoid
 */
record GradientByDepth(Rows digits, double quarter) implements Claim {
  private static final int DEPTH = 8;
  private static final int UNITS = 64;
  private static final int SEEDS = 3;

  /** Means of logarithms over seeds, by layer from the first. */
  private record Signals(double[] slope, double[] weights, double[] attenuation, double split) {
    double meanSlope() {
      return mean(slope, DEPTH);
    }

    /** Of the weights between hidden layers. */
    double meanWeights() {
      return mean(weights, DEPTH - 1);
    }

    private static double mean(double[] logs, int count) {
      double sum = 0;
      for (int l = 0; l < count; l++) {
        sum += logs[l];
      }
      return Sigmoid.exp(sum / count);
    }

    /** rms(delta of the first layer) / rms(delta of the last). */
    double throughAll() {
      return Sigmoid.exp(attenuation[0] - attenuation[DEPTH - 1]);
    }

    /** From the last layer down to the first, over the last. */
    double[] byDepth() {
      double[] ratios = new double[DEPTH];
      for (int d = 0; d < DEPTH; d++) {
        ratios[d] = Sigmoid.exp(attenuation[DEPTH - 1 - d] - attenuation[DEPTH - 1]);
      }
      return ratios;
    }
  }

  @Override
  public String name() {
    return "gradient by depth";
  }

  @Override
  public Finding measure() {
    Signals sigmoid = signals(Activation.SIGMOID, Init.GLOROT);
    Signals tanh = signals(Activation.TANH, Init.GLOROT);
    Signals relu = signals(Activation.RELU, Init.HE);
    double[] line = new double[DEPTH];
    for (int d = 0; d < DEPTH; d++) {
      line[d] = StrictMath.pow(quarter, d);
    }
    List<Comparison> rows = new ArrayList<>();
    rows.add(
        new Comparison(
            "sigmoid: slope's share of a layer, rms",
            quarter,
            sigmoid.meanSlope(),
            Tolerance.percent(10)));
    rows.add(
        new Comparison(
            "tanh: slope's share of a layer, rms", 1, tanh.meanSlope(), Tolerance.percent(30)));
    rows.add(
        new Comparison(
            "relu: slope's share of a layer, rms",
            StrictMath.sqrt(0.5),
            relu.meanSlope(),
            Tolerance.percent(10)));
    rows.add(
        new Comparison(
            "sigmoid: weights' gain of a layer (Glorot)",
            1,
            sigmoid.meanWeights(),
            Tolerance.percent(10)));
    rows.add(
        new Comparison(
            "relu: weights' gain of a layer (He)",
            StrictMath.sqrt(2),
            relu.meanWeights(),
            Tolerance.percent(10)));
    rows.add(
        new Comparison(
            "sigmoid: gradient 7 layers down, 0.25^7",
            line[DEPTH - 1],
            sigmoid.throughAll(),
            Tolerance.percent(25)));
    rows.add(
        new Comparison(
            "slopes times weights over the whole",
            1,
            Math.max(sigmoid.split(), Math.max(tanh.split(), relu.split())),
            Tolerance.within(1e-9)));
    return new Finding(
        name(),
        "Back-propagation through 8 layers of 64 units: weights and slopes are told apart by the"
            + " statistics of each layer, before any training.",
        rows,
        new Plot(
            "Each sigmoid layer divides the gradient by four; tanh loses a little, relu nothing that"
                + " its weights do not give back.",
            Axis.whole("layers below the last", "number"),
            Axis.log("rms of delta over the last layer's", "1"),
            Plot.Curve.measured("sigmoid", sigmoid.byDepth()),
            Plot.Curve.measured("tanh", tanh.byDepth()),
            Plot.Curve.measured("relu", relu.byDepth()),
            Plot.Curve.predicted("0.25^L", line)));
  }

  private Signals signals(Activation activation, Init init) {
    Nets nets = new Nets(digits);
    double[] slope = new double[DEPTH];
    double[] weights = new double[DEPTH];
    double[] attenuation = new double[DEPTH];
    double split = 1;
    for (int seed = 1; seed <= SEEDS; seed++) {
      NetworkStart start =
          nets.start(Nets.layers(activation, UNITS, DEPTH).init(init).seed(seed).build());
      SourceHealth health = nets.health(start, start.network());
      double product = 1;
      for (int l = DEPTH - 1; l >= 0; l--) {
        LayerStats layer = health.hidden().get(l);
        double passed = layer.transmission() * activation.largestSlope();
        double gain = health.weightGain(l, UNITS, l == DEPTH - 1 ? health.outputs() : UNITS);
        double left = health.attenuation(l, UNITS, health.outputs());
        product *= passed * gain;
        slope[l] += Sigmoid.log(passed) / SEEDS;
        weights[l] += Sigmoid.log(gain) / SEEDS;
        attenuation[l] += Sigmoid.log(left) / SEEDS;
        split = Math.abs(product / left - 1) > Math.abs(split - 1) ? product / left : split;
      }
    }
    return new Signals(slope, weights, attenuation, split);
  }
}
