package io.ogive.solver;

import io.ogive.data.BlockStore;
import io.ogive.data.DataSummary;
import io.ogive.data.Role;
import io.ogive.data.RowSample;
import io.ogive.solver.LogisticOptions.Solver;

/**
 * The shape of a logistic problem without an L1 penalty, and which algorithm it costs least: a
 * function of the data alone, never of cores or of a clock, so that the choice is the same on every
 * cluster.
 *
 * <p>With n rows, d columns, e stored values, and K logits, in nanoseconds of one core:
 *
 * <pre>
 * gradient   = job + n K row + e K entry
 * Hessian    = K (K + 1) / 2 (e^2 / n / 2 pair + d^2 / 2 total) + (K d)^3 Cholesky
 * Newton     = passes gradient + Hessians Hessian
 * L-BFGS     = 60 gradient
 * </pre>
 *
 * <p>What one unit costs was measured on AMD Zen 3 and 4 with 256 and 512 bits: a value 0.35 dense
 * and 2.5 sparse, a pair of columns 0.05 dense in float32, 0.15 in float64 (between classes) and
 * 1.5 sparse, a row 20, a Spark job 1e7, a number of a total on its way to the driver 30, Cholesky
 * 0.1. Newton takes 7 passes with a Hessian each, and where there are rows enough for a sample 5
 * passes and one Hessian; L-BFGS 50 to 90. Above {@link #MOST_REMEMBERED} coordinates the vectors
 * that L-BFGS remembers would fill the driver, and conjugate gradients, which remember none, take
 * its place.
 *
 * @param rows that train
 * @param columns slots
 * @param entries stored values of all rows
 */
record LogisticShape(long rows, int columns, int logits, long entries, boolean sparse) {
  static final int MOST_REMEMBERED = 1 << 24;

  private static final double JOB = 1e7;
  private static final double ROW = 20;
  private static final double TOTAL = 30;
  private static final double CHOLESKY = 0.1;
  private static final double LBFGS_PASSES = 60;
  private static final double NEWTON_PASSES = 7;
  private static final double SAMPLED_PASSES = 5;

  static LogisticShape of(BlockStore store, int logits) {
    DataSummary summary = store.summary();
    return new LogisticShape(
        summary.rows(Role.TRAIN), summary.columns(), logits, summary.entries(), summary.sparse());
  }

  /** The algorithm that is expected to cost least. */
  Solver cheapest() {
    boolean formed = (long) logits * columns <= LogisticSolver.MOST_ASKED_COLUMNS;
    if (formed && newton() <= lbfgs()) {
      return Solver.NEWTON;
    }
    return logits * (columns + 1L) <= MOST_REMEMBERED ? Solver.LBFGS : Solver.NEWTON_CG;
  }

  double lbfgs() {
    return LBFGS_PASSES * gradient();
  }

  double newton() {
    boolean sampled = logits == 1 && RowSample.share(rows, columns, columns + 1) > 0;
    double passes = sampled ? SAMPLED_PASSES : NEWTON_PASSES;
    double width = columns + 1.0;
    double all = logits * width;
    double products = (double) entries / Math.max(1, rows) * entries / 2;
    double grams = logits * (logits + 1) / 2.0;
    double gram =
        grams * (products * pair() + width * width / 2 * TOTAL) + all * all * all * CHOLESKY;
    return passes * gradient() + (sampled ? 1 : passes) * gram;
  }

  private double pair() {
    return sparse ? 1.5 : logits == 1 ? 0.05 : 0.15;
  }

  private double gradient() {
    return JOB + rows * logits * ROW + entries * (double) logits * (sparse ? 2.5 : 0.35);
  }
}
