package io.ogive.objective;

import io.ogive.data.BlockId;
import io.ogive.data.Total;
import io.ogive.math.NotRepresentableException;
import java.util.List;

/** What a {@link LogisticPass} found: the rows that it saw, and its sums point by point. */
public final class LogisticTotal implements Total<LogisticTotal> {
  private final RowTotals rows;
  private final LogisticSums[] points;

  LogisticTotal(int classes, int width, List<LogisticPoint> points) {
    this.rows = new RowTotals(classes);
    this.points = new LogisticSums[points.size()];
    for (int p = 0; p < this.points.length; p++) {
      LogisticPoint point = points.get(p);
      this.points[p] = new LogisticSums(rows, classes, point.logits(), width, point.curvature());
    }
  }

  void addHeldOut(BlockId block, double[] rowWeights) {
    try {
      rows.addHeldOut(rowWeights);
    } catch (NotRepresentableException e) {
      fail(block, e.value());
    }
  }

  /** Adds the rows of a block, and returns their weight: 0 where it failed. */
  double addTraining(BlockId block, double[] rowWeights, double[] labels) {
    try {
      return rows.addTraining(rowWeights, labels);
    } catch (NotRepresentableException e) {
      fail(block, e.value());
      return 0;
    }
  }

  private void fail(BlockId block, double value) {
    for (LogisticSums point : points) {
      point.fail(block, LogisticFault.LOSS, value);
    }
  }

  @Override
  public LogisticTotal mergeWith(LogisticTotal other) {
    if (other.points.length != points.length) {
      throw new IllegalArgumentException(
          "cannot merge sums at %d points with those at %d"
              .formatted(points.length, other.points.length));
    }
    rows.mergeWith(other.rows);
    for (int p = 0; p < points.length; p++) {
      points[p].mergeWith(other.points[p]);
    }
    return this;
  }

  /** The sums at one of the points, in the order of the pass. */
  public LogisticSums point(int p) {
    return points[p];
  }

  /** The weight of the training rows of a class, in units of {@link LogisticRecipe#weightUnit}. */
  public double weight(int classIndex) {
    return rows.weight(classIndex);
  }

  /** The training rows of a class. */
  public long rows(int classIndex) {
    return rows.rows(classIndex);
  }

  /** The weight of all training rows, in units of {@link LogisticRecipe#weightUnit}. */
  public double weight() {
    return rows.weight();
  }
}
