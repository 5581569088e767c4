package io.ogive.reference;

import java.util.Arrays;

/**
 * Logistic regression as in a textbook: plain loops in double over plain arrays.
 *
 * <p>With rows x_i, classes y_i, weights w_i and W their sum, one logit z = b + w.x for class 1
 * (class 0 has the logit 0), or one logit a class, it minimises
 *
 * <pre>
 * 1/W sum_i w_i (log sum_k exp z_ik - z_i,y_i) + sum_j l1 |c_j beta_j| + l2 / 2 sum_j (c_j beta_j)^2
 * </pre>
 *
 * <p>where c_j is the column's deviation or 1. Parameters are those of standardized columns: logit
 * by logit one a column, then the intercept. A constant column's stays 0, and so do intercepts
 * where there are none.
 */
public final class TextbookLogistic {
  private final double[][] z;
  private final int[] y;
  private final double[] w;
  private final int logits;
  private final int columns;
  private final double totalWeight;
  private final double[] center;
  private final double[] deviation;
  private final boolean[] free;
  private final double[] l1;
  private final double[] l2;

  /**
   * The optimum, on the raw scale.
   *
   * @param weights logits x columns
   * @param objective penalties included
   * @param parameters the same point in standardized columns
   * @param steps of Newton's method
   */
  public record Solution(
      double[][] weights, double[] intercepts, double objective, double[] parameters, int steps) {
    /** The probability of each class for one raw row. */
    public double[] probabilities(double[] x) {
      double[] z = new double[weights.length];
      for (int k = 0; k < z.length; k++) {
        z[k] = intercepts[k];
        for (int j = 0; j < x.length; j++) {
          z[k] += weights[k][j] * x[j];
        }
      }
      return withAllClasses(z);
    }
  }

