package io.ogive.objective;

import io.ogive.data.Total;
import java.util.List;

/**
 * What a {@link HessianDiagonalPass} found, each in the place of a gradient.
 *
 * @param squares sums of weight * p (1 - p) * x^2
 * @param slopes the same of x
 */
public record HessianDiagonalTotal(LogisticTotal squares, LogisticTotal slopes)
    implements Total<HessianDiagonalTotal> {
  static HessianDiagonalTotal of(LogisticRecipe recipe, LogisticPoint at) {
    LogisticPoint plain = new LogisticPoint(at.weights(), at.intercepts(), false);
    return new HessianDiagonalTotal(
        new LogisticTotal(recipe.classes(), recipe.width(), List.of(plain)),
        new LogisticTotal(recipe.classes(), recipe.width(), List.of(plain)));
  }

  @Override
  public HessianDiagonalTotal mergeWith(HessianDiagonalTotal other) {
    squares.mergeWith(other.squares);
    slopes.mergeWith(other.slopes);
    return this;
  }
}
