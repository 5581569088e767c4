package io.ogive.theory;

import io.ogive.health.HealthLevel;
import io.ogive.math.Sigmoid;
import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Network;
import io.ogive.report.chart.Axis;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticTraining;
import io.ogive.solver.NetworkOptions.Solver;
import io.ogive.solver.NetworkOptionsBuilder;
import io.ogive.solver.NetworkStart;
import io.ogive.solver.Round;
import java.util.ArrayList;
import java.util.List;

/**
 * A model whose bias is ln(p / (1 - p)) says the base rate p of everything, and its loss is the
 * entropy -p ln p - (1 - p) ln(1 - p): what is to be learned is what lies below.
 */
record BaseRateStart(Rows digits) implements Claim {
  private static final int ROUNDS = 20;

  @Override
  public String name() {
    return "start at the base rate";
  }

  @Override
  public Finding measure() {
    Rows eights = digits.flagged(digit -> digit == 8);
    double p = eights.share(1);
    double entropy = -p * Sigmoid.log(p) - (1 - p) * Sigmoid.log(1 - p);
    Nets nets = new Nets(eights);
    NetworkOptionsBuilder options =
        Nets.layers(Activation.SIGMOID, 32, 1).solver(Solver.LBFGS).seed(1);
    double[] biased = nets.train(options, ROUNDS).losses();
    NetworkStart start = nets.start(options.build());
    double[] plain = nets.train(options, start, atOneHalf(start.network()), ROUNDS).losses();
    List<Comparison> rows = new ArrayList<>();
    rows.add(
        new Comparison(
            "first loss of logistic regression, is it an 8 (%s of rows)".formatted(Figures.text(p)),
            entropy,
            logistic(eights),
            Tolerance.within(1e-12)));
    rows.add(
        new Comparison(
            "first loss of a 64-32-1 sigmoid net", entropy, biased[0], Tolerance.percent(10)));
    rows.add(
        new Comparison(
            "the same with the output at one half: ln 2",
            Sigmoid.log(2),
            plain[0],
            Tolerance.percent(10)));
    rows.add(tenClasses());
    return new Finding(
        name(),
        "With the bias at ln(p / (1 - p)) the first loss is the entropy of the labels; with the bias"
            + " at 0 the first rounds only find the base rate.",
        rows,
        new Plot(
            "With the bias at the base rate the first loss is the entropy; with the output at one half"
                + " it starts at ln 2, and a round is spent to get there.",
            Axis.whole("round", "number"),
            Axis.linear("loss", "nats").from(0),
            Plot.Curve.measured("bias at ln(p / (1 - p))", biased),
            Plot.Curve.measured("output at one half", plain),
            Plot.Curve.level("entropy", 0, ROUNDS - 1, entropy)));
  }

  private static double logistic(Rows rows) {
    List<Round> rounds = new ArrayList<>();
    LogisticTraining.fit(
        rows.store(),
        rows.features(),
        LogisticOptions.defaults().withPenalties(1e-3, 0),
        HealthLevel.BASIC,
        rounds::add);
    return rounds.get(0).loss();
  }

  /** The network with its mean output at one half: sigmoids give a half on average. */
  private static Network atOneHalf(Network network) {
    int last = network.layers().size() - 1;
    Layer output = network.layers().get(last);
    double bias = 0;
    for (double w : output.weights()) {
      bias -= w / 2;
    }
    return Nets.with(
        network,
        last,
        new Layer(output.inputs(), 1, output.activation(), output.weights(), new double[] {bias}));
  }

  private Comparison tenClasses() {
    double entropy = 0;
    for (int k = 0; k < 10; k++) {
      double p = digits.share(k);
      entropy -= p * Sigmoid.log(p);
    }
    Nets nets = new Nets(digits);
    NetworkStart start = nets.start(Nets.layers(Activation.SIGMOID, 32, 1).build());
    return new Comparison(
        "first loss of a 64-32-10 softmax net",
        entropy,
        nets.pass(start, start.network()).figures().loss(),
        Tolerance.percent(10));
  }
}
