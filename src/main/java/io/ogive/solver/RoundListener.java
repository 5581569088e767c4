package io.ogive.solver;

/** Is told of every round, on the driver, in order; cannot change the training. */
@FunctionalInterface
public interface RoundListener {
  void onRound(Round round);

  /**
   * Whether {@link #onBeginning} is wanted, which costs a pass over a sample where rounds are local
   * steps.
   */
  default boolean looksAtBeginning() {
    return false;
  }

  /**
   * Is told, where rounds are local steps that measure moving weights, what a sample of the
   * training rows measured at the first weights, before round 0.
   *
   * @param sample with number 0
   */
  default void onBeginning(Round sample) {}

  /** A listener that does nothing. */
  static RoundListener none() {
    return round -> {};
  }
}
