package io.ogive.data;

/** Takes the non-zero slots of one row, in ascending order. */
@FunctionalInterface
public interface SlotSink {
  void put(int slot, double value);

  /** Puts the first {@code count} values into slots side by side; zeros may be among them. */
  default void putAll(int slot, double[] values, int count) {
    for (int i = 0; i < count; i++) {
      if (values[i] != 0) {
        put(slot + i, values[i]);
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
