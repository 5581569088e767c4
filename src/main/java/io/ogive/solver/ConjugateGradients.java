package io.ogive.solver;

import java.util.List;

/**
 * Preconditioned conjugate gradients within a radius (Steihaug 1983) for the step of a truncated
 * Newton method: approximately the s that minimises g's + s'Hs/2 where |s| in the norm of the
 * preconditioner, H's diagonal, is at most the radius.
 */
final class ConjugateGradients {
  /** Steps end where the residual is this share of the gradient, or less near the optimum. */
  private static final double LARGEST_RESIDUAL = 0.3;

  private static final double LEAST_DIAGONAL = 1e-12;

  private final Rounds rounds;
  private final CurvedObjective objective;
  private double[] diagonal = {};
  private double gradientNorm;
  private double firstNorm = Double.NaN;

  ConjugateGradients(Rounds rounds, CurvedObjective objective) {
    this.rounds = rounds;
    this.objective = objective;
  }

  /**
   * A step.
   *
   * @param norm its length in the norm of the preconditioner
   * @param promise by how much the quadratic model falls along it
   * @param isCut whether it ends at the radius
   */
  record Step(double[] vector, double norm, double promise, boolean isCut) {}

  /** Takes the diagonal at a visit. */
  void moveTo(Visit visit) {
    diagonal = positive(rounds.product(() -> objective.diagonal(visit.point())));
    double[] z = preconditioned(visit.gradient());
    gradientNorm = Math.sqrt(Vectors.dot(visit.gradient(), z));
    firstNorm = Double.isNaN(firstNorm) ? gradientNorm : firstNorm;
  }

  /** A diagonal as a preconditioner: what rounding left near 0 or below it counts a little. */
  static double[] positive(double[] diagonal) {
    double largest = Vectors.maxNorm(diagonal);
    double[] result = new double[diagonal.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = largest > 0 ? Math.max(diagonal[i], LEAST_DIAGONAL * largest) : 1;
    }
    return result;
  }

  /** The gradient at the last visit, in the dual norm. */
  double gradientNorm() {
    return gradientNorm;
  }

  /** The step from the last visit. */
  Step step(Visit here, double radius) {
    double[] s = new double[diagonal.length];
    double[] r = Vectors.negated(here.gradient());
    double[] z = preconditioned(r);
    double[] d = z.clone();
    double rz = Vectors.dot(r, z);
    double enough = Math.min(LARGEST_RESIDUAL, Math.sqrt(gradientNorm / firstNorm)) * gradientNorm;
    boolean cut = false;
    for (int k = 0; k < 2 * s.length + 5 && Math.sqrt(rz) > enough && !cut && rounds.left(); k++) {
      double[] direction = d;
      double[] hd =
          rounds.product(() -> objective.hessianTimes(here.point(), List.of(direction)).get(0));
      double curvature = Vectors.dot(d, hd);
      double alpha = rz / curvature;
      double[] next = Vectors.step(s, alpha, d);
      cut = !(curvature > 0) || norm(next) > radius;
      if (cut) {
        alpha = untilRadius(s, d, radius);
        next = Vectors.step(s, alpha, d);
      }
      s = next;
      Vectors.add(r, -alpha, hd);
      z = preconditioned(r);
      double after = Vectors.dot(r, z);
      d = Vectors.step(z, after / rz, d);
      rz = after;
    }
    // With r = -g - Hs the fall -g's - s'Hs/2 is (s'r - g's) / 2.
    double promise = (Vectors.dot(s, r) - Vectors.dot(here.gradient(), s)) / 2;
    return new Step(s, norm(s), promise, cut);
  }

  private double[] preconditioned(double[] r) {
    double[] z = new double[r.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = r[i] / diagonal[i];
    }
    return z;
  }

  /** The t at which s + t d reaches the radius. */
  private double untilRadius(double[] s, double[] d, double radius) {
    double sd = dot(s, d);
    double dd = dot(d, d);
    double room = Math.max(0, radius * radius - dot(s, s));
    double root = Math.sqrt(sd * sd + dd * room);
    return sd >= 0 ? room / (sd + root) : (root - sd) / dd;
  }

  private double norm(double[] s) {
    return Math.sqrt(dot(s, s));
  }

  private double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum = Math.fma(diagonal[i] * a[i], b[i], sum);
    }
    return sum;
  }
}
