package io.ogive.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Where the figures of a slot stand: at its own number, or where rows are wide, at the next free
 * place when it is first met.
 */
abstract sealed class SlotPlaces implements Serializable {
  /** Sparse rows up to this width have a place for every slot. */
  private static final int MOST_DIRECT = 1 << 16;

  private final int width;

  private SlotPlaces(int width) {
    this.width = width;
  }

  static SlotPlaces none() {
    return new Direct(0);
  }

  /** A place for every slot. */
  static SlotPlaces all(int width) {
    return new Direct(width);
  }

  /** Places for the slots that are met. */
  static SlotPlaces some(int width) {
    return width <= MOST_DIRECT ? new Direct(width) : new Met(width);
  }

  /** The number of slots. */
  final int width() {
    return width;
  }

  /** Places of the same kind for as many slots. */
  abstract SlotPlaces likeThis();

  /** The place of a slot, which is taken if need be. */
  abstract int of(int slot);

  /** The places that are taken: those from 0 on. */
  abstract int size();

  /** Places that can be taken before {@link #capacity} grows. */
  abstract int capacity();

  /** The slot of a place. */
  abstract int slot(int place);

  /** Lets go of room for more. */
  abstract void trim();

  private static final class Direct extends SlotPlaces {
    Direct(int width) {
      super(width);
    }

    @Override
    SlotPlaces likeThis() {
      return new Direct(width());
    }

    @Override
    int of(int slot) {
      return slot;
    }

    @Override
    int size() {
      return width();
    }

    @Override
    int capacity() {
      return width();
    }

    @Override
    int slot(int place) {
      return place;
    }

    @Override
    void trim() {}
  }

  /** A hash table with open addressing, at most half full. */
  private static final class Met extends SlotPlaces {
    private int[] slots = new int[1024];
    private transient int[] table;
    private int size;

    Met(int width) {
      super(width);
    }

    @Override
    SlotPlaces likeThis() {
      return new Met(width());
    }

    @Override
    int of(int slot) {
      if (table == null || 2 * size >= table.length) {
        rehash();
      }
      int at = hash(slot);
      while (table[at] >= 0) {
        if (slots[table[at]] == slot) {
          return table[at];
        }
        at = (at + 1) & (table.length - 1);
      }
      if (size == slots.length) {
        slots = Arrays.copyOf(slots, Math.max(16, 2 * size));
      }
      table[at] = size;
      slots[size] = slot;
      return size++;
    }

    private int hash(int slot) {
      return (slot * 0x9E3779B9) >>> (Integer.numberOfLeadingZeros(table.length) + 1);
    }

    private void rehash() {
      table = new int[Math.max(1024, 4 * Integer.highestOneBit(Math.max(1, size)))];
      Arrays.fill(table, -1);
      for (int place = 0; place < size; place++) {
        int at = hash(slots[place]);
        while (table[at] >= 0) {
          at = (at + 1) & (table.length - 1);
        }
        table[at] = place;
      }
    }

    @Override
    int size() {
      return size;
    }

    @Override
    int capacity() {
      return slots.length;
    }

    @Override
    int slot(int place) {
      return slots[place];
    }

    @Override
    void trim() {
      slots = Arrays.copyOf(slots, size);
      table = null;
    }
  }
}
