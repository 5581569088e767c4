package io.ogive.solver;

/**
 * A point that a solver has evaluated.
 *
 * @param objective all penalties included
 * @param gradient of the objective, or its pseudo-gradient where it has kinks, or the projected one
 *     where there are bounds
 * @param norm the largest absolute element of the gradient
 */
record Visit(Evaluation evaluation, double objective, double[] gradient, double norm) {
  /**
   * What rounding may do to an objective, relative to it: differences below this say nothing, and
   * the gradient decides.
   */
  static final double NOISE = 1e-13;

  double[] point() {
    return evaluation.point();
  }

  /** What rounding may do to the objective here. */
  double noise() {
    return NOISE * Math.abs(objective);
  }
}
