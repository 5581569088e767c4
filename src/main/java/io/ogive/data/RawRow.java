package io.ogive.data;

import java.util.Collections;
import java.util.List;

/** One row as it comes from outside, by the position of its columns. */
public interface RawRow {
  boolean isMissing(int column);

  /** A number; NaN and infinities are for the reader to refuse. */
  double number(int column);

  String text(int column);

  /** The place of a text in levels that ascend; below 0 if it is none of them. */
  default int indexOf(int column, List<String> levels) {
    return Collections.binarySearch(levels, text(column));
  }

  /**
   * Hands the non-zero elements of a vector to {@code sink}, ascending, at {@code firstSlot} on.
   */
  void vector(int column, int firstSlot, SlotSink sink);

  /** The size of the vector in a column. */
  int vectorSize(int column);
}
