package io.ogive.solver;

/**
 * When to stop.
 *
 * @param maxRounds the most passes over the data
 * @param tolerance stop when the largest absolute element of the gradient, in the solver's
 *     standardized coordinates, is at most this
 */
public record StoppingRule(int maxRounds, double tolerance) {
  public StoppingRule {
    if (maxRounds < 1) {
      throw new IllegalArgumentException("maxRounds must be positive, was " + maxRounds);
    }
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("tolerance must not be negative, was " + tolerance);
    }
  }
}
