package io.ogive.data;

import io.ogive.math.SparseRows;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Rows as their non-zero entries. */
final class SparseBuffer extends RowBuffer {
  private int[] starts = new int[16];
  private int[] slots = new int[256];
  private double[] values = new double[256];
  private int row;
  private int entries;

  SparseBuffer(int width, Storage storage, double[] shift, IntFunction<String> slotNames) {
    super(width, storage, slotNames);
    for (int slot = 0; slot < width; slot++) {
      if (shift[slot] != 0) {
        throw new IllegalArgumentException(
            "sparse rows cannot be shifted, slot %d has shift %s".formatted(slot, shift[slot]));
      }
    }
  }

  @Override
  void start(int row) {
    super.start(row);
    this.row = row;
    if (row + 1 == starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    entries = starts[row];
  }

  @Override
  public void put(int slot, double value) {
    advance(slot);
    double stored = checked(slot, value, 0);
    if (stored == 0) {
      return;
    }
    if (entries == slots.length) {
      int length = Math.addExact(entries, entries >> 1);
      slots = Arrays.copyOf(slots, length);
      values = Arrays.copyOf(values, length);
    }
    slots[entries] = slot;
    values[entries] = stored;
    entries++;
  }

  @Override
  void end() {
    starts[row + 1] = entries;
  }

  @Override
  Block take(BlockId id, double[] labels, double[] weights, ColumnSums sums) {
    int[] rowStarts = Arrays.copyOf(starts, labels.length + 1);
    int end = rowStarts[labels.length];
    int[] indices = Arrays.copyOf(slots, end);
    SparseRows features;
    if (single()) {
      float[] floats = new float[end];
      for (int k = 0; k < end; k++) {
        floats[k] = (float) values[k];
      }
      features = SparseRows.of(width(), rowStarts, indices, floats);
    } else {
      features = SparseRows.of(width(), rowStarts, indices, Arrays.copyOf(values, end));
    }
    Block block = new Block.Sparse(id, labels, weights, features);
    sums.add(block);
    return block;
  }
}
