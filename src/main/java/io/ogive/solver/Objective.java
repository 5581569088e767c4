package io.ogive.solver;

import java.util.List;

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

  /** The Euclidean norm of each layer's weights at a point, biases and intercepts left out. */
  default List<Double> weightNorms(double[] point) {
    return List.of(Math.sqrt(Vectors.dot(point, point)));
  }

  /** Evaluates at several points; an objective that can shares one pass between them. */
  default List<Evaluation> at(List<double[]> points, boolean wantCurvature) {
    return points.stream().map(point -> at(point, wantCurvature)).toList();
  }

  /**
   * How many points of a line are worth one pass where one of them will do: one, if each costs
   * about as much as a pass of its own.
   */
  default int together() {
    return 3;
  }
}
