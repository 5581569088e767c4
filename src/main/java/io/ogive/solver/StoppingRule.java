package io.ogive.solver;

import java.util.OptionalDouble;

/**
 * When to stop.
 *
 * @param maxRounds the most passes over the data
 * @param wished stop when the largest absolute element of the gradient, in the solver's
 *     standardized coordinates, is at most this; empty for what suits the numbers of rows and of
 *     coordinates
 * @param many whether there are so many coordinates that, unless a tolerance is wished, the fall
 *     that can still be expected of the objective is looked at too
 */
public record StoppingRule(int maxRounds, OptionalDouble wished, boolean many) {
  private static final double USUAL = 1e-8;

  /** Leaves the objective within about 1e-8 of itself above the optimum. */
  private static final double OF_MANY = 1e-6;

  /** What an objective of many coordinates may still be expected to fall, as a share of it. */
  private static final double FALL = 3e-8;

  /** Of the sampling error of a mean of so many rows, what is left of the gradient. */
  private static final double SHARE_OF_ERROR = 1e-3;

  public StoppingRule {
    if (maxRounds < 1) {
      throw new IllegalArgumentException("maxRounds must be positive, was " + maxRounds);
    }
    if (wished.isPresent() && !(wished.getAsDouble() >= 0)) {
      throw new IllegalArgumentException(
          "tolerance must not be negative, was " + wished.getAsDouble());
    }
  }

  public StoppingRule(int maxRounds, OptionalDouble wished) {
    this(maxRounds, wished, false);
  }

  public StoppingRule(int maxRounds, double tolerance) {
    this(maxRounds, OptionalDouble.of(tolerance));
  }

  /** A rule whose tolerance suits the numbers of rows and of coordinates. */
  public static StoppingRule within(int maxRounds) {
    return new StoppingRule(maxRounds, OptionalDouble.empty());
  }

  /** The largest absolute element that the gradient may have at the end. */
  public double tolerance() {
    return wished.orElse(many ? OF_MANY : USUAL);
  }

  /** The share of the objective that is not worth another round; 0 if none is. */
  double fall() {
    return many && wished.isEmpty() ? FALL : 0;
  }

  /** The rule to the last digits, however many rows and coordinates there are, unless wished. */
  public StoppingRule toTheLastDigits() {
    return new StoppingRule(maxRounds, wished.orElse(USUAL));
  }

  /**
   * The rule for a method that has begun on a sample of so many rows. An element of the gradient
   * varies by up to 1 / (2 sqrt(rows)) with the rows that happen to be there; digits far below that
   * would take one more pass over them all.
   */
  StoppingRule sampled(long rows) {
    double enough = Math.min(OF_MANY, SHARE_OF_ERROR / Math.sqrt((double) rows));
    return wished.isPresent() ? this : new StoppingRule(maxRounds, enough);
  }

  /**
   * The rule for a method that comes nearer by a share of the way a round: where coordinates are
   * many the last digits, which nobody sees, would take about half of the rounds.
   */
  StoppingRule linear(int coordinates) {
    return new StoppingRule(maxRounds, wished, coordinates >= InverseHessian.MANY);
  }
}
