package io.ogive.data;

import io.ogive.math.DoubleBytes;
import io.ogive.math.Kernels;
import io.ogive.math.Panels;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Rows written into panels: each slot is what was put, or 0, less its shift.
 *
 * <p>Float32 rows wait side by side until there are 16 of them, as many as fill lines of the cache
 * in a panel. Whether a value can be stored is asked for a whole vector at once, and only if not,
 * one by one.
 */
final class DenseBuffer extends RowBuffer {
  private static final int GROUP = 16;

  private final int capacity;
  private final double[] shift;
  private final BlockTally tally = new BlockTally();
  private float[] group = new float[0];
  private double[] line = new double[0];
  private float[] floats = new float[0];
  private double[] doubles = new double[0];
  private int row;

  DenseBuffer(
      int width, Storage storage, double[] shift, IntFunction<String> slotNames, int capacity) {
    super(width, storage, slotNames);
    this.capacity = capacity;
    this.shift = shift.clone();
  }

  @Override
  void start(int row) {
    super.start(row);
    this.row = row;
    if (floats.length == doubles.length) { // neither is there
      int length = Panels.length(capacity, width());
      floats = new float[single() ? length : 0];
      doubles = new double[single() ? 0 : length];
    }
    if (group.length == line.length) {
      group = new float[single() ? GROUP * width() : 0];
      line = new double[single() ? 0 : width()];
    }
  }

  @Override
  public void put(int slot, double value) {
    fill(advance(slot), slot);
    set(slot, value);
  }

  private void set(int slot, double value) {
    double stored = checked(slot, value, shift[slot]);
    if (single()) {
      group[row % GROUP * width() + slot] = (float) stored;
    } else {
      line[slot] = stored;
    }
  }

  @Override
  public void putAll(int slot, byte[] values, int at, int count) {
    if (count == 0) {
      return;
    }
    fill(advance(slot), slot);
    if (count > 1) {
      advance(slot + count - 1);
    }
    if (single()) {
      int to = row % GROUP * width() + slot;
      double least = Storage.FLOAT32.smallest();
      double most = Storage.FLOAT32.largest();
      if (Kernels.best().narrow(values, at, shift, slot, count, least, most, group, to)) {
        return;
      }
    }
    for (int i = 0; i < count; i++) {
      set(slot + i, DoubleBytes.get(values, at + i * Double.BYTES));
    }
  }

  /** Slots that nothing was put into. */
  private void fill(int from, int to) {
    for (int slot = from; slot < to; slot++) {
      set(slot, 0);
    }
  }

  @Override
  void end() {
    fill(next(), width());
    if (!single()) {
      for (int slot = 0, to = Panels.index(width(), row, 0); slot < line.length; slot++) {
        doubles[to + slot * Panels.LANES] = line[slot];
      }
    } else if (row % GROUP == GROUP - 1) {
      Panels.spread(group, GROUP, width(), floats, row - GROUP + 1);
    }
  }

  @Override
  Block take(BlockId id, double[] labels, double[] weights, ColumnSums sums) {
    int rows = labels.length;
    int left = rows % GROUP;
    if (single() && left > 0) {
      Panels.spread(group, left, width(), floats, rows - left);
    }
    int length = Panels.length(rows, width());
    Panels panels =
        single()
            ? Panels.of(rows, width(), trimmed(floats, length))
            : Panels.of(rows, width(), trimmed(doubles, length));
    floats = new float[0];
    doubles = new double[0];
    Block.Dense block = new Block.Dense(id, labels, weights, panels);
    tally.add(block, sums);
    return block;
  }

  private static float[] trimmed(float[] values, int length) {
    return values.length == length ? values : Arrays.copyOf(values, length);
  }

  private static double[] trimmed(double[] values, int length) {
    return values.length == length ? values : Arrays.copyOf(values, length);
  }
}
