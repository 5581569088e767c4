package io.ogive.health.rules;

import io.ogive.health.StepStats;
import java.util.List;

/** UPDATE_RATIO: local steps are too long or too short for the weights. */
final class UpdateRatio implements Rule {
  /** What a ratio should be about: steps of a thousandth of the weights. */
  private static final double GOOD = -3;

  @Override
  public String id() {
    return "UPDATE_RATIO";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        Threshold.any("low", -4, "log10(mean |update| / mean |weight|), at least"),
        Threshold.any("high", -1.4, "the same, at most"),
        Threshold.rounds(5));
  }

  @Override
  public Page page() {
    return new Page(
        "Steps of Adam or SGD are too long, or too short, for the weights that they change.",
        "log10(mean |update| / mean |weight|) of a layer, per local step, is outside [{low},"
            + " {high}] for {rounds} measured rounds in a row after warm-up (WARN); measured at"
            + " level full",
        "A step of a thousandth of the weights, -3, is about right; inputs that are mostly 0, and"
            + " whose weights begin small, train well at -1.6. Above -1.4 the weights are new every"
            + " 25 steps and what was learned is lost; below -4 ten thousand steps pass before"
            + " they are.",
        "a rate that is too high, or too low, for the size of the weights",
        "change solver.adam.rate or solver.sgd.rate by the factor that the message gives",
        "layer 2: log10(|update| / |weight|) is -0.92, above -1.4, for 5 rounds");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    if (!run.steps().areLocal()) {
      return NOTHING;
    }
    Streak streak = new Streak();
    return (round, into) -> {
      if (!round.isFull() || round.number() < run.steps().warmUp()) {
        return false;
      }
      for (int l = 0; l < round.whole().steps().size(); l++) {
        StepStats steps = round.whole().steps().get(l);
        double ratio = steps.updateRatio();
        boolean off = ratio < by.of("low") || ratio > by.of("high");
        int held = streak.held(l, off);
        if (off && held >= by.of("rounds")) {
          into.found(finding(l, round, run, ratio, by, held));
        } else if (off) {
          into.suspect();
        }
      }
      return true;
    };
  }

  private static Finding finding(
      int l, Observation round, RunFacts run, double ratio, Thresholds by, int held) {
    boolean high = ratio > by.of("high");
    double rate = run.steps().rate() * Math.pow(10, GOOD - ratio);
    String name = l < run.hidden().size() ? "layer " + (l + 1) : "the output";
    return new Finding(
        Severity.WARN,
        l < run.hidden().size() ? Place.ofLayer(l + 1) : Place.WHOLE,
        Math.abs(ratio - GOOD),
        Evidence.of("update_ratio", ratio)
            .and("mean_update", round.whole().steps().get(l).meanUpdate())
            .and("mean_weight", round.whole().steps().get(l).meanWeight())
            .and("rounds", held)
            .map(),
        Words.say(
            "%s: log10(|update| / |weight|) is %.2f, %s %s, for %d rounds",
            name, ratio, high ? "above" : "below", by.of(high ? "high" : "low"), held),
        high ? "the rate is too high for these weights" : "the rate is too low for these weights",
        Words.say("set %s to about %.1g", run.steps().rateKey(), rate));
  }
}
