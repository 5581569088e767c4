package io.ogive.solver;

import java.util.Arrays;
import java.util.List;

/** An objective that remembers what it found at the point where it was last evaluated. */
final class Remembering implements Objective {
  private final Objective objective;
  private Evaluation latest;

  Remembering(Objective objective) {
    this.objective = objective;
  }

  @Override
  public int dimension() {
    return objective.dimension();
  }

  @Override
  public Evaluation at(double[] point, boolean wantCurvature) {
    boolean known =
        latest != null
            && Arrays.equals(point, latest.point())
            && (latest.curvature().isPresent() || !wantCurvature);
    if (!known) {
      latest = objective.at(point, wantCurvature);
    }
    return latest;
  }

  @Override
  public List<Double> weightNorms(double[] point) {
    return objective.weightNorms(point);
  }
}
