package io.ogive.data;

import io.ogive.math.DoubleBytes;

/** Takes the non-zero slots of one row, in ascending order. */
@FunctionalInterface
public interface SlotSink {
  void put(int slot, double value);

  /**
   * Puts {@code count} {@link DoubleBytes}, the first of them at {@code at}, into slots side by
   * side; zeros may be among them.
   */
  default void putAll(int slot, byte[] values, int at, int count) {
    for (int i = 0; i < count; i++) {
      double value = DoubleBytes.get(values, at + i * Double.BYTES);
      if (value != 0) {
        put(slot + i, value);
      }
    }
  }

  /** Puts value i into slot {@code slot + indices[i]}, ascending; zeros may be among them. */
  default void putAll(int slot, int[] indices, double[] values, int count) {
    for (int i = 0; i < count; i++) {
      if (values[i] != 0) {
        put(slot + indices[i], values[i]);
      }
    }
  }
}
