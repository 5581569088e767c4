package io.ogive.health.rules;

import java.util.List;
import java.util.OptionalInt;

/** NON_FINITE: a number of the training is NaN or infinite. */
public final class NonFinite implements Rule {
  /** Its id. */
  public static final String ID = "NON_FINITE";

  private static final String CAUSE =
      "steps too long for the loss, or values in the input that no sum can hold";
  private static final String CURE =
      "lower the rate (solver.adam.rate, solver.sgd.rate), and check the input for extreme values";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of();
  }

  @Override
  public Page page() {
    return new Page(
        "A loss, a gradient or a weight is no longer a number.",
        "any number of a pass is NaN, infinite or beyond the range in which sums are exact (CRIT)",
        "One value that is not finite makes every weight that it reaches not finite in the next"
            + " step, and the partition it came from cannot be told any more. Ogive stops in the"
            + " round in which it arises, and names the partition.",
        CAUSE,
        CURE,
        "partition 17: the loss is NaN");
  }

  /** What ends a training: it does not come by a round that could be looked at. */
  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    return (round, into) -> {
      if (!Double.isFinite(round.loss() + round.gradientNorm())) {
        into.found(finding("the loss is %s".formatted(round.loss()), OptionalInt.empty()));
      }
      return true;
    };
  }

  /**
   * What to tell of a training that ended for it.
   *
   * @param what such as {@code "the loss is NaN"}
   * @param source the partition whose rows gave it, if that is known
   */
  public static Finding finding(String what, OptionalInt source) {
    return new Finding(
        Severity.CRIT,
        new Place(OptionalInt.empty(), source),
        Double.POSITIVE_INFINITY,
        new Evidence().map(),
        source.isPresent() ? "partition %d: %s".formatted(source.getAsInt(), what) : what,
        CAUSE,
        CURE);
  }
}
