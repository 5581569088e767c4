package io.ogive.data;

import java.util.Optional;

/**
 * A part of the training rows, small enough for one core, for solvers to begin with.
 *
 * <p>A row is in it by a hash of its block's id and its place there: a function of the recipe and
 * the partitions of the input alone, and not of what the row holds, so that scaled columns or
 * exchanged labels leave the same rows in.
 */
public final class RowSample {
  /** Fewer training rows than this are not sampled. */
  public static final long LEAST_ROWS = 65_536;

  private static final double SHARE = 1.0 / 64;
  private static final double LARGEST_SHARE = 1.0 / 4;
  private static final double ROWS_A_COORDINATE = 32;
  private static final double MOST_VALUES = 1 << 22;

  private RowSample() {}

  /**
   * The share of rows that are drawn to begin a fit of so many coordinates: a 64th, or more, up to
   * a quarter, until there are 32 rows a coordinate; less where that is over four million values.
   * 0, which is none, where there are fewer than {@link #LEAST_ROWS} rows or columns are too many
   * for 8 rows a coordinate.
   */
  public static double share(long rows, int columns, int coordinates) {
    double wished = Math.max(SHARE, ROWS_A_COORDINATE * coordinates / rows);
    double share = Math.min(Math.min(wished, LARGEST_SHARE), MOST_VALUES / columns / rows);
    boolean enough = share * rows >= ROWS_A_COORDINATE / 4 * coordinates;
    return rows >= LEAST_ROWS && enough ? share : 0;
  }

  /** Draws that share of the training rows in one pass; empty if no row was drawn. */
  public static Optional<BlockSet> draw(BlockStore store, double share) {
    DataSummary summary = store.summary();
    SampleTotal sample = store.bySource().aggregate(new SamplePass(share));
    return sample.blocks().isEmpty()
        ? Optional.empty()
        : Optional.of(
            LocalBlockStore.of(
                    summary.columns(), summary.sparse(), summary.classes(), sample.blocks())
                .inParallel());
  }
}
