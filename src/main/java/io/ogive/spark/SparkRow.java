package io.ogive.spark;

import io.ogive.data.BadValueException;
import io.ogive.data.RawRow;
import io.ogive.data.SlotSink;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** Spark's internal row, read where it lies: column i of this row is column i of Spark's. */
final class SparkRow implements RawRow {
  private static final int VECTOR_FIELDS = 4;
  private static final byte SPARSE = 0;

  private final Layout layout;
  private final NumberTexts numbers = new NumberTexts();
  private InternalRow row;

  SparkRow(Layout layout) {
    this.layout = layout;
  }

  /** Looks at {@code row} from now on. */
  void wrap(InternalRow row) {
    this.row = row;
  }

  @Override
  public boolean isMissing(int column) {
    return row.isNullAt(column);
  }

  @Override
  public double number(int column) {
    return switch (layout.kind(column)) {
      case NUMBER -> row.getDouble(column);
      case FLAG -> row.getBoolean(column) ? 1 : 0;
      case TEXT -> parse(column, row.getUTF8String(column).toString());
      case VECTOR -> throw new IllegalStateException(layout.name(column) + " is a vector");
    };
  }

  private double parse(int column, String text) {
    return NumberText.parse(text.strip()).orElseThrow(() -> notANumber(layout.name(column), text));
  }

  static BadValueException notANumber(String column, String text) {
    return new BadValueException(
        column, "value '%s' is not a number".formatted(text), "correct the row");
  }

  @Override
  public String text(int column) {
    return switch (layout.kind(column)) {
      case NUMBER -> numbers.of(row.getDouble(column));
      case FLAG -> Boolean.toString(row.getBoolean(column));
      case TEXT -> row.getUTF8String(column).toString();
      case VECTOR -> throw new IllegalStateException(layout.name(column) + " is a vector");
    };
  }

  @Override
  public void vector(int column, int firstSlot, SlotSink sink) {
    InternalRow vector = row.getStruct(column, VECTOR_FIELDS);
    ArrayData values = vector.getArray(3);
    int count = values.numElements();
    ArrayData indices = vector.getByte(0) == SPARSE ? vector.getArray(2) : null;
    for (int i = 0; i < count; i++) {
      double value = values.getDouble(i);
      if (value != 0) {
        sink.put(firstSlot + (indices == null ? i : indices.getInt(i)), value);
      }
    }
  }

  @Override
  public int vectorSize(int column) {
    InternalRow vector = row.getStruct(column, VECTOR_FIELDS);
    return vector.getByte(0) == SPARSE ? vector.getInt(1) : vector.getArray(3).numElements();
  }
}
