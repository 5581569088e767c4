package io.ogive.health.rules;

import io.ogive.health.rules.PartitionColumns.OfSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds partitions of which a column is unlike that of all others. */
final class ColumnOutliers {
  /** The share of partitions whose deviation is at most the typical one. */
  private static final double TYPICAL = 0.9;

  private final PartitionColumns columns;
  private final double z;
  private final double effect;
  private final double rows;

  ColumnOutliers(PartitionColumns columns, Thresholds by) {
    this.columns = columns;
    this.z = by.of("z");
    this.effect = by.of("effect");
    this.rows = by.of("rows");
  }

  /**
   * A column that stands out.
   *
   * @param effect how many of its usual deviations its mean is off
   */
  record Outlier(OfSource of, String column, double mean, double usual, double z, double effect) {}

  /** Of every partition that has one, the column that stands out most. */
  List<Outlier> find(int partitions) {
    List<OfSource> large = columns.sources().stream().filter(s -> s.rows() >= rows).toList();
    List<Outlier> worst = new ArrayList<>();
    if (large.size() < partitions) {
      return worst;
    }
    Outlier[] bySource = new Outlier[large.size()];
    int[] at = new int[large.size()];
    double[] mean = new double[large.size()];
    double[] deviation = new double[large.size()];
    for (int slot = 0; slot < columns.names().size(); slot++) {
      for (int s = 0; s < mean.length; s++) {
        OfSource of = large.get(s);
        boolean has = at[s] < of.slots().length && of.slots()[at[s]] == slot;
        mean[s] = has ? of.means()[at[s]] : 0;
        deviation[s] = has ? of.deviations()[at[s]] : 0;
        at[s] += has ? 1 : 0;
      }
      column(slot, large, mean, deviation, bySource);
    }
    for (Outlier outlier : bySource) {
      if (outlier != null) {
        worst.add(outlier);
      }
    }
    return worst;
  }

  private void column(
      int slot, List<OfSource> large, double[] mean, double[] deviation, Outlier[] bySource) {
    double[] sorted = deviation.clone();
    Arrays.sort(sorted);
    // Above most, so that a column set in few rows has a spread, below the few that stand out.
    double typical = sorted[(int) (TYPICAL * (sorted.length - 1))];
    Robust means = Robust.of(mean);
    for (int s = 0; s < mean.length; s++) {
      // What is constant nearly everywhere is measured by its own spread.
      double spread = typical > 0 ? typical : deviation[s];
      double off = Math.abs(mean[s] - means.median()) / spread;
      double far = far(means, mean[s], spread, deviation[s], (double) large.get(s).rows());
      if (off > effect && far > z && (bySource[s] == null || off > bySource[s].effect())) {
        bySource[s] =
            new Outlier(large.get(s), columns.names().get(slot), mean[s], means.median(), far, off);
      }
    }
  }

  /** Robust z, but no more than the mean is off in standard errors: of one row it is 1. */
  private static double far(Robust means, double mean, double spread, double own, double rows) {
    double z = Math.abs(means.atLeast(spread / Math.sqrt(rows)).z(mean));
    double errors = Math.abs(mean - means.median()) / (own / Math.sqrt(rows));
    return Math.min(z, errors);
  }
}
