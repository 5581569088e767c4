package io.ogive.solver;

import java.util.List;

/**
 * A smooth convex objective whose Hessian is known by what it does: its products with directions
 * and its diagonal, each of which takes a pass over the data.
 */
public interface CurvedObjective extends Objective {
  /** The diagonal of the Hessian at a point. */
  double[] diagonal(double[] point);

  /** The Hessian at a point times each direction, in one pass. */
  List<double[]> hessianTimes(double[] point, List<double[]> directions);
}
