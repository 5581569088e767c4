package io.ogive.data;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** The names of all slots of some columns, each made when it is asked for. */
final class SlotNames extends AbstractList<String> implements RandomAccess {
  private final List<Column> columns;
  private final int[] ends;

  SlotNames(List<Column> columns) {
    this.columns = columns;
    this.ends = new int[columns.size()];
    int end = 0;
    for (int c = 0; c < ends.length; c++) {
      end += columns.get(c).width();
      ends[c] = end;
    }
  }

  @Override
  public int size() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  @Override
  public String get(int slot) {
    if (slot < 0 || slot >= size()) {
      throw new IndexOutOfBoundsException(slot);
    }
    int c = Arrays.binarySearch(ends, slot + 1);
    c = c < 0 ? -1 - c : c;
    while (c > 0
        && ends[c - 1] == ends[c]) { // a column without slots ends where its neighbour does
      c--;
    }
    Column column = columns.get(c);
    return column.slotName(slot - ends[c] + column.width());
  }
}
