package io.ogive.data;

/** One row as it comes from outside, by the position of its columns. */
public interface RawRow {
  boolean isMissing(int column);

  /** A number; NaN and infinities are for the reader to refuse. */
  double number(int column);

  String text(int column);

  /**
   * Hands the non-zero elements of a vector to {@code sink}, ascending, at {@code firstSlot} on.
   */
  void vector(int column, int firstSlot, SlotSink sink);

  /** The size of the vector in a column. */
  int vectorSize(int column);
}
