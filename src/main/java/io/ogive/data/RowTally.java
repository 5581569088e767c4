package io.ogive.data;

import io.ogive.math.Panels;
import java.util.Arrays;

/**
 * Sums x and x^2 of dense rows while a block is made of them, without rounding.
 *
 * <p>Of a slot whose values in this block are 0 or lie in a window 2^(e-19) .. 2^e, all float32
 * values are multiples of 2^(e-42), so that sums over 1,024 rows of weight 1 are exact in double;
 * so are those of the squares in two parts, multiples of 2^(2e-42) and the rest. The window is
 * where the values of the block before were. Slots with a value outside, and blocks with another
 * weight or in float64, are summed from the block when it is complete: slower, and the same.
 */
final class RowTally {
  private static final int WINDOW = 19;
  private static final int MOST_ROWS = 1024;
  private static final long MAGNITUDE = Long.MAX_VALUE;

  private final long smallest;
  private final long largest;
  private final boolean suitable;
  private long[] least = new long[0];
  private long[] most = new long[0];
  private boolean[] odd = new boolean[0];
  private double[] grid = new double[0];
  private double[] sum = new double[0];
  private double[] squares = new double[0];
  private double[] moreSquares = new double[0];
  private boolean plain;

  RowTally(Storage storage, int blockRows) {
    smallest = bits(storage.smallest());
    largest = bits(storage.largest());
    suitable = storage == Storage.FLOAT32 && blockRows <= MOST_ROWS;
    plain = suitable;
  }

  /** Makes room for rows of so many slots. */
  void open(int width) {
    least = new long[width];
    most = new long[width];
    odd = new boolean[width];
    grid = new double[width];
    sum = new double[width];
    squares = new double[width];
    moreSquares = new double[width];
    for (int slot = 0; slot < width; slot++) {
      look(slot, 0);
    }
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value) & MAGNITUDE;
  }

  /** Sets the window of a slot by the largest absolute value that it had, with a bit to spare. */
  private void look(int slot, double size) {
    if (!suitable) {
      least[slot] = smallest;
      most[slot] = largest;
    } else if (size == 0) { // only zeros are expected
      least[slot] = largest;
      most[slot] = 0;
    } else {
      int exponent = Math.getExponent(size) + 2;
      least[slot] = Math.max(smallest, bits(Math.scalb(1.0, exponent - WINDOW)));
      most[slot] = Math.min(largest, bits(Math.scalb(1.0, exponent)));
      grid[slot] = 1.5 * Math.scalb(1.0, 2 * exponent + 10);
    }
  }

  /** Per slot the bits of the smallest absolute value besides 0 that is expected. */
  long[] least() {
    return least;
  }

  /** Per slot the bits of the largest one. */
  long[] most() {
    return most;
  }

  /** Says what value a slot will have in a row. */
  void expect(int slot, double value) {
    long size = bits(value);
    if (size != 0 && (size < least[slot] || size > most[slot])) {
      if (most[slot] == 0) { // all were 0 so far: a window can still be chosen
        look(slot, 8 * Math.abs(value));
      } else {
        odd[slot] = true;
      }
    }
  }

  /** Adds a row of stored values; to be called for all rows, in order. */
  void add(double[] row, double weight) {
    if (weight == 1 && plain) {
      add(row, grid, sum, squares, moreSquares);
    } else {
      plain &= weight == 0;
    }
  }

  private static void add(
      double[] row, double[] grid, double[] sum, double[] squares, double[] moreSquares) {
    for (int j = 0; j < row.length; j++) {
      double x = row[j];
      double square = x * x;
      double high = square + grid[j] - grid[j];
      sum[j] += x;
      squares[j] += high;
      moreSquares[j] += square - high;
    }
  }

  /** Hands on the sums of a block that is complete, and begins anew. */
  void take(Block.Dense block, ColumnSums sums) {
    sums.addRows(block);
    sums.widen(sum.length);
    for (int j = 0; j < sum.length; j++) {
      double size;
      if (plain && !odd[j]) {
        size = largest(block, j);
        sums.addSums(j, sum[j], squares[j], moreSquares[j], size);
      } else {
        size = sums.addColumn(block, j);
      }
      if (odd[j]) {
        look(j, size);
      }
    }
    Arrays.fill(odd, false);
    Arrays.fill(sum, 0);
    Arrays.fill(squares, 0);
    Arrays.fill(moreSquares, 0);
    plain = suitable;
  }

  /** The largest absolute value of a slot among rows of weight 1, where no other has a weight. */
  private static double largest(Block.Dense block, int j) {
    Panels x = block.features();
    double[] weights = block.weights();
    double largest = 0;
    for (int p = 0; p < x.panels(); p++) {
      double size = x.largest(p, j);
      if (size > largest) {
        int first = p * Panels.LANES;
        int count = Math.min(weights.length - first, Panels.LANES);
        for (int lane = 0; lane < count; lane++) {
          if (weights[first + lane] > 0) {
            largest = Math.max(largest, Math.abs(x.get(first + lane, j)));
          }
        }
      }
    }
    return largest;
  }
}
