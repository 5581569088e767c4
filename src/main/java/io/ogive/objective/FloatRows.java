package io.ogive.objective;

import io.ogive.data.Block;

/**
 * Rows of blocks as float32 inputs, rounded once.
 *
 * <p>A block that is asked for a second time in a row is laid out as a whole, row by row, since its
 * columns stand side by side and a row of them is far apart.
 */
final class FloatRows {
  private final NetworkInput input;
  private final double[] row;
  private Block last;
  private Block laidOut;
  private float[] all = {};

  FloatRows(NetworkInput input) {
    this.input = input;
    this.row = new double[input.columns()];
  }

  /** Writes rows {@code rows[from .. from + count)} side by side into {@code out}. */
  void copy(Block block, int[] rows, int from, int count, float[] out) {
    int columns = input.columns();
    if (block == last && block != laidOut) {
      layOut(block);
    }
    last = block;
    for (int i = 0; i < count; i++) {
      if (block == laidOut) {
        System.arraycopy(all, rows[from + i] * columns, out, i * columns, columns);
      } else {
        copyRow(block, rows[from + i], out, i * columns);
      }
    }
  }

  private void layOut(Block block) {
    int columns = input.columns();
    if (all.length < block.rows() * columns) {
      all = new float[block.rows() * columns];
    }
    for (int i = 0; i < block.rows(); i++) {
      copyRow(block, i, all, i * columns);
    }
    laidOut = block;
  }

  private void copyRow(Block block, int i, float[] out, int at) {
    input.copyRow(block, i, row, 0);
    for (int j = 0; j < row.length; j++) {
      out[at + j] = (float) row[j];
    }
  }
}
