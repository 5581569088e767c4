package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.math.FloatKernels;
import io.ogive.math.Kernels;

/**
 * Rows of blocks as float32 inputs.
 *
 * <p>A block is laid out as a whole, row by row, when many of its rows are asked for, or some for a
 * second time: its columns stand side by side, and the values of one row far apart.
 */
final class FloatRows {
  /** This part of a block's rows are many. */
  private static final int MANY = 16;

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
    if (block != laidOut && (block == last || count * MANY >= block.rows())) {
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
    if (block instanceof Block.Dense dense) {
      Kernels.best().floats().rows(dense.features(), input.center(), input.scale(), all);
    } else {
      for (int i = 0; i < block.rows(); i++) {
        copyRow(block, i, all, i * columns);
      }
    }
    laidOut = block;
  }

  private void copyRow(Block block, int i, float[] out, int at) {
    block.copyRow(i, row, 0);
    for (int j = 0; j < row.length; j++) {
      out[at + j] = FloatKernels.input((float) row[j], input.center()[j], input.scale()[j]);
    }
  }
}
