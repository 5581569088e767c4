package io.ogive.health.rules;

import java.util.List;

/** SQUARED_ERROR_ON_SIGMOID: the loss loses the slope where the output is wrong. */
final class SquaredErrorOnSigmoid implements Rule {
  private static final String CAUSE =
      "squared error behind a sigmoid multiplies p - y by the sigmoid's slope, which is nearly 0"
          + " where the output is confidently wrong";
  private static final String CURE = "set model.network.loss = cross-entropy";

  @Override
  public String id() {
    return "SQUARED_ERROR_ON_SIGMOID";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(Threshold.share("kappa", 0.1, "the share of the output's signal that is kept"));
  }

  @Override
  public Page page() {
    return new Page(
        "Squared error behind a sigmoid has lost most of the output's signal.",
        "the loss is squared error on probabilities and kappa is below {kappa} (WARN)",
        "kappa = sum |r| g / sum |r|, r = p - y, g = 4 sigma'(z): the signal of squared error is"
            + " r g / 4, that of cross-entropy r. A row at p = 0.01 whose label is 1 keeps 4 % of"
            + " its signal, so that the worst rows teach least.",
        CAUSE,
        CURE,
        "kappa is 0.062: squared error keeps that share of the output's signal");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    if (!run.squaredError() || run.output() == RunFacts.Output.LINEAR) {
      return NOTHING;
    }
    return (round, into) -> {
      if (!round.isMeasured() || round.whole().margins().count() == 0) {
        return false;
      }
      double kappa = round.whole().margins().kappa();
      if (kappa < by.of("kappa")) {
        into.found(
            new Finding(
                Severity.WARN,
                Place.WHOLE,
                1 - kappa,
                Evidence.of("kappa", kappa)
                    .and("right_share", round.whole().margins().rightShare())
                    .map(),
                Words.say(
                    "kappa is %.3g: squared error keeps that share of the output's signal", kappa),
                CAUSE,
                CURE));
      }
      return true;
    };
  }
}
