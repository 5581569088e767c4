package io.ogive.solver;

/** A smooth function to minimise whose every evaluation is one pass over the data. */
public interface Objective {
  /** The number of coordinates. */
  int dimension();

  /**
   * Evaluates at a point.
   *
   * @param wantCurvature whether the Hessian is wanted too; an objective that has none leaves it
   *     empty
   */
  Evaluation at(double[] point, boolean wantCurvature);
}
