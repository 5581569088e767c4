package io.ogive.solver;

import io.ogive.math.SymmetricMatrix;
import java.util.OptionalDouble;

/**
 * The objective over a sample, corrected so that at an anchor its gradient is that over all rows,
 * and its Hessian that over all rows but for how the difference of both has changed since it was
 * taken:
 *
 * <pre>S(x) + (g - g_S)' d + d' (H - H_S) d / 2,   d = x - anchor</pre>
 *
 * <p>Its minimum is nearer to that over all rows than the anchor by the product of two small
 * numbers: how well the sample stands for the whole, and how far the Hessian moves on the way
 * (Shamir, Srebro and Zhang, "Communication-efficient distributed optimization", ICML 2014, without
 * the second difference).
 */
final class Surrogate implements Objective {
  private final Objective sample;
  private final double[] anchor;
  private final double[] slope;
  private final SymmetricMatrix bend;

  /**
   * A surrogate about a visit.
   *
   * @param bend H - H_S at some point, see {@link #bend}
   */
  Surrogate(Objective sample, SymmetricMatrix bend, Visit anchor) {
    this(sample, bend, anchor.point(), slope(sample, anchor));
  }

  /**
   * A surrogate about a point that may have been visited for another penalty, of which neither
   * slope nor bend depend.
   */
  Surrogate(Objective sample, SymmetricMatrix bend, double[] anchor, double[] slope) {
    this.sample = sample;
    this.anchor = anchor;
    this.bend = bend;
    this.slope = slope;
  }

  /** The difference of the gradients over all rows and over a sample at a visit. */
  static double[] slope(Objective sample, Visit visit) {
    return Vectors.minus(visit.gradient(), sample.at(visit.point(), false).gradient());
  }

  /** The difference of the Hessians over all rows and over a sample at a visit with curvature. */
  static SymmetricMatrix bend(Objective sample, Visit visit) {
    SymmetricMatrix whole = visit.evaluation().curvature().orElseThrow();
    SymmetricMatrix part = sample.at(visit.point(), true).curvature().orElseThrow();
    return new SymmetricMatrix(whole.size(), Vectors.minus(whole.values(), part.values()));
  }

  @Override
  public int dimension() {
    return anchor.length;
  }

  @Override
  public Evaluation at(double[] point, boolean wantCurvature) {
    Evaluation part = sample.at(point, wantCurvature);
    double[] d = Vectors.minus(point, anchor);
    double[] bent = bent(d);
    double[] gradient = part.gradient().clone();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += slope[i] + bent[i];
    }
    double value = part.value() + Vectors.dot(slope, d) + Vectors.dot(bent, d) / 2;
    return new Evaluation(
        point,
        value,
        value,
        gradient,
        part.curvature().map(this::added),
        OptionalDouble.empty(),
        part.health());
  }

  /** The Hessian at a point. */
  SymmetricMatrix curvature(double[] point) {
    return added(sample.at(point, true).curvature().orElseThrow());
  }

  private SymmetricMatrix added(SymmetricMatrix part) {
    double[] values = part.values().clone();
    Vectors.add(values, 1, bend.values());
    return new SymmetricMatrix(part.size(), values);
  }

  private double[] bent(double[] d) {
    double[] bent = new double[d.length];
    for (int i = 0; i < d.length; i++) {
      for (int j = 0; j < d.length; j++) {
        bent[i] = Math.fma(bend.get(i, j), d[j], bent[i]);
      }
    }
    return bent;
  }
}
