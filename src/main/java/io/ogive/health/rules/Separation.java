package io.ogive.health.rules;

import io.ogive.health.MarginStats;
import java.util.List;

/** SEPARATION: a hyperplane splits the classes, so the weights have no finite optimum. */
final class Separation implements Rule {
  private static final String CAUSE =
      "columns that split the classes without error: with no penalty the likelihood grows with the"
          + " weights for ever, and coefficients and their standard errors mean nothing";

  private static final String CURE =
      "set model.logistic.l2, say 1e-4, or leave out the column that gives the label away";

  @Override
  public String id() {
    return "SEPARATION";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        Threshold.share("fisher", 0.05, "sum of g over rows"),
        Threshold.share("accuracy", 0.999, "share of training rows that are right"),
        Threshold.atLeastZero("growth", 0.01, "growth of the weights' norm in a round"),
        Threshold.rounds(3));
  }

  @Override
  public Page page() {
    return new Page(
        "The classes are separable, so that weights grow without end.",
        "of a model without hidden layers and without a penalty the Fisher mass is below {fisher} of the rows, the"
            + " accuracy above {accuracy} and the weights' norm grows by more than {growth} a round,"
            + " for {rounds} rounds in a row (WARN)",
        "Fisher mass is the sum of g = 4 p (1 - p), what the Hessian is made of. Where a hyperplane"
            + " splits the classes, scaling the weights up lowers the loss for ever: g goes to 0, and"
            + " with it all that says how certain a coefficient is (Albert and Anderson 1984).",
        CAUSE,
        CURE,
        "100.0 % of rows are right, Fisher mass is 0.013 of the rows, the weights grew by 31 % in"
            + " this round");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    boolean classes = run.output() != RunFacts.Output.LINEAR;
    if (!run.hidden().isEmpty() || !classes || run.penalized()) {
      return NOTHING;
    }
    Streak streak = new Streak();
    double[] before = {Double.NaN};
    return (round, into) -> {
      MarginStats margins = round.whole().margins();
      if (!round.isMeasured() || margins.count() == 0 || round.weightNorms().isEmpty()) {
        return false;
      }
      double norm = round.weightNorms().get(0);
      double growth = norm / before[0] - 1;
      before[0] = norm;
      double mass = 0;
      for (int k = 0; k < margins.classes(); k++) {
        mass += margins.label(k).fisherMass() / margins.count();
      }
      boolean holds =
          mass < by.of("fisher")
              && margins.rightShare() > by.of("accuracy")
              && growth > by.of("growth");
      if (streak.held("all", holds) >= by.of("rounds")) {
        into.found(finding(mass, margins.rightShare(), growth));
      }
      return true;
    };
  }

  private static Finding finding(double mass, double right, double growth) {
    return new Finding(
        Severity.WARN,
        Place.WHOLE,
        1 - mass,
        Evidence.of("fisher_mass", mass).and("right_share", right).and("growth", growth).map(),
        Words.say(
            "%s of rows are right, Fisher mass is %.2g of the rows, the weights grew by %s in this"
                + " round",
            Words.percent(right), mass, Words.percent(growth)),
        CAUSE,
        CURE);
  }
}
