package io.ogive.health.rules;

import java.util.List;

/** DIVERGED: the loss has left where it was. */
final class Diverged implements Rule {
  @Override
  public String id() {
    return "DIVERGED";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        new Threshold("ratio", 2, 1, Double.MAX_VALUE, "the loss over the best so far"),
        Threshold.atLeastZero("rise", 0.5, "the rise over the best, of the first loss"));
  }

  @Override
  public Page page() {
    return new Page(
        "The loss has left the best that it had reached.",
        "the loss of local steps is above {ratio} times the best so far, and has risen by more than"
            + " {rise} of the first loss (CRIT)",
        "Noise moves a loss up by a few per cent. A loss that doubles is one that steps have thrown"
            + " out of the valley it was in. Solvers that take full passes try points that may be"
            + " worse and go back, so they are not judged.",
        "steps that are too long for the loss: a rate that is too high",
        "lower the rate, or set solver.clip or solver.schedule.warm-up",
        "the loss is 2.31, 4.2 times the best so far, 0.55");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    if (!run.steps().areLocal()) {
      return NOTHING;
    }
    double[] best = {Double.POSITIVE_INFINITY, Double.NaN};
    return (round, into) -> {
      if (round.number() == 0) {
        best[1] = round.loss();
      }
      boolean ratio = round.loss() > by.of("ratio") * best[0];
      if (ratio && round.loss() - best[0] > by.of("rise") * best[1]) {
        into.found(finding(round.loss(), best[0], run));
      }
      best[0] = Math.min(best[0], round.loss());
      return round.number() > 0;
    };
  }

  private static Finding finding(double loss, double best, RunFacts run) {
    return new Finding(
        Severity.CRIT,
        Place.WHOLE,
        loss / best,
        Evidence.of("loss", loss).and("best", best).and("rate", run.steps().rate()).map(),
        Words.say("the loss is %.3g, %.1f times the best so far, %.3g", loss, loss / best, best),
        "steps that are too long for the loss",
        Words.say(
            "set %s below %s, or solver.clip, or solver.schedule.warm-up",
            run.steps().rateKey(), run.steps().rate()));
  }
}
