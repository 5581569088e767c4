package io.ogive.solver;

import java.util.OptionalDouble;

/**
 * One coefficient as a person reads it.
 *
 * @param name the slot's name, or {@code (intercept)}
 * @param label the class whose log-odds it shifts
 * @param value per raw unit of the column
 * @param standardError of {@code value}; empty where it is not defined (L1) or not computed
 */
public record CoefficientRow(
    String name, String label, double value, OptionalDouble standardError) {
  public static final String INTERCEPT = "(intercept)";

  /** exp(value): what one unit multiplies the odds by. */
  public double oddsRatio() {
    return StrictMath.exp(value);
  }
}
