package io.ogive.objective;

import io.ogive.data.BlockId;
import io.ogive.data.Total;
import io.ogive.health.HealthTotal;
import io.ogive.math.ExactSums;
import io.ogive.math.NotRepresentableException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a {@link LogisticPass} found, in the scaled units of its {@link LogisticRecipe}.
 *
 * <p>The gradient has, for each logit, one element a slot and then the intercept's; the curvature
 * has the lower triangle of the slots and, last, the intercept, row by row.
 */
public final class LogisticTotal implements Total<LogisticTotal> {
  private static final int HELD_OUT = 0;

  private final int width;
  private final ExactSums losses = new ExactSums(2, ExactSums.WIDE);
  // The held-out rows' weight, then the training rows' by class.
  private final ExactSums weights;
  private final long[] rows;
  private final ExactSums gradient;
  private final ExactSums curvature;
  private final HealthTotal health;
  private LogisticFault fault;

  LogisticTotal(int classes, int logits, int width, boolean curvature) {
    this.width = width;
    this.weights = new ExactSums(1 + classes, ExactSums.FINE);
    this.rows = new long[classes];
    this.gradient = new ExactSums(logits * (width + 1), ExactSums.FINE);
    int triangle = curvature ? Math.multiplyExact(width + 1, width + 2) / 2 : 0;
    this.curvature = new ExactSums(triangle, ExactSums.FINE);
    this.health = new HealthTotal(0, classes);
  }

  void addHeldOut(BlockId block, double[] rowWeights, double loss) {
    double sum = 0;
    for (double w : rowWeights) {
      sum += w;
    }
    try {
      weights.add(HELD_OUT, sum);
      losses.add(HELD_OUT, loss);
    } catch (NotRepresentableException e) {
      fail(block, LogisticFault.LOSS, e.value());
    }
  }

  void addTraining(BlockId block, double[] rowWeights, double[] labels, double loss) {
    double[] sums = new double[1 + rows.length];
    for (int i = 0; i < rowWeights.length; i++) {
      sums[1 + (int) labels[i]] += rowWeights[i];
      rows[(int) labels[i]]++;
    }
    try {
      weights.add(sums);
      losses.add(1, loss);
    } catch (NotRepresentableException e) {
      fail(block, LogisticFault.LOSS, e.value());
    }
  }

  ExactSums gradient() {
    return gradient;
  }

  /** The sums of the curvature; of length 0 where none was asked for. */
  ExactSums curvature() {
    return curvature;
  }

  HealthTotal observed() {
    return health;
  }

  void fail(BlockId block, int slot, double value) {
    LogisticFault found = new LogisticFault(block, slot, value);
    fault = fault == null ? found : LogisticFault.first(fault, found);
  }

  @Override
  public LogisticTotal mergeWith(LogisticTotal other) {
    losses.mergeWith(other.losses);
    weights.mergeWith(other.weights);
    for (int k = 0; k < rows.length; k++) {
      rows[k] += other.rows[k];
    }
    gradient.mergeWith(other.gradient);
    curvature.mergeWith(other.curvature);
    health.mergeWith(other.health);
    if (other.fault != null) {
      fault = fault == null ? other.fault : LogisticFault.first(fault, other.fault);
    }
    return this;
  }

  /** The first number that left its range; if there is one, nothing else here means anything. */
  public Optional<LogisticFault> fault() {
    return Optional.ofNullable(fault);
  }

  /** The weight of the training rows of a class, in units of {@link LogisticRecipe#weightUnit}. */
  public double weight(int classIndex) {
    return weights.value(1 + classIndex);
  }

  /** The training rows of a class. */
  public long rows(int classIndex) {
    return rows[classIndex];
  }

  /** The weight of all training rows, in units of {@link LogisticRecipe#weightUnit}. */
  public double weight() {
    double sum = 0;
    for (int k = 0; k < rows.length; k++) {
      sum += weight(k);
    }
    return sum;
  }

  /** The weighted mean loss over training rows. */
  public double meanLoss() {
    return losses.value(1) / weight();
  }

  /** The weighted mean loss over held-out rows, if any has a weight. */
  public OptionalDouble heldOutLoss() {
    double weight = weights.value(HELD_OUT);
    return weight == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(losses.value(HELD_OUT) / weight);
  }

  /** The gradient of the mean loss by logit k's weight of a slot, or its intercept at the width. */
  public double meanGradient(int k, int slot) {
    return gradient.value(k * (width + 1) + slot) / weight();
  }

  /** The curvature of the mean loss between slots i &gt;= j; the intercept stands at the width. */
  public double meanCurvature(int i, int j) {
    return curvature.value(i * (i + 1) / 2 + j) / weight();
  }

  /** The statistics by source; none at level OFF, and none where they were lost. */
  public HealthTotal health() {
    return health.settled();
  }
}
