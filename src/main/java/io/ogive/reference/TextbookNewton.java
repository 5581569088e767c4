package io.ogive.reference;

import java.util.Arrays;

/**
 * Newton's method for {@link TextbookLogistic}; with L1 each step minimises the quadratic model
 * plus the penalty by coordinate descent (Friedman, Hastie and Tibshirani 2010).
 */
final class TextbookNewton {
  private static final double RIDGE = 1e-12;

  private final TextbookLogistic problem;
  private final boolean[] free;
  private final double[] l1;

  /**
   * @param free which parameters may move from 0
   * @param l1 per parameter, the weight of its absolute value
   */
  TextbookNewton(TextbookLogistic problem, boolean[] free, double[] l1) {
    this.problem = problem;
    this.free = free;
    this.l1 = l1;
  }

  /** Where the method ended, and after how many steps. */
  record Minimum(double[] parameters, int steps) {}

  /** Minimises from zero, in at most {@code mostSteps} steps. */
  Minimum minimize(int mostSteps) {
    double[] p = new double[free.length];
    double value = problem.objective(p);
    boolean kinks = Arrays.stream(l1).anyMatch(v -> v > 0);
    int steps = 0;
    boolean moving = true;
    while (moving && steps < mostSteps) {
      double[] g = problem.gradient(p);
      double[][] h = problem.hessian(p);
      double[] step = kinks ? coordinateDescent(p, g, h) : solve(h, g);
      moving = false;
      for (double t = 1; !moving && t > 1e-6; t /= 2) {
        double[] trial = p.clone();
        double change = 0;
        for (int a = 0; a < p.length; a++) {
          trial[a] += t * step[a];
          change = Math.max(change, Math.abs(t * step[a]) / (1 + Math.abs(p[a])));
        }
        double trialValue = problem.objective(trial);
        // Newton squares the error, so after a step that short there is nothing left to gain; and
        // rounding may hide the fall, so it is taken anyway.
        boolean last = change < 1e-7;
        if (last || trialValue < value) {
          moving = !last;
          p = trial;
          value = trialValue;
          break;
        }
      }
      steps++;
    }
    return new Minimum(p, steps);
  }

  /** Solves (H + ridge) s = -g by Gaussian elimination with row pivoting. */
  private static double[] solve(double[][] h, double[] g) {
    int n = g.length;
    double[] s = new double[n];
    double largest = 0;
    for (int a = 0; a < n; a++) {
      largest = Math.max(largest, h[a][a]);
      s[a] = -g[a];
    }
    for (int a = 0; a < n; a++) {
      h[a][a] += RIDGE * largest;
    }
    for (int a = 0; a < n; a++) {
      int pivot = a;
      for (int b = a + 1; b < n; b++) {
        pivot = Math.abs(h[b][a]) > Math.abs(h[pivot][a]) ? b : pivot;
      }
      double[] row = h[pivot];
      h[pivot] = h[a];
      h[a] = row;
      double value = s[pivot];
      s[pivot] = s[a];
      s[a] = value;
      for (int b = a + 1; b < n; b++) {
        double factor = h[b][a] / h[a][a];
        s[b] -= factor * s[a];
        for (int c = a; c < n; c++) {
          h[b][c] -= factor * h[a][c];
        }
      }
    }
    for (int a = n - 1; a >= 0; a--) {
      for (int b = a + 1; b < n; b++) {
        s[a] -= h[a][b] * s[b];
      }
      s[a] /= h[a][a];
    }
    return s;
  }

  /** The s that minimises g.s + s'Hs / 2 + sum l1 |p + s|, one coordinate at a time. */
  private double[] coordinateDescent(double[] p, double[] g, double[][] h) {
    double[] s = new double[p.length];
    double[] slope = g.clone();
    double largest = 1;
    for (int sweep = 0; sweep < 20_000 && largest > 1e-14; sweep++) {
      largest = 0;
      for (int a = 0; a < p.length; a++) {
        if (!free[a] || h[a][a] == 0) {
          continue;
        }
        double target = p[a] + s[a] - slope[a] / h[a][a];
        double shrunk = Math.max(0, Math.abs(target) - l1[a] / h[a][a]) * Math.signum(target);
        double change = shrunk - (p[a] + s[a]);
        s[a] += change;
        for (int b = 0; b < p.length; b++) {
          slope[b] += h[a][b] * change;
        }
        largest = Math.max(largest, Math.abs(change));
      }
    }
    return s;
  }
}
