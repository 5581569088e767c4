package io.ogive.health;

import io.ogive.math.ExactSums;
import io.ogive.math.Measures;
import java.io.Serializable;

/**
 * The output layer by label: margins m, with p_y = sigma(m) the probability of the true class and
 * -log p_y = softplus(-m) the loss. Binary m = (2y - 1) z; softmax m = z_y - log sum exp of the
 * rest.
 *
 * <p>Rows are counted as they are, row weights left out.
 */
public final class MarginStats implements Serializable {
  /** A row at m below this is confidently wrong: p_y &lt; 0.1. */
  public static final double WRONG = -2.197;

  /** A row at m below this is very confidently wrong: p_y &lt; 0.01. */
  public static final double VERY_WRONG = -4.595;

  /** Of a mean square, a variance below this share is the rounding of a figure that is constant. */
  static final double SAME = 1e-9;

  static final int M = 0;
  static final int M2 = 1;
  static final int LOSS = 2;
  static final int WRONG_LOSS = 3;
  static final int VERY_WRONG_LOSS = 4;
  static final int RESIDUAL = 5;
  static final int FISHER = 6;
  static final int RESIDUAL_SLOPE = 7;
  static final int SUMS = 8;

  /** The statistics of the rows of one label. */
  public static final class ByLabel implements Serializable {
    private final Octaves right = new Octaves();
    private final Octaves wrong = new Octaves();
    private long confidentlyWrong;
    private long veryConfidentlyWrong;
    // Of all labels, this one's from the first on.
    private final ExactSums sums;
    private final int first;

    private ByLabel(ExactSums sums, int label) {
      this.sums = sums;
      this.first = label * SUMS;
    }

    private void count(MarginBatch batch, int k) {
      confidentlyWrong += batch.confidentlyWrong(k);
      veryConfidentlyWrong += batch.veryConfidentlyWrong(k);
    }

    /** All but the sums. */
    private void mergeWith(ByLabel other) {
      right.mergeWith(other.right);
      wrong.mergeWith(other.wrong);
      confidentlyWrong += other.confidentlyWrong;
      veryConfidentlyWrong += other.veryConfidentlyWrong;
    }

    private double sum(int s) {
      return sums.value(first + s);
    }

    /** Octaves over rows with m &gt; 0, or over the others. */
    Octaves octaves(boolean isRight) {
      return isRight ? right : wrong;
    }

    /** Octaves of 4 sigma'(m) over rows with m &gt; 0. */
    public Octaves right() {
      return right;
    }

    /** Octaves of 4 sigma'(m) over rows with m &lt;= 0. */
    public Octaves wrong() {
      return wrong;
    }

    public long count() {
      return right.count() + wrong.count();
    }

    public long confidentlyWrong() {
      return confidentlyWrong;
    }

    public long veryConfidentlyWrong() {
      return veryConfidentlyWrong;
    }

    public double sumMargin() {
      return sum(M);
    }

    public double sumSquaredMargin() {
      return sum(M2);
    }

    public double sumLoss() {
      return sum(LOSS);
    }

    public double sumConfidentlyWrongLoss() {
      return sum(WRONG_LOSS);
    }

    public double sumVeryConfidentlyWrongLoss() {
      return sum(VERY_WRONG_LOSS);
    }

    /** sum of 1 - p_y, the size of the output signal p - y. */
    public double sumResidual() {
      return sum(RESIDUAL);
    }

    /** sum of g: near 0 for separated classes. */
    public double fisherMass() {
      return sum(FISHER);
    }

    /** sum of (1 - p_y) g, the signal that squared error would keep. */
    public double sumResidualSlope() {
      return sum(RESIDUAL_SLOPE);
    }
  }

  private final ByLabel[] labels;
  private final ExactSums sums;
  private final MarginBins bins = new MarginBins();
  // Kept from batch to batch, since new memory is cold.
  private transient MarginBatch batch;

  public MarginStats(int classes) {
    sums = new ExactSums(classes * SUMS, ExactSums.WIDE);
    labels = new ByLabel[classes];
    for (int k = 0; k < classes; k++) {
      labels[k] = new ByLabel(sums, k);
    }
  }

