package io.ogive.data;

import io.ogive.math.Kernels;
import io.ogive.math.Panels;

/**
 * Sums x and x^2 over the rows of a dense block, without rounding.
 *
 * <p>Of a column whose values are 0 or lie in a window 2^(e-19) .. 2^e, all float32 values are
 * multiples of 2^(e-42), so that sums over 1,024 rows of weight 1 are exact in double; so are those
 * of the squares in two parts, multiples of 2^(2e-42) and the rest. Columns with a value below
 * their window, and blocks with another weight or in float64, are summed value by value: slower,
 * and the same.
 */
final class BlockTally {
  private static final int WINDOW = 19;
  private static final int MOST_ROWS = 1024;

  /** Of a column: x, x^2 in two parts, and the largest magnitude. */
  private final double[] parts = new double[4];

  /** The e of each column's window. */
  private int[] tops = {};

  /** Adds a block's rows to the sums. */
  void add(Block.Dense block, ColumnSums sums) {
    sums.addRows(block);
    sums.widen(block.columns());
    if (tops.length == 0) {
      tops = new int[block.columns()];
    }
    boolean plain = isPlain(block);
    for (int j = 0; j < block.columns(); j++) {
      if (!plain || !addWhole(block.features(), j, sums)) {
        sums.addColumn(block, j);
      }
    }
  }

  private static boolean isPlain(Block.Dense block) {
    boolean plain = block.features().isSingle() && block.rows() <= MOST_ROWS;
    for (int i = 0; i < block.rows() && plain; i++) {
      plain = block.weights()[i] == 1;
    }
    return plain;
  }

  /** Tries the window of the block before, and the column's own if values lie outside of that. */
  private boolean addWhole(Panels x, int j, ColumnSums sums) {
    boolean exact = sum(x, j, tops[j]);
    int own = Math.getExponent((float) parts[3]) + 1;
    if (own > tops[j] || (own < tops[j] && !exact)) {
      tops[j] = own;
      exact = sum(x, j, own);
    }
    if (exact) {
      sums.addSums(j, parts[0], parts[1], parts[2], parts[3]);
    }
    return exact;
  }

  /** Sums a column into parts; false if a value lies below the window that ends at 2^top. */
  private boolean sum(Panels x, int j, int top) {
    float smallest = Math.scalb(1f, top - WINDOW);
    double grid = 1.5 * Math.scalb(1.0, 2 * top + 10);
    return Kernels.best().columnSums(x, j, smallest, grid, parts);
  }
}
