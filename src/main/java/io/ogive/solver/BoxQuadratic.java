package io.ogive.solver;

import io.ogive.math.Cholesky;
import io.ogive.math.SymmetricMatrix;

/**
 * A convex quadratic within bounds, minimised on one core:
 *
 * <pre>q(y) = g' (y - x) + (y - x)' H (y - x) / 2,   lower &lt;= y &lt;= upper</pre>
 *
 * <p>First rounds of two steps, neither of which raises q: Newton's in the subspace of the
 * coordinates that no bound holds, projected onto the bounds (Bertsekas, "Projected Newton methods
 * for optimization problems with simple constraints", SIAM J. Control and Optimization 20, 1982),
 * and one minimisation along each coordinate in turn. They find all but a few of the coordinates
 * that are at a bound. Then an active-set method, which holds one more at a time and lets go those
 * that would leave downhill (Nocedal and Wright 2006, algorithm 16.3).
 */
final class BoxQuadratic {
  private static final int MOST_ROUNDS = 20;
  private static final int MOST_HALVINGS = 10;
  private static final double ENOUGH = 1e-8;

  private final Box box;
  private final SymmetricMatrix h;
  private final double[] y;
  // The gradient of q at y.
  private final double[] slope;
  private final boolean[] held;

  private BoxQuadratic(Box box, SymmetricMatrix h, double[] x, double[] g) {
    this.box = box;
    this.h = h;
    this.y = x.clone();
    this.slope = g.clone();
    this.held = new boolean[x.length];
  }

  /**
   * The minimum, or what is near enough to it for a step of Newton's method.
   *
   * @param x within the bounds
   * @throws ArithmeticException if {@code h} is not positive semidefinite
   */
  static double[] minimum(Box box, SymmetricMatrix h, double[] x, double[] g) {
    BoxQuadratic q = new BoxQuadratic(box, h, x, g);
    double enough = ENOUGH * q.norm();
    for (int round = 0; round < MOST_ROUNDS && q.norm() > enough; round++) {
      q.leap();
      q.alongEach();
    }
    q.hold();
    boolean falls = true;
    for (int step = 0; falls && step < 4 * x.length + MOST_ROUNDS && q.norm() > enough; step++) {
      falls = q.walk();
    }
    return q.y;
  }

  private double norm() {
    return Vectors.maxNorm(box.projected(y, slope));
  }

  /** Holds those coordinates that a bound holds. */
  private void hold() {
    for (int i = 0; i < held.length; i++) {
      held[i] = box.isHeld(i, y[i], slope[i]);
    }
  }

  /** To where Newton's step leads once projected, or part of the way. */
  private void leap() {
    hold();
    double[] step = newton();
    double t = 1;
    for (int halvings = 0; halvings < MOST_HALVINGS; halvings++) {
      double[] change = Vectors.minus(box.project(Vectors.step(y, t, step)), y);
      double[] bent = times(change);
      if (Vectors.dot(slope, change) + Vectors.dot(bent, change) / 2 < 0) {
        move(1, change, bent);
        return;
      }
      t /= 2;
    }
  }

  /**
   * Along Newton's step up to the first bound, which is held from there on. Says whether there is a
   * step: in directions in which q is flat there may be none but rounding.
   */
  private boolean walk() {
    double[] step = newton();
    double t = 1;
    int first = -1;
    for (int i = 0; i < y.length; i++) {
      double room = (step[i] < 0 ? box.lower()[i] : box.upper()[i]) - y[i];
      if (step[i] != 0 && room / step[i] < t) {
        t = Math.max(0, room / step[i]);
        first = i;
      }
    }
    double[] bent = times(step);
    if (!(Vectors.dot(slope, step) + t * Vectors.dot(bent, step) / 2 < 0)) {
      return false;
    }
    move(t, step, bent);
    if (first >= 0) {
      y[first] = step[first] < 0 ? box.lower()[first] : box.upper()[first];
      held[first] = true;
    } else {
      hold();
    }
    return true;
  }

  /** Newton's step in the coordinates that are not held. */
  private double[] newton() {
    double[] right = slope.clone();
    for (int i = 0; i < right.length; i++) {
      right[i] = held[i] ? 0 : right[i];
    }
    return Vectors.negated(Cholesky.of(StandardErrors.without(held, h)).solve(right));
  }

  private void move(double t, double[] change, double[] bent) {
    for (int i = 0; i < y.length; i++) {
      y[i] = box.clip(i, Math.fma(t, change[i], y[i]));
    }
    Vectors.add(slope, t, bent);
  }

  private void alongEach() {
    for (int i = 0; i < y.length; i++) {
      double curvature = h.get(i, i);
      if (curvature > 0) {
        double next = box.clip(i, y[i] - slope[i] / curvature);
        double change = next - y[i];
        if (change != 0) {
          y[i] = next;
          for (int j = 0; j < y.length; j++) {
            slope[j] = Math.fma(h.get(i, j), change, slope[j]);
          }
        }
      }
    }
  }

  private double[] times(double[] v) {
    double[] product = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < v.length; j++) {
        product[i] = Math.fma(h.get(i, j), v[j], product[i]);
      }
    }
    return product;
  }
}
