package io.ogive.data;

import java.io.Serializable;
import java.util.List;

/**
 * How a raw row becomes the slots of a block: fitted once, kept in the model file, and used by
 * ingest and by scoring alike.
 *
 * @param label the label's column and its classes
 * @param columns in the order in which they fill slots
 * @param shift per slot, what is taken off a value in double precision before it is rounded to
 *     storage; zero for sparse data
 * @param storage the precision of a stored value
 */
public record Features(LabelColumn label, List<Column> columns, double[] shift, Storage storage)
    implements Serializable {
  public Features {
    columns = List.copyOf(columns);
    long width = columns.stream().mapToLong(Column::width).sum();
    if (shift.length != width) {
      throw new IllegalArgumentException(
          "%d slots need as many shifts, got %d".formatted(width, shift.length));
    }
    for (double s : shift) {
      if (Double.isNaN(s) || Double.isInfinite(s)) {
        throw new IllegalArgumentException("shifts must be finite, one was " + s);
      }
    }
  }

  /** The number of slots. */
  public int width() {
    return shift.length;
  }

  /**
   * The slots' names, such as {@code tenure}, {@code contract=One year}, {@code pixels[17]}; each
   * is made when it is asked for.
   */
  public List<String> slotNames() {
    return new SlotNames(columns);
  }

  /** The name of one slot, for messages: the others' are not made. */
  public String slotName(int slot) {
    return slotNames().get(slot);
  }

  /**
   * Encodes one raw row: the values of its non-zero slots, ascending, not yet shifted or rounded.
   *
   * @param row the columns in the order of {@link #columns()}
   * @return whether the row is to be kept; false when a missing value's policy is to drop the row
   * @throws BadValueException for a value that no policy covers
   */
  public boolean encode(RawRow row, SlotSink sink) {
    return encode(columns, row, sink);
  }

  /** As {@link #encode(RawRow, SlotSink)}, where there are columns and no features yet. */
  public static boolean encode(List<Column> columns, RawRow row, SlotSink sink) {
    int slot = 0;
    for (int c = 0; c < columns.size(); c++) {
      if (!columns.get(c).encode(row, c, slot, sink)) {
        return false;
      }
      slot += columns.get(c).width();
    }
    return true;
  }

  /**
   * The stored form of a slot's value: shifted, then rounded to storage.
   *
   * @throws BadValueException for a value that a block would not take
   */
  public double stored(int slot, double value) {
    double shifted = value - shift[slot];
    if (!storage.holds(shifted)) {
      throw storage.refuse(slotName(slot), value, shift[slot]);
    }
    return storage.round(shifted) + 0.0; // -0 becomes 0, as in blocks
  }

  /** Sparse data, which may be very wide, has no shift: then only its length is serialized. */
  private Object writeReplace() {
    for (double s : shift) {
      if (s != 0) {
        return this;
      }
    }
    return new Unshifted(label, columns, shift.length, storage);
  }

  private record Unshifted(LabelColumn label, List<Column> columns, int width, Storage storage)
      implements Serializable {
    private Object readResolve() {
      return new Features(label, columns, new double[width], storage);
    }
  }
}