  /**
   * A problem.
   *
   * @param x rows x columns
   * @param y the class of each row, from 0
   * @param w the weight of each row
   * @param logits 1 for two classes and one row of coefficients, else the number of classes
   * @param standardize whether penalties are on standardized coefficients
   */
  public TextbookLogistic(
      double[][] x,
      int[] y,
      double[] w,
      int logits,
      boolean intercept,
      double l1,
      double l2,
      boolean standardize) {
    this.y = y;
    this.w = w;
    this.logits = logits;
    this.columns = x[0].length;
    this.totalWeight = Arrays.stream(w).sum();
    this.deviation = deviations(x, w);
    this.center = intercept ? means(x, w) : new double[columns];
    this.z = new double[x.length][columns];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < columns; j++) {
        z[i][j] = deviation[j] == 0 ? 0 : (x[i][j] - center[j]) / deviation[j];
      }
    }
    int size = logits * (columns + 1);
    this.free = new boolean[size];
    this.l1 = new double[size];
    this.l2 = new double[size];
    for (int k = 0; k < logits; k++) {
      for (int j = 0; j < columns; j++) {
        int at = k * (columns + 1) + j;
        double c = standardize || deviation[j] == 0 ? 1 : 1 / deviation[j];
        free[at] = deviation[j] > 0;
        this.l1[at] = l1 * c;
        this.l2[at] = l2 * c * c;
      }
      free[k * (columns + 1) + columns] = intercept;
    }
  }

  /** Weighted means of columns. */
  public static double[] means(double[][] x, double[] w) {
    double[] mean = new double[x[0].length];
    double total = Arrays.stream(w).sum();
    for (int j = 0; j < mean.length; j++) {
      for (int i = 0; i < x.length; i++) {
        mean[j] += w[i] * x[i][j] / total;
      }
    }
    return mean;
  }

  /** Deviations of columns: sum w (x - mean)^2 over W - sum w^2 / W; 0 if constant. */
  public static double[] deviations(double[][] x, double[] w) {
    double[] mean = means(x, w);
    double[] deviation = new double[mean.length];
    double total = 0;
    double squares = 0;
    for (double wi : w) {
      total += wi;
      squares += wi * wi;
    }
    for (int j = 0; j < mean.length; j++) {
      double sum = 0;
      double first = Double.NaN;
      boolean constant = true;
      for (int i = 0; i < x.length; i++) {
        if (w[i] > 0) {
          first = Double.isNaN(first) ? x[i][j] : first;
          constant &= x[i][j] == first;
          sum += w[i] * (x[i][j] - mean[j]) * (x[i][j] - mean[j]);
        }
      }
      deviation[j] = constant ? 0 : Math.sqrt(sum / (total - squares / total));
    }
    return deviation;
  }

  /** The number of parameters, those that stay 0 included. */
  public int size() {
    return free.length;
  }

  /** The objective at parameters of standardized columns. */
  public double objective(double[] p) {
    return loss(p) + penalty(p);
  }

  /** The weighted mean loss. */
  public double loss(double[] p) {
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      double[] logit = logits(p, z[i]);
      double largest = logits == 1 ? 0 : logit[0];
      for (double value : logit) {
        largest = Math.max(largest, value);
      }
      double exps = logits == 1 ? Math.exp(-largest) : 0;
      for (double value : logit) {
        exps += Math.exp(value - largest);
      }
      double own = logits > 1 ? logit[y[i]] : y[i] == 1 ? logit[0] : 0;
      sum += w[i] * (Math.log(exps) + (largest - own));
    }
    return sum / totalWeight;
  }

  private double penalty(double[] p) {
    double sum = 0;
    for (int a = 0; a < p.length; a++) {
      sum += l1[a] * Math.abs(p[a]) + l2[a] / 2 * p[a] * p[a];
    }
    return sum;
  }

  /** The gradient of loss and L2. */
  public double[] gradient(double[] p) {
    double[] g = new double[p.length];
    for (int i = 0; i < z.length; i++) {
      double[] prob = withAllClasses(logits(p, z[i]));
      for (int k = 0; k < logits; k++) {
        int own = logits == 1 ? 1 : k;
        double r = w[i] * (prob[own] - (y[i] == own ? 1 : 0)) / totalWeight;
        for (int j = 0; j <= columns; j++) {
          g[k * (columns + 1) + j] += r * feature(i, j);
        }
      }
    }
    for (int a = 0; a < g.length; a++) {
      g[a] = free[a] ? g[a] + l2[a] * p[a] : 0;
    }
    return g;
  }

  /** The Hessian of loss and L2; a parameter that stays 0 has a 1 on the diagonal. */
  public double[][] hessian(double[] p) {
    double[][] h = new double[p.length][p.length];
    for (int i = 0; i < z.length; i++) {
      double[] prob = withAllClasses(logits(p, z[i]));
      for (int k = 0; k < logits; k++) {
        for (int l = 0; l <= k; l++) {
          double pk = prob[logits == 1 ? 1 : k];
          double pl = prob[logits == 1 ? 1 : l];
          double curvature = w[i] * (k == l ? pk * (1 - pk) : -pk * pl) / totalWeight;
          for (int j = 0; j <= columns; j++) {
            double[] row = h[k * (columns + 1) + j];
            double cx = curvature * feature(i, j);
            for (int m = 0; m <= columns; m++) {
              row[l * (columns + 1) + m] += cx * feature(i, m);
            }
          }
        }
      }
    }
    for (int a = 0; a < p.length; a++) {
      for (int b = 0; b <= a; b++) {
        h[a][b] = free[a] && free[b] ? h[a][b] : 0;
        h[b][a] = h[a][b];
      }
      h[a][a] = free[a] ? h[a][a] + l2[a] : 1;
    }
    return h;
  }

  private double feature(int i, int j) {
    return j == columns ? 1 : z[i][j];
  }

  private double[] logits(double[] p, double[] row) {
    double[] logit = new double[logits];
    for (int k = 0; k < logits; k++) {
      logit[k] = p[k * (columns + 1) + columns];
      for (int j = 0; j < columns; j++) {
        logit[k] += p[k * (columns + 1) + j] * row[j];
      }
    }
    return logit;
  }

  /** Probabilities of all classes; a single logit is against a class of logit 0. */
  private static double[] withAllClasses(double[] logit) {
    double[] z = logit.length == 1 ? new double[] {0, logit[0]} : logit.clone();
    double largest = Arrays.stream(z).max().getAsDouble();
    double sum = 0;
    for (int k = 0; k < z.length; k++) {
      z[k] = Math.exp(z[k] - largest);
      sum += z[k];
    }
    for (int k = 0; k < z.length; k++) {
      z[k] /= sum;
    }
    return z;
  }

  /** Minimises from zero, in at most {@code mostSteps} steps. */
  public Solution fit(int mostSteps) {
    TextbookNewton.Minimum found = new TextbookNewton(this, free, l1).minimize(mostSteps);
    return solution(found.parameters(), found.steps());
  }

  private Solution solution(double[] p, int steps) {
    double[][] weights = new double[logits][columns];
    double[] intercepts = new double[logits];
    for (int k = 0; k < logits; k++) {
      intercepts[k] = p[k * (columns + 1) + columns];
      for (int j = 0; j < columns; j++) {
        weights[k][j] = deviation[j] == 0 ? 0 : p[k * (columns + 1) + j] / deviation[j];
        intercepts[k] -= weights[k][j] * center[j];
      }
    }
    if (logits > 1) {
      gauge(weights, intercepts);
    }
    return new Solution(weights, intercepts, objective(p), p, steps);
  }

  /** Of the many equal softmax models the one whose free parameters add to 0 over classes. */
  private void gauge(double[][] weights, double[] intercepts) {
    double mean = Arrays.stream(intercepts).sum() / logits;
    for (int k = 0; k < logits; k++) {
      intercepts[k] -= free[columns] ? mean : 0;
    }
    if (Arrays.stream(l1).allMatch(v -> v == 0) && Arrays.stream(l2).allMatch(v -> v == 0)) {
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        for (double[] row : weights) {
          sum += row[j];
        }
        for (double[] row : weights) {
          row[j] -= sum / logits;
        }
      }
    }
  }
}
