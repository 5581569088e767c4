package io.ogive.job;

import io.ogive.solver.NetworkOptions;
import io.ogive.solver.Round;
import io.ogive.solver.StoppingRule;
import io.ogive.spark.ModelSpec;
import java.util.OptionalDouble;

/**
 * A guess of how long a training will go on: rounds that are left times what a round takes of late.
 *
 * <p>Where a solver ends as its gradient is small enough, the logarithm of the gradient is taken to
 * fall on as it has fallen so far.
 */
final class RemainingTime {
  private static final double NEWEST = 0.2;

  private final int most;
  private final OptionalDouble tolerance;
  private int rounds;
  private double first;
  private double last;
  private double seconds;

  private RemainingTime(int most, OptionalDouble tolerance) {
    this.most = most;
    this.tolerance = tolerance;
  }

  /** For a number of rounds. */
  static RemainingTime ofRounds(int most) {
    return new RemainingTime(most, OptionalDouble.empty());
  }

  /** For a gradient's size, or a number of rounds if that comes first. */
  static RemainingTime of(StoppingRule stopping) {
    return new RemainingTime(stopping.maxRounds(), OptionalDouble.of(stopping.tolerance()));
  }

  static RemainingTime of(ModelSpec model) {
    if (model instanceof ModelSpec.Network network) {
      NetworkOptions options = network.options();
      return options.solver() == NetworkOptions.Solver.LBFGS
          ? of(options.stopping())
          : ofRounds(options.stopping().maxRounds());
    }
    return of(((ModelSpec.Logistic) model).options().stopping());
  }

  void round(Round round, double took) {
    rounds++;
    first = rounds == 1 ? round.gradientNorm() : first;
    last = round.gradientNorm();
    seconds = rounds == 1 ? took : seconds + NEWEST * (took - seconds);
  }

  /** The most rounds there can be. */
  int most() {
    return most;
  }

  /** The seconds left; empty where there is no telling yet. */
  OptionalDouble left() {
    OptionalDouble ahead = ahead();
    return ahead.isPresent() ? OptionalDouble.of(ahead.getAsDouble() * seconds) : ahead;
  }

  private OptionalDouble ahead() {
    int left = Math.max(0, most - rounds);
    if (tolerance.isEmpty() || left == 0) {
      return rounds == 0 ? OptionalDouble.empty() : OptionalDouble.of(left);
    }
    double fallen = Math.log(first / last) / Math.max(1, rounds - 1);
    double toFall = Math.log(last / tolerance.getAsDouble());
    boolean falls = fallen > 0 && tolerance.getAsDouble() > 0;
    return falls
        ? OptionalDouble.of(Math.min(left, Math.max(0, toFall / fallen)))
        : OptionalDouble.empty();
  }
}
