package io.ogive.health;

import io.ogive.math.ExactSums;
import io.ogive.math.Kernels;
import java.io.Serializable;

/**
 * The output layer by output k: probabilities p_k against truths y_k in {0, 1}; measured at level
 * FULL. A binary model has one output, for its second class; a label that is a number has none.
 */
public final class OutputStats implements Serializable {
  private static final int Y = 0;
  private static final int P = 1;
  private static final int P2 = 2;
  private static final int YP = 3;
  private static final int SIGNAL = 4;
  private static final int TRUTH = 5;
  private static final int SUMS = 6;

  private int outputs;
  private long rows;
  // Of each output its sums, one after the other.
  private ExactSums sums = new ExactSums(0, ExactSums.WIDE);

  /** A batch on its way into the statistics, in plain doubles. */
  public static final class Batch {
    private final double[] sums;
    private long rows;

    /** Nothing of so many outputs. */
    public Batch(int outputs) {
      sums = new double[outputs * SUMS];
    }

    /** Adds rows to the count. */
    public void addRows(long count) {
      rows += count;
    }

    /**
     * Adds all rows of one output.
     *
     * @param y 1 where it is true, else 0
     * @param residual p_k - y_k
     * @param unit of the weights
     */
    public void add(
        int output, double[] y, double[] residual, double[] weights, double unit, int n) {
      double[] p = new double[n];
      double[] ones = new double[n];
      for (int i = 0; i < n; i++) {
        p[i] = y[i] + residual[i];
        ones[i] = 1;
      }
      Kernels kernels = Kernels.best();
      int at = output * SUMS;
      sums[at + Y] += kernels.dot(ones, y, n);
      sums[at + P] += kernels.dot(ones, p, n);
      sums[at + P2] += kernels.dot(p, p, n);
      sums[at + YP] += kernels.dot(y, p, n);
      sums[at + SIGNAL] += kernels.dot(weights, residual, n) * unit;
      sums[at + TRUTH] += kernels.dot(weights, y, n) * unit;
    }

    /**
     * Adds one row's output.
     *
     * @param isTrue y_k
     * @param residual p_k - y_k
     * @param weight of the row
     */
    public void add(int output, boolean isTrue, double residual, double weight) {
      int at = output * SUMS;
      double p = isTrue ? 1 + residual : residual;
      sums[at + P] += p;
      sums[at + P2] += p * p;
      sums[at + SIGNAL] += weight * residual;
      if (isTrue) {
        sums[at + Y] += 1;
        sums[at + YP] += p;
        sums[at + TRUTH] += weight;
      }
    }
  }

  /**
   * Adds a batch.
   *
   * @throws io.ogive.math.NotRepresentableException if a sum leaves its range or is not a number
   */
  public void observe(Batch batch) {
    resize(batch.sums.length / SUMS);
    sums.add(batch.sums);
    rows += batch.rows;
  }

  private void resize(int to) {
    if (outputs == 0) {
      outputs = to;
      sums = new ExactSums(to * SUMS, ExactSums.WIDE);
    } else if (outputs != to) {
      throw new IllegalArgumentException(
          "cannot merge statistics of %d outputs with those of %d".formatted(outputs, to));
    }
  }

  /**
   * Adds what another saw to this.
   *
   * @throws IllegalArgumentException if the other has another number of outputs
   * @throws io.ogive.math.NotRepresentableException if a sum leaves its range
   */
  public OutputStats mergeWith(OutputStats other) {
    if (other.outputs > 0) {
      resize(other.outputs);
      sums.mergeWith(other.sums);
      rows += other.rows;
    }
    return this;
  }

  /** The number of outputs, 0 if nothing was observed. */
  public int outputs() {
    return outputs;
  }

  /** How many rows were observed. */
  public long rows() {
    return rows;
  }

  private double sum(int output, int which) {
    return sums.value(output * SUMS + which);
  }

  /** The number of rows of which output k is true. */
  public long truths(int k) {
    return (long) sum(k, Y);
  }

  /** sum of p_k over rows, weights left out. */
  public double sumProbability(int k) {
    return sum(k, P);
  }

  /** sum of p_k^2 over rows, weights left out. */
  public double sumSquaredProbability(int k) {
    return sum(k, P2);
  }

  /** sum of p_k over rows of which it is true, weights left out. */
  public double sumProbabilityOfTruth(int k) {
    return sum(k, YP);
  }

  /** sum of weight (p_k - y_k): to 0 where an intercept is fitted. */
  public double sumSignal(int k) {
    return sum(k, SIGNAL);
  }

  /** sum of weight y_k. */
  public double weightOfTruth(int k) {
    return sum(k, TRUTH);
  }

  /**
   * sum over k of cov(y_k, p_k) / sqrt(sum of var y_k times sum of var p_k): the correlation of
   * truths and probabilities, all outputs together; NaN where either does not vary.
   */
  public double correlation() {
    double n = rows;
    double covariance = 0;
    double ofTruth = 0;
    double ofProbability = 0;
    for (int k = 0; k < outputs; k++) {
      covariance += (sum(k, YP) - sum(k, Y) * sum(k, P) / n) / n;
      ofTruth += varianceOfTruth(k);
      ofProbability += varianceOfProbability(k);
    }
    double spread = ofTruth * ofProbability;
    return spread == 0 ? Double.NaN : covariance / Math.sqrt(spread);
  }

  /**
   * What {@link #correlation} errs by where there is none: the square root of sum of share_k var
   * p_k / (n sum of var y_k times sum of var p_k), share_k that of rows of which k is true. About 1
   * / sqrt(n (K - 1)) of K classes that are as frequent.
   */
  public double correlationError() {
    double n = rows;
    double weighted = 0;
    double ofTruth = 0;
    double ofProbability = 0;
    for (int k = 0; k < outputs; k++) {
      double probability = varianceOfProbability(k);
      weighted += sum(k, Y) / n * probability;
      ofTruth += varianceOfTruth(k);
      ofProbability += probability;
    }
    return Math.sqrt(weighted / (n * ofTruth * ofProbability));
  }

  private double varianceOfTruth(int k) {
    double share = sum(k, Y) / rows;
    return share * (1 - share);
  }

  private double varianceOfProbability(int k) {
    double mean = sum(k, P) / rows;
    double square = sum(k, P2) / rows;
    double variance = square - mean * mean;
    return variance <= MarginStats.SAME * square ? 0 : variance;
  }
}
