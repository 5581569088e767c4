package io.ogive.health.rules;

import io.ogive.health.MarginStats;
import io.ogive.health.OutputStats;
import java.util.List;

/** BIAS_NOT_PRIOR: a classifier starts at probabilities that are not the base rates. */
final class BiasNotPrior implements Rule {
  private static final String CAUSE =
      "an output bias that is not the log-odds of the base rate: the first rounds are spent on"
          + " learning it, with the gradient of every layer";

  @Override
  public String id() {
    return "BIAS_NOT_PRIOR";
  }

  @Override
  public boolean looksAtStart() {
    return true;
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        Threshold.atLeastZero("log-ratio", 0.5, "|log(mean p / base rate)| of an output"),
        new Threshold("rows", 50, 1, Integer.MAX_VALUE, "rows that a class must have"));
  }

  @Override
  public Page page() {
    return new Page(
        "A classifier starts at probabilities that are not the base rates.",
        "at the start |log(mean p / base rate)| of a class, or of its opposite, is above"
            + " {log-ratio}, where both have at least {rows} rows (WARN); not judged where rows or classes have weights",
        "The best constant is b = ln(p / (1 - p)), p the base rate, and the first loss is then the"
            + " entropy of the labels. A network that reads sigmoids needs b less half the sum of"
            + " its output weights, since sigma(0) is a half.",
        CAUSE,
        "start the output's bias at ln(p / (1 - p)): model.network.init other than mllib, or a"
            + " start whose intercept was fitted to these rows, or model.logistic.intercept = true",
        "at the start output 1 has mean p 0.502 where 0.061 of rows are of its class");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    if (run.output() == RunFacts.Output.LINEAR || run.data().weighted()) {
      return NOTHING;
    }
    return (start, into) -> {
      OutputStats outputs = start.whole().outputStats();
      MarginStats margins = start.whole().margins();
      boolean binary = run.output() == RunFacts.Output.SIGMOID && margins.count() > 0;
      if (!start.isMeasured() || (outputs.rows() == 0 && !binary)) {
        return false;
      }
      if (binary) {
        double n = (double) margins.count();
        double truths = (double) margins.label(1).count();
        double sum = margins.label(0).sumResidual() + truths - margins.label(1).sumResidual();
        check(1, truths, sum, n, by, into);
      } else {
        for (int k = 0; k < outputs.outputs(); k++) {
          double truths = (double) outputs.truths(k);
          check(k, truths, outputs.sumProbability(k), (double) outputs.rows(), by, into);
        }
      }
      return true;
    };
  }

  private static void check(
      int k, double truths, double sum, double n, Thresholds by, Verdict into) {
    if (truths < by.of("rows") || n - truths < by.of("rows")) {
      return;
    }
    // Of two classes either may be the rare one.
    double off =
        Math.max(Math.abs(Math.log(sum / truths)), Math.abs(Math.log((n - sum) / (n - truths))));
    if (off > by.of("log-ratio")) {
      into.found(finding(k, sum / n, truths / n, off));
    }
  }

  private static Finding finding(int k, double mean, double rate, double off) {
    double bias = Math.log(rate / (1 - rate));
    double shift = bias - Math.log(mean / (1 - mean));
    return new Finding(
        Severity.WARN,
        Place.WHOLE,
        off,
        Evidence.of("output", k)
            .and("mean_probability", mean)
            .and("base_rate", rate)
            .and("bias", bias)
            .map(),
        Words.say(
            "at the start output %d has mean p %.3g where %.3g of rows are of its class",
            k, mean, rate),
        CAUSE,
        Words.say(
            "start its bias at ln(p / (1 - p)) = %.3f, about %+.3f from where it is (of sigmoids"
                + " below less half the sum of the weights): model.network.init other than mllib,"
                + " or model.logistic.intercept = true",
            bias, shift));
  }
}
