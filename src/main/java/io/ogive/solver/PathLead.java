package io.ogive.solver;

import io.ogive.math.SymmetricMatrix;
import java.util.Optional;

/**
 * What the first fit of a path tells the others: by how much gradient and Hessian over all rows
 * differ from those over the sample at the point that it visited. The penalty is in neither
 * difference, and the Hessians at neighbouring optima differ little.
 */
final class PathLead {
  private record Lead(double[] anchor, double[] slope, SymmetricMatrix bend) {}

  private double[] latest = {};
  private Optional<Lead> lead = Optional.empty();

  boolean isTaken() {
    return lead.isPresent();
  }

  /** Takes the differences at a visit with curvature. */
  void take(Objective sample, Visit visit) {
    SymmetricMatrix bend = Surrogate.bend(sample, visit);
    lead = Optional.of(new Lead(visit.point(), Surrogate.slope(sample, visit), bend));
  }

  SymmetricMatrix bend() {
    return lead.orElseThrow().bend;
  }

  /** The objective of another penalty as far as the lead knows it. */
  Surrogate surrogate(Objective sample) {
    Lead from = lead.orElseThrow();
    return new Surrogate(sample, from.bend, from.anchor, from.slope);
  }

  /** Notes where a fit begins. */
  void begins(double[] point) {
    latest = point;
  }

  /** The point where the fit before began: of a neighbouring penalty. */
  double[] latest() {
    return latest;
  }
}
