package io.ogive.data;

import io.ogive.math.Panels;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Rows written into panels, one at a time: each slot is what was put, or 0, less its shift.
 *
 * <p>Whether a value can be stored, and whether {@link RowTally} expects it, is asked for a whole
 * vector at once; only if not, one by one.
 */
final class DenseBuffer extends RowBuffer {
  private static final long MAGNITUDE = Long.MAX_VALUE;

  private final int capacity;
  private final double[] shift;
  private final RowTally tally;
  private double[] values = new double[0];
  private float[] floats = new float[0];
  private double[] doubles = new double[0];
  private int row;

  DenseBuffer(
      int width, Storage storage, double[] shift, IntFunction<String> slotNames, int capacity) {
    super(width, storage, slotNames);
    this.capacity = capacity;
    this.shift = shift.clone();
    this.tally = new RowTally(storage, capacity);
  }

  @Override
  void start(int row) {
    super.start(row);
    this.row = row;
    if (values.length == 0) {
      values = new double[width()];
      tally.open(width());
    }
    if (floats.length == doubles.length) { // neither is there
      int length = Panels.length(capacity, width());
      floats = new float[single() ? length : 0];
      doubles = new double[single() ? 0 : length];
    }
  }

  @Override
  void put(int slot, double value) {
    fill(advance(slot), slot);
    double stored = checked(slot, value, shift[slot]);
    values[slot] = stored;
    tally.expect(slot, stored);
  }

  @Override
  void putAll(int slot, double[] from, int count) {
    if (count == 0) {
      return;
    }
    fill(advance(slot), slot);
    if (count > 1) {
      advance(slot + count - 1);
    }
    long[] least = tally.least();
    long[] most = tally.most();
    long odd = 0;
    for (int i = 0; i < count; i++) {
      double value = from[i] - shift[slot + i] + 0.0; // -0 becomes 0
      long bits = Double.doubleToRawLongBits(value) & MAGNITUDE;
      // Below 0 if it is under the least and not 0, or over the most, as NaN is.
      odd |= ((bits - least[slot + i]) & ~(bits - 1)) | (most[slot + i] - bits);
      values[slot + i] = value;
    }
    if (odd < 0) {
      for (int i = 0; i < count; i++) {
        tally.expect(slot + i, checked(slot + i, from[i], shift[slot + i]));
      }
    }
  }

  /** Slots that nothing was put into. */
  private void fill(int from, int to) {
    for (int slot = from; slot < to; slot++) {
      values[slot] = checked(slot, 0, shift[slot]);
      tally.expect(slot, values[slot]);
    }
  }

  @Override
  void end(double weight) {
    fill(next(), width());
    int at = Panels.index(width(), row, 0);
    if (single()) {
      for (int slot = 0; slot < values.length; slot++, at += Panels.LANES) {
        float stored = (float) values[slot];
        floats[at] = stored;
        values[slot] = stored;
      }
    } else {
      for (int slot = 0; slot < values.length; slot++, at += Panels.LANES) {
        doubles[at] = values[slot];
      }
    }
    tally.add(values, weight);
  }

  @Override
  Block take(BlockId id, double[] labels, double[] weights, ColumnSums sums) {
    int rows = labels.length;
    int length = Panels.length(rows, width());
    Panels panels =
        single()
            ? Panels.of(rows, width(), trimmed(floats, length))
            : Panels.of(rows, width(), trimmed(doubles, length));
    floats = new float[0];
    doubles = new double[0];
    Block.Dense block = new Block.Dense(id, labels, weights, panels);
    tally.take(block, sums);
    return block;
  }

  private static float[] trimmed(float[] values, int length) {
    return values.length == length ? values : Arrays.copyOf(values, length);
  }

  private static double[] trimmed(double[] values, int length) {
    return values.length == length ? values : Arrays.copyOf(values, length);
  }
}
