package io.ogive.data;

import java.util.function.IntFunction;

/** The features of the rows of a block in the making. */
abstract sealed class RowBuffer implements SlotSink permits DenseBuffer, SparseBuffer {
  private final int width;
  private final Storage storage;
  private final IntFunction<String> slotNames;
  private int next;

  RowBuffer(int width, Storage storage, IntFunction<String> slotNames) {
    this.width = width;
    this.storage = storage;
    this.slotNames = slotNames;
  }

  /** Begins row {@code row}, over what is left of one that was not ended. */
  void start(int row) {
    next = 0;
  }

  abstract void end();

  /** A block of all ended rows, which are added to {@code sums}; leaves this empty. */
  abstract Block take(BlockId id, double[] labels, double[] weights, ColumnSums sums);

  /** Checks that {@code slot} follows the last one of this row, which was {@code next - 1}. */
  final int advance(int slot) {
    int first = next;
    if (slot < first || slot >= width) {
      throw new IllegalArgumentException(
          "slot %d after slot %d of %d: slots must ascend".formatted(slot, first - 1, width));
    }
    next = slot + 1;
    return first;
  }

  final int next() {
    return next;
  }

  final int width() {
    return width;
  }

  final boolean single() {
    return storage == Storage.FLOAT32;
  }

  /** A slot's value, its shift taken off, that is now known to be storable; not yet rounded. */
  final double checked(int slot, double value, double shift) {
    double shifted = value - shift;
    if (!storage.holds(shifted)) {
      throw storage.refuse(slotNames.apply(slot), value, shift);
    }
    return shifted + 0.0; // -0 becomes 0
  }
}
