package io.ogive.data;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/** One column of the input and the slots it fills. */
public sealed interface Column extends Serializable {
  String name();

  /** The number of slots it fills. */
  int width();

  /** The name of one of its slots, from 0. */
  String slotName(int slot);

  /** See {@link Features#encode}; {@code position} is the column's place in the row. */
  boolean encode(RawRow row, int position, int firstSlot, SlotSink sink);

  /** What to do with a missing number or text. */
  enum Missing {
    /** Refuse the row. */
    ERROR,
    /** Leave the row out. */
    DROP,
    /**
     * Put the weighted mean of the training rows, and 1 into an indicator slot; text is a level.
     */
    MEAN,
    /** Put the weighted mean and nothing else; text is a level. */
    FILL;

    /** Whether something is put in place of a missing value. */
    public boolean fills() {
      return this == MEAN || this == FILL;
    }
  }

  /** What to do with a level that was not there when the levels were fitted. */
  enum Unseen {
    /** Refuse the row. */
    ERROR,
    /** Count it as a level of its own, {@code (other)}. */
    OTHER,
    /** Leave all slots of the column zero. */
    ZERO
  }

  /**
   * A number in one slot, and where missing ones are filled, an indicator in a second.
   *
   * @param fill what stands for a missing value where {@code missing} is MEAN or FILL
   */
  record Numeric(String name, Missing missing, double fill) implements Column {
    public Numeric {
      if (Double.isNaN(fill) || Double.isInfinite(fill)) {
        throw new IllegalArgumentException(
            "column '%s' cannot be filled with %s".formatted(name, fill));
      }
    }

    @Override
    public int width() {
      return missing == Missing.MEAN ? 2 : 1;
    }

    @Override
    public String slotName(int slot) {
      return slot == 0 ? name : name + "=(missing)";
    }

    @Override
    public boolean encode(RawRow row, int position, int firstSlot, SlotSink sink) {
      if (!row.isMissing(position)) {
        double value = row.number(position);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
          throw new BadValueException(
              name,
              "value is " + value,
              "correct the row, write it as missing, or set input.on-bad-row = drop");
        }
        if (value != 0) {
          sink.put(firstSlot, value);
        }
        return true;
      }
      switch (missing) {
        case ERROR ->
            throw new BadValueException(
                name, "value is missing", "set features.missing = drop, mean or fill");
        case DROP -> {
          return false;
        }
        case MEAN, FILL -> {
          if (fill != 0) {
            sink.put(firstSlot, fill);
          }
          if (missing == Missing.MEAN) {
            sink.put(firstSlot + 1, 1);
          }
        }
      }
      return true;
    }
  }

  /**
   * Text as one slot a level, 1 for the level of the row; the base level, if any, has no slot.
   *
   * @param levels in the order of their slots, which is that of {@link String#compareTo}; with
   *     {@code hasBase} the first has none
   * @param unseen OTHER adds a last slot
   */
  record Levels(String name, List<String> levels, boolean hasBase, Missing missing, Unseen unseen)
      implements Column {
    /** The name of the level that stands for a missing text. */
    public static final String MISSING_LEVEL = "(missing)";

    public Levels {
      levels = List.copyOf(levels);
      if (levels.isEmpty()) {
        throw new IllegalArgumentException("column '%s' has no levels".formatted(name));
      }
      for (int l = 1; l < levels.size(); l++) {
        if (levels.get(l - 1).compareTo(levels.get(l)) >= 0) {
          throw new IllegalArgumentException(
              "levels of column '%s' must ascend, '%s' stands before '%s'"
                  .formatted(name, levels.get(l - 1), levels.get(l)));
        }
      }
    }

    @Override
    public int width() {
      return levels.size() - (hasBase ? 1 : 0) + (unseen == Unseen.OTHER ? 1 : 0);
    }

    @Override
    public String slotName(int slot) {
      int level = slot + (hasBase ? 1 : 0);
      return name + "=" + (level < levels.size() ? levels.get(level) : "(other)");
    }

    @Override
    public boolean encode(RawRow row, int position, int firstSlot, SlotSink sink) {
      boolean absent = row.isMissing(position);
      if (absent && missing == Missing.DROP) {
        return false;
      }
      if (absent && missing == Missing.ERROR) {
        throw new BadValueException(
            name, "value is missing", "set features.missing = drop, mean or fill");
      }
      int level =
          absent ? Collections.binarySearch(levels, MISSING_LEVEL) : row.indexOf(position, levels);
      if (level < 0) {
        switch (unseen) {
          case ERROR ->
              throw new BadValueException(
                  name,
                  "level '%s' was not seen in training"
                      .formatted(absent ? MISSING_LEVEL : row.text(position)),
                  "train with features.unseen = other or zero");
          case OTHER -> sink.put(firstSlot + width() - 1, 1);
          case ZERO -> {}
        }
      } else if (!hasBase || level > 0) {
        sink.put(firstSlot + level - (hasBase ? 1 : 0), 1);
      }
      return true;
    }
  }

  /** A vector in as many slots as it has elements. */
  record Vector(String name, int width) implements Column {
    public Vector {
      if (width < 1) {
        throw new IllegalArgumentException(
            "vectors of column '%s' need elements, width was %d".formatted(name, width));
      }
    }

    @Override
    public String slotName(int slot) {
      return name + "[" + slot + "]";
    }

    @Override
    public boolean encode(RawRow row, int position, int firstSlot, SlotSink sink) {
      if (row.isMissing(position)) {
        throw new BadValueException(name, "vector is missing", "remove the row");
      }
      if (row.vectorSize(position) != width) {
        throw new BadValueException(
            name,
            "vector has %d elements, expected %d".formatted(row.vectorSize(position), width),
            "make all vectors one size");
      }
      row.vector(position, firstSlot, sink);
      return true;
    }
  }
}