  /**
   * Observes the first n rows of a batch.
   *
   * @param label the class index of each row
   * @param margin m
   * @param probability p_y
   * @param loss -log p_y
   */
  public void observe(double[] label, double[] margin, double[] probability, double[] loss, int n) {
    if (batch == null) {
      batch = new MarginBatch(labels.length);
    }
    batch.count(new Measures.Margins(label, margin, probability, loss), n, labels);
    for (int k = 0; k < labels.length; k++) {
      labels[k].count(batch, k);
    }
    sums.addNearest(0, batch.sums(), labels.length * SUMS);
  }

  /**
   * Adds what another saw to this.
   *
   * @throws IllegalArgumentException if the other has another number of classes
   */
  public MarginStats mergeWith(MarginStats other) {
    if (other.labels.length != labels.length) {
      throw new IllegalArgumentException(
          "cannot merge margins of %d classes with those of %d"
              .formatted(labels.length, other.labels.length));
    }
    for (int k = 0; k < labels.length; k++) {
      labels[k].mergeWith(other.labels[k]);
    }
    sums.mergeWith(other.sums);
    bins.mergeWith(other.bins);
    return this;
  }

  /** All margins as a histogram; of nothing below level FULL. */
  public MarginBins bins() {
    return bins;
  }

  /**
   * The correlation of label and score z, m = (2y - 1) z, of two classes; NaN of other labels, and
   * where either does not vary.
   */
  public double labelCorrelation() {
    if (labels.length != 2) {
      return Double.NaN;
    }
    double n = count();
    double share = labels[1].count() / n;
    double mean = (labels[1].sumMargin() - labels[0].sumMargin()) / n;
    double squares = labels[1].sumSquaredMargin() + labels[0].sumSquaredMargin();
    double variance = squares / n - mean * mean;
    if (variance <= SAME * squares / n) {
      return Double.NaN;
    }
    double covariance = labels[1].sumMargin() / n - share * mean;
    return covariance / Math.sqrt(share * (1 - share) * variance);
  }

  public int classes() {
    return labels.length;
  }

  public ByLabel label(int k) {
    return labels[k];
  }

  public long count() {
    long count = 0;
    for (ByLabel label : labels) {
      count += label.count();
    }
    return count;
  }

  /** The share of rows whose true class has p &gt; 1/2, 0 of nothing. */
  public double rightShare() {
    long right = 0;
    for (ByLabel label : labels) {
      right += label.right().count();
    }
    return count() == 0 ? 0 : (double) right / count();
  }

  /**
   * How far the log-odds of a label are from those of the whole.
   *
   * @param label whose shift is the largest in standard errors; -1 where there are no rows
   * @param logOdds log(n_k / (n - n_k)) less the whole's, every count taken half a row higher
   * @param standardError of it, were the rows drawn from the whole: 1 / sqrt(n p (1 - p))
   */
  public record PriorShift(int label, double logOdds, double standardError) {
    static final PriorShift NONE = new PriorShift(-1, Double.NaN, Double.NaN);
  }

  /** The largest prior shift of a label, in standard errors; of two that of the second. */
  public PriorShift priorShift(MarginStats whole) {
    PriorShift largest = PriorShift.NONE;
    int first = labels.length == 2 ? 1 : 0;
    for (int k = first; k < labels.length && count() > 0 && whole.count() > 0; k++) {
      double mine = labels[k].count() + 0.5;
      double theirs = whole.labels[k].count() + 0.5;
      double share = theirs / (whole.count() + 1);
      double shift =
          Math.log(mine / (count() + 1 - mine)) - Math.log(theirs / (whole.count() + 1 - theirs));
      double error = 1 / Math.sqrt(count() * share * (1 - share));
      if (largest.label < 0
          || Math.abs(shift) / error > Math.abs(largest.logOdds) / largest.standardError) {
        largest = new PriorShift(k, shift, error);
      }
    }
    return largest;
  }

  /** kappa = sum |r| g / sum |r|: the share of the signal that squared error would keep. */
  public double kappa() {
    double kept = 0;
    double all = 0;
    for (ByLabel label : labels) {
      kept += label.sumResidualSlope();
      all += label.sumResidual();
    }
    return all == 0 ? 0 : kept / all;
  }
}
