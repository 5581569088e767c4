package io.ogive.health.rules;

import java.util.List;

/** One rule: a condition on the figures of a training, and what to do where it is met. */
public interface Rule {
  /** Its name, in capitals. */
  String id();

  /** What it compares with; the configuration may change each. */
  List<Threshold> thresholds();

  /** What {@code explain} prints. */
  Page page();

  /** Whether it looks at times, which are never the same twice. */
  default boolean looksAtClock() {
    return false;
  }

  /** Whether it looks at the start alone, rather than at rounds. */
  default boolean looksAtStart() {
    return false;
  }

  /** A judge of one training, who remembers what it has been shown. */
  Judge judge(Thresholds thresholds, RunFacts run);

  /** Is shown the rounds of one training in order. */
  @FunctionalInterface
  interface Judge {
    /**
     * Looks at a round.
     *
     * @param into takes what is found
     * @return whether there was something to look at: false where the round lacks the figures, or
     *     the training what the rule is about
     */
    boolean look(Observation round, Verdict into);
  }

  /** A judge of what is not there. */
  Judge NOTHING = (round, into) -> false;
}
