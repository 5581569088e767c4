package io.ogive.theory;

import io.ogive.math.Sigmoid;
import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import io.ogive.model.Output;
import io.ogive.objective.NetworkTotal;
import io.ogive.report.chart.Axis;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkOptions.Adam;
import io.ogive.solver.NetworkOptions.Sgd;
import io.ogive.solver.NetworkOptions.Solver;
import io.ogive.solver.NetworkOptionsBuilder;
import io.ogive.solver.NetworkStart;
import io.ogive.solver.Round;
import java.util.List;
import java.util.Optional;

/**
 * On a row at margin m the signal is 1 - p under cross-entropy and (1 - p) p (1 - p) under squared
 * error, p = sigma(m): the slope takes the signal where it is needed most.
 *
 * <p>kappa = sum |r| g / sum |r| with g = 4 p (1 - p); a quarter of it is what squared error keeps.
 * A single bias that starts at -M and climbs along its gradient is at 0 after the time
 *
 * <pre>
 * cross-entropy   integral of dm / (1 - p)          = M + 1 - e^-M
 * squared error   integral of dm / (p (1 - p)^2)    = 3M + (e^M - 1) + 3 (1 - e^-M) + (1 - e^-2M) / 2
 * </pre>
 */
record ConfidentlyWrong(Rows digits) implements Claim {
  private static final double M = 5;
  private static final int ROWS = 8;
  private static final double RATE = 0.2;
  private static final int LEARNING = 30;
  private static final int MOST = 160;

  @Override
  public String name() {
    return "cross-entropy against squared error";
  }

  @Override
  public Finding measure() {
    Rows even = digits.flagged(digit -> digit % 2 == 0);
    Network wrong = learned(digits.flagged(digit -> digit % 2 != 0));
    double[] crossEntropy = unlearned(even, wrong, Loss.CROSS_ENTROPY);
    double[] squaredError = unlearned(even, wrong, Loss.SQUARED_ERROR);
    return new Finding(
        name(),
        "A row that is confidently wrong has hardly any slope; squared error multiplies its signal by"
            + " that slope, cross-entropy does not.",
        List.of(
            kept(even, wrong),
            new Comparison(
                "one unit from margin -5 to 0: rounds of squared error over cross-entropy",
                squaredErrorTime() / crossEntropyTime(),
                (double) climb(Loss.SQUARED_ERROR) / climb(Loss.CROSS_ENTROPY),
                Tolerance.percent(5)),
            new Comparison(
                "64-16-1 net that learned the opposite: the same ratio, to 90 % right",
                10, (double) rounds(squaredError) / rounds(crossEntropy), Tolerance.AT_LEAST)),
        new Plot(
            "The same network unlearns the same mistake, at the same rate, by one loss and by the other.",
            Axis.whole("round", "number"),
            Axis.linear("rows right", "share").from(0),
            Plot.Curve.measured("cross-entropy", crossEntropy),
            Plot.Curve.measured("squared error", squaredError)));
  }

  private static NetworkOptionsBuilder gradientDescent(int batch, double rate) {
    Adam adam = Adam.defaults();
    return NetworkOptions.builder()
        .solver(Solver.SGD)
        .sgd(new Sgd(rate, 0, false))
        .adam(new Adam(1, batch, 0, adam.rate(), adam.beta1(), adam.beta2(), adam.epsilon()));
  }

  private static double crossEntropyTime() {
    return M + 1 - Sigmoid.exp(-M);
  }

  private static double squaredErrorTime() {
    return 3 * M + (Sigmoid.exp(M) - 1) + 3 * (1 - Sigmoid.exp(-M)) + (1 - Sigmoid.exp(-2 * M)) / 2;
  }

  /** The rounds in which a bias from -M on gives rows of label 1 a probability of a half. */
  private int climb(Loss loss) {
    Rows ones = digits.flagged(digit -> true);
    Rows few =
        new Rows(new double[ROWS][1], new double[ROWS], ones.label())
            .labelled(ones.label(), y -> 1);
    Nets nets = new Nets(few);
    NetworkOptionsBuilder options = gradientDescent(ROWS, RATE).loss(Optional.of(loss));
    Layer bias = new Layer(1, 1, Activation.IDENTITY, new double[1], new double[] {-M});
    Network unit = new Network(List.of(bias), Output.SIGMOID);
    int most = (int) (1.2 * squaredErrorTime() / RATE);
    double there = loss == Loss.CROSS_ENTROPY ? Sigmoid.log(2) : 0.125;
    List<Round> rounds = nets.train(options, nets.start(options.build()), unit, most).rounds();
    for (Round round : rounds) {
      if (round.loss() <= there) {
        return round.number();
      }
    }
    return most;
  }

  private static Network learned(Rows rows) {
    NetworkOptionsBuilder options = gradientDescent(32, 0.5).sigmoids(16);
    return new Nets(rows).train(options, LEARNING).result().model().network();
  }

  /** The share of rows right, by round. */
  private static double[] unlearned(Rows rows, Network wrong, Loss loss) {
    Nets nets = new Nets(rows);
    NetworkOptionsBuilder options = gradientDescent(32, RATE).sigmoids(16).loss(Optional.of(loss));
    return nets.train(options, nets.start(options.build()), wrong, MOST).rounds().stream()
        .mapToDouble(round -> round.health().whole().margins().rightShare())
        .toArray();
  }

  private static int rounds(double[] right) {
    for (int i = 0; i < right.length; i++) {
      if (right[i] >= 0.9) {
        return i;
      }
    }
    return right.length;
  }

  /** Rows of one label have signals of one sign, which add up in the gradient of the bias. */
  private static Comparison kept(Rows rows, Network wrong) {
    Rows ones = rows.only(1);
    double crossEntropy = lastBias(ones, wrong, Loss.CROSS_ENTROPY).meanGradient()[at(wrong)];
    NetworkTotal squared = lastBias(ones, wrong, Loss.SQUARED_ERROR);
    return new Comparison(
        "share of the bias's gradient that squared error keeps: kappa / 4",
        squared.figures().health().whole().margins().kappa() / 4,
        squared.meanGradient()[at(wrong)] / crossEntropy,
        Tolerance.percent(0.01));
  }

  private static int at(Network network) {
    return network.parameters().length - 1;
  }

  private static NetworkTotal lastBias(Rows rows, Network network, Loss loss) {
    Nets nets = new Nets(rows);
    NetworkStart start =
        nets.start(NetworkOptions.builder().sigmoids(16).loss(Optional.of(loss)).build());
    return nets.pass(start, network);
  }
}
