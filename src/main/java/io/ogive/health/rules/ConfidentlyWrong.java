package io.ogive.health.rules;

import io.ogive.health.MarginStats;
import java.util.List;

/** CONFIDENTLY_WRONG: rows that the model is sure of, and wrong, weigh in. */
final class ConfidentlyWrong implements Rule {
  private static final String CAUSE =
      "labels that are wrong, or rows unlike all others whose columns are extreme";
  private static final String CURE =
      "look at the rows with the lowest margins: correct their labels, or cap what is extreme in"
          + " their columns";

  @Override
  public String id() {
    return "CONFIDENTLY_WRONG";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        Threshold.share("rows", 0.02, "share of rows at m < -4.595"),
        Threshold.share("loss", 0.5, "their share of the loss"),
        Threshold.atLeastZero("mean-loss", 0.05, "the mean loss from which on the share counts"),
        Threshold.share("fall", 0.1, "fall of the loss in a round from which on it is too early"),
        Threshold.rounds(3));
  }

  @Override
  public Page page() {
    return new Page(
        "Rows of which the model is sure, and wrong, weigh too much.",
        "more than {rows} of the training rows have a margin m < -4.595, or these carry more than"
            + " {loss} of a mean loss above {mean-loss}, for {rounds} rounds in a row in which"
            + " the loss fell by less than {fall} of itself (WARN)",
        "m = (2y - 1) z, of several classes z_y - log sum exp of the others, so that p_y ="
            + " sigma(m): below -4.595 the true class has p < 0.01 and the row a loss of more than"
            + " 4.6. A few of these pull at the weights as hard as thousands that fit. A model that is too"
            + " plain for its classes has some too: logistic regression on handwritten digits 1.1 %.",
        CAUSE,
        CURE,
        "2.6 % of rows have p < 0.01 for their own label, and carry 38.2 % of the loss");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    Streak streak = new Streak();
    double[] before = {Double.POSITIVE_INFINITY};
    return (round, into) -> {
      MarginStats margins = round.whole().margins();
      double n = margins.count();
      double wrong = 0;
      double theirs = 0;
      double loss = 0;
      for (int k = 0; k < margins.classes(); k++) {
        wrong += margins.label(k).veryConfidentlyWrong();
        theirs += margins.label(k).sumVeryConfidentlyWrongLoss();
        loss += margins.label(k).sumLoss();
      }
      boolean many = wrong / n > by.of("rows");
      boolean heavy = theirs / loss > by.of("loss") && loss / n > by.of("mean-loss");
      // While the loss still falls fast, so do these.
      boolean settled = round.loss() > (1 - by.of("fall")) * before[0];
      before[0] = round.loss();
      if (streak.held("all", settled && (many || heavy)) >= by.of("rounds")) {
        into.found(finding(wrong, wrong / n, theirs / loss));
      }
      return n > 0;
    };
  }

  private static Finding finding(double rows, double share, double lossShare) {
    return new Finding(
        Severity.WARN,
        Place.WHOLE,
        share,
        Evidence.of("rows", rows).and("row_share", share).and("loss_share", lossShare).map(),
        Words.say(
            "%s of rows have p < 0.01 for their own label, and carry %s of the loss",
            Words.percent(share), Words.percent(lossShare)),
        CAUSE,
        CURE);
  }
}
