package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.math.FloatKernels;
import io.ogive.math.Kernels;
import io.ogive.math.Panels;

/**
 * Rows of blocks as float32 inputs.
 *
 * <p>A stretch of a block is laid out row by row when many of its rows are asked for, or some for a
 * second time: the columns of a block stand side by side, and the values of one row far apart.
 */
final class FloatRows {
  /** One row in so many is many. */
  private static final int MANY = 16;

  private final NetworkInput input;
  private final double[] row;
  private Block block;
  private int laidFrom;
  private int laidTo;
  private float[] laid = {};

  FloatRows(NetworkInput input) {
    this.input = input;
    this.row = new double[input.columns()];
  }

  /** Writes rows {@code rows[from .. from + count)}, one or more, side by side into {@code out}. */
  void copy(Block block, int[] rows, int from, int count, float[] out) {
    int columns = input.columns();
    int first = rows[from];
    int last = first;
    for (int i = from + 1; i < from + count; i++) {
      first = Math.min(first, rows[i]);
      last = Math.max(last, rows[i]);
    }
    if (block != this.block) {
      this.block = block;
      laidFrom = 0;
      laidTo = 0;
      if (count * MANY > last - first) {
        layOut(first, last);
      }
    } else {
      layOut(first, last);
    }
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      if (laidFrom <= row && row < laidTo) {
        System.arraycopy(laid, row * columns, out, i * columns, columns);
      } else {
        copyRow(row, out, i * columns);
      }
    }
  }

  /** Widens what is laid out by the panels from one row to another. */
  private void layOut(int first, int last) {
    int from = first - first % Panels.LANES;
    int to = Math.min(block.rows(), last - last % Panels.LANES + Panels.LANES);
    if (laid.length < block.rows() * input.columns()) {
      laid = new float[block.rows() * input.columns()];
    }
    if (laidFrom == laidTo) {
      laidFrom = from;
      laidTo = from;
    }
    layOutPanels(from, laidFrom);
    layOutPanels(laidTo, to);
    laidFrom = Math.min(from, laidFrom);
    laidTo = Math.max(to, laidTo);
  }

  private void layOutPanels(int from, int to) {
    if (block instanceof Block.Dense dense) {
      Kernels.best().floats().rows(dense.features(), from, to, input.center(), input.scale(), laid);
    } else {
      for (int i = from; i < to; i++) {
        copyRow(i, laid, i * input.columns());
      }
    }
  }

  private void copyRow(int i, float[] out, int at) {
    block.copyRow(i, row, 0);
    for (int j = 0; j < row.length; j++) {
      out[at + j] = FloatKernels.input((float) row[j], input.center()[j], input.scale()[j]);
    }
  }
}
