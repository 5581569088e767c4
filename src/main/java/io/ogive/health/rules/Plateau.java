package io.ogive.health.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** PLATEAU: the loss stands still though the gradient does not. */
final class Plateau implements Rule {
  @Override
  public String id() {
    return "PLATEAU";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        Threshold.share("fall", 0.001, "relative fall of the best loss"),
        new Threshold("rounds", 10, 1, 1_000_000, "rounds in which it falls no more"),
        Threshold.share("gradient", 0.5, "of the largest gradient so far that is left"));
  }

  @Override
  public Page page() {
    return new Page(
        "The loss stands still though there is gradient left.",
        "the best loss fell by less than {fall} of itself in {rounds} rounds, and the gradient is"
            + " at least {gradient} of the largest so far (WARN)",
        "At an optimum the gradient goes to 0 with the fall of the loss. Where it does not, steps are"
            + " so short that they lead nowhere, or so long that they lead back and forth.",
        "a rate that is too low to get on, or too high to get down",
        "change solver.adam.rate or solver.sgd.rate, or have patience: solver.max-rounds",
        "the loss fell by 0.021 % in 10 rounds, the gradient is 0.93 of its largest");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    Deque<Double> best = new ArrayDeque<>();
    double[] largest = {0};
    return (round, into) -> {
      largest[0] = Math.max(largest[0], round.gradientNorm());
      double now = best.isEmpty() ? round.loss() : Math.min(best.getLast(), round.loss());
      best.addLast(now);
      if (best.size() <= by.of("rounds")) {
        return false;
      }
      double then = best.removeFirst();
      double fall = (then - now) / Math.abs(then);
      double left = round.gradientNorm() / largest[0];
      if (fall < by.of("fall") && left >= by.of("gradient")) {
        into.found(finding(fall, left, round, by.of("rounds"), run));
      }
      return true;
    };
  }

  private static Finding finding(
      double fall, double left, Observation round, double rounds, RunFacts run) {
    return new Finding(
        Severity.WARN,
        Place.WHOLE,
        left,
        Evidence.of("fall", fall).and("gradient_left", left).and("loss", round.loss()).map(),
        Words.say(
            "the loss fell by %s in %.0f rounds, the gradient is %.2g of its largest",
            Words.percent(fall), rounds, left),
        run.steps().areLocal()
            ? "the rate is too low to get on, or too high to get down"
            : "columns so unlike in scale that no step suits all",
        run.steps().areLocal()
            ? Words.say("change %s, which is %s", run.steps().rateKey(), run.steps().rate())
            : "standardize the inputs, or have patience: solver.max-rounds");
  }
}
