package io.ogive.solver;

/** Is told of every round, on the driver, in order; cannot change the training. */
@FunctionalInterface
public interface RoundListener {
  void onRound(Round round);

  /** A listener that does nothing. */
  static RoundListener none() {
    return round -> {};
  }
}
