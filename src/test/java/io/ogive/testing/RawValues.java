package io.ogive.testing;

import io.ogive.data.RawRow;
import io.ogive.data.SlotSink;

/** A raw row of Doubles, Strings and double arrays; null is missing. */
public record RawValues(Object... values) implements RawRow {
  @Override
  public boolean isMissing(int column) {
    return values[column] == null;
  }

  @Override
  public double number(int column) {
    return (Double) values[column];
  }

  @Override
  public String text(int column) {
    return (String) values[column];
  }

  @Override
  public void vector(int column, int firstSlot, SlotSink sink) {
    double[] elements = (double[]) values[column];
    for (int i = 0; i < elements.length; i++) {
      if (elements[i] != 0) {
        sink.put(firstSlot + i, elements[i]);
      }
    }
  }

  @Override
  public int vectorSize(int column) {
    return ((double[]) values[column]).length;
  }
}
