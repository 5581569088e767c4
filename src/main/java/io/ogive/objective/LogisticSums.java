package io.ogive.objective;

import io.ogive.data.BlockId;
import io.ogive.health.HealthTotal;
import io.ogive.math.ExactSums;
import io.ogive.math.NotRepresentableException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a {@link LogisticPass} found at one of its points, in the scaled units of its {@link
 * LogisticRecipe}.
 *
 * <p>The gradient has, for each logit, one element a slot and then the intercept's; the curvature
 * has, between any two logits, the lower triangle of the slots and, last, the intercept, row by
 * row.
 */
public final class LogisticSums implements Serializable {
  private static final int HELD_OUT = 0;
  private static final int TRAINING = 1;

  private final int width;
  private final RowTotals rows;
  private final ExactSums losses = new ExactSums(2, ExactSums.WIDE);
  private final ExactSums gradient;
  private final ExactSums[] curvature;
  private final HealthTotal health;
  private LogisticFault fault;

  /**
   * Sums of nothing.
   *
   * @param rows those that the pass sees, shared by its points
   */
  LogisticSums(RowTotals rows, int classes, int logits, int width, boolean curvature) {
    this.width = width;
    this.rows = rows;
    this.gradient = ExactSums.sparse(logits * (width + 1), ExactSums.FINE);
    int triangle = curvature ? Math.multiplyExact(width + 1, width + 2) / 2 : 0;
    this.curvature = new ExactSums[curvature ? logits * (logits + 1) / 2 : 0];
    Arrays.setAll(this.curvature, pair -> new ExactSums(triangle, ExactSums.FINE));
    this.health = new HealthTotal(0, classes);
  }

  void addHeldOutLoss(BlockId block, double loss) {
    add(block, HELD_OUT, loss);
  }

  void addLoss(BlockId block, double loss) {
    add(block, TRAINING, loss);
  }

  private void add(BlockId block, int which, double loss) {
    try {
      losses.add(which, loss);
    } catch (NotRepresentableException e) {
      fail(block, LogisticFault.LOSS, e.value());
    }
  }

  ExactSums gradient() {
    return gradient;
  }

  /** The sums of the curvature between logits k &gt;= l. */
  ExactSums curvature(int k, int l) {
    return curvature[k * (k + 1) / 2 + l];
  }

  HealthTotal observed() {
    return health;
  }

  void fail(BlockId block, int slot, double value) {
    LogisticFault found = new LogisticFault(block, slot, value);
    fault = fault == null ? found : LogisticFault.first(fault, found);
  }

  /** Adds what was found at the same point in other shards; their rows are added elsewhere. */
  void mergeWith(LogisticSums other) {
    losses.mergeWith(other.losses);
    gradient.mergeWith(other.gradient);
    for (int pair = 0; pair < curvature.length; pair++) {
      curvature[pair].mergeWith(other.curvature[pair]);
    }
    health.mergeWith(other.health);
    if (other.fault != null) {
      fault = fault == null ? other.fault : LogisticFault.first(fault, other.fault);
    }
  }

  /** The first number that left its range; if there is one, nothing else here means anything. */
  public Optional<LogisticFault> fault() {
    return Optional.ofNullable(fault);
  }

  /** The weighted mean loss over training rows. */
  public double meanLoss() {
    return losses.value(TRAINING) / rows.weight();
  }

  /** The weighted mean loss over held-out rows, if any has a weight. */
  public OptionalDouble heldOutLoss() {
    double weight = rows.heldOutWeight();
    return weight == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(losses.value(HELD_OUT) / weight);
  }

  /** The gradient of the mean loss by logit k's weight of a slot, or its intercept at the width. */
  public double meanGradient(int k, int slot) {
    return gradient.value(k * (width + 1) + slot) / rows.weight();
  }

  /**
   * The curvature of the mean loss between logits k &gt;= l and slots i &gt;= j; the intercept
   * stands at the width.
   */
  public double meanCurvature(int k, int l, int i, int j) {
    return curvature[k * (k + 1) / 2 + l].value(i * (i + 1) / 2 + j) / rows.weight();
  }

  /** Whether there is a curvature. */
  public boolean isCurved() {
    return curvature.length > 0;
  }

  /** The statistics by source; none at level OFF, and none where they were lost. */
  public HealthTotal health() {
    return health.settled();
  }
}
