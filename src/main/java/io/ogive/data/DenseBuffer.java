package io.ogive.data;

import io.ogive.math.Panels;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Rows written straight into panels, each slot once: what is not put is 0 less its shift. */
final class DenseBuffer extends RowBuffer {
  private final int capacity;
  private final double[] shift;
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
  }

  @Override
  void put(int slot, double value) {
    for (int gap = advance(slot); gap < slot; gap++) {
      write(gap, 0);
    }
    write(slot, value);
  }

  @Override
  void end() {
    for (int gap = next(); gap < width(); gap++) {
      write(gap, 0);
    }
  }

  private void write(int slot, double value) {
    double stored = checked(slot, value, shift[slot]);
    int index = Panels.index(width(), row, slot);
    if (single()) {
      floats[index] = (float) stored;
    } else {
      doubles[index] = stored;
    }
  }

  @Override
  Block take(BlockId id, double[] labels, double[] weights) {
    int rows = labels.length;
    int length = Panels.length(rows, width());
    if (rows % Panels.LANES != 0) { // a row that was not ended stands in the padding
      for (int slot = 0; slot < width(); slot++) {
        int index = Panels.index(width(), rows, slot);
        if (single()) {
          floats[index] = 0;
        } else {
          doubles[index] = 0;
        }
      }
    }
    Panels panels =
        single()
            ? Panels.of(rows, width(), trimmed(floats, length))
            : Panels.of(rows, width(), trimmed(doubles, length));
    floats = new float[0];
    doubles = new double[0];
    return new Block.Dense(id, labels, weights, panels);
  }

  private static float[] trimmed(float[] values, int length) {
    return values.length == length ? values : Arrays.copyOf(values, length);
  }

  private static double[] trimmed(double[] values, int length) {
    return values.length == length ? values : Arrays.copyOf(values, length);
  }
}
