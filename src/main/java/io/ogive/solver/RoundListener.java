package io.ogive.solver;

import io.ogive.data.DataSummary;

/** Is told of the data and of every round, on the driver, in order; cannot change the training. */
@FunctionalInterface
public interface RoundListener {
  void onRound(Round round);

  /** Is told what the blocks are, before the first round. */
  default void onData(DataSummary data) {}

  /** A listener that does nothing. */
  static RoundListener none() {
    return round -> {};
  }

  /** Tells several, in order. */
  static RoundListener of(RoundListener... listeners) {
    return new RoundListener() {
      @Override
      public void onData(DataSummary data) {
        for (RoundListener listener : listeners) {
          listener.onData(data);
        }
      }

      @Override
      public void onRound(Round round) {
        for (RoundListener listener : listeners) {
          listener.onRound(round);
        }
      }
    };
  }
}
