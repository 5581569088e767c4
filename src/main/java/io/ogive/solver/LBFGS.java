package io.ogive.solver;

/**
 * Limited-memory BFGS (Liu and Nocedal 1989) with ten steps of memory and a strong Wolfe line
 * search, for smooth objectives of any number of coordinates.
 *
 * @see WolfeSearch
 */
final class LBFGS {
  private LBFGS() {}

  /**
   * Minimises from a start.
   *
   * @throws DivergedException if the objective is not finite
   */
  static Fit minimize(
      Objective objective, double[] start, StoppingRule stopping, RoundListener listener) {
    Rounds rounds = new Rounds(objective, stopping, listener);
    return QuasiNewton.minimize(
        rounds,
        start,
        (here, memory) -> {
          double[] direction = memory.direction(here.gradient());
          return new WolfeSearch(rounds, here, direction)
              .search(QuasiNewton.firstStep(memory, direction));
        });
  }
}
