package io.ogive.model;

import io.ogive.data.SlotSink;

/** One row on its way from slots to probabilities. */
abstract sealed class EncodedRow implements SlotSink permits LogitRow, StoredRow {
  private final int width;
  private int next;

  EncodedRow(int width) {
    this.width = width;
  }

  /** Begins a row, over what is left of the last one. */
  void start() {
    next = 0;
  }

  abstract void probabilities(double[] out);

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
}
