package io.ogive.data;

/** Takes the non-zero slots of one row, in ascending order. */
@FunctionalInterface
public interface SlotSink {
  void put(int slot, double value);
}
