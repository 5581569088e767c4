package io.ogive.spark;

import io.ogive.data.BadValueException;
import io.ogive.data.RawRow;
import io.ogive.data.SlotSink;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/** Spark's internal row, read where it lies: column i of this row is column i of Spark's. */
final class SparkRow implements RawRow {
  static final int VECTOR_FIELDS = 4;
  private static final byte SPARSE = 0;

  private final Layout layout;
  private final LevelIndex[] indexes;
  private final NumberTexts numbers = new NumberTexts();
  private InternalRow row;
  private double[] values = new double[0];
  private int[] indices = new int[0];
  private byte[] copied = new byte[0];

  SparkRow(Layout layout) {
    this.layout = layout;
    this.indexes = new LevelIndex[layout.size()];
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
  public int indexOf(int column, List<String> levels) {
    if (layout.kind(column) != ColumnKind.TEXT) {
      return RawRow.super.indexOf(column, levels);
    }
    LevelIndex index = indexes[column];
    if (index == null || !index.isOf(levels)) {
      index = new LevelIndex(levels);
      indexes[column] = index;
    }
    return index.of(row.getUTF8String(column));
  }

  /** A text as its bytes, which are those of the next row when that is looked at. */
  UTF8String utf8(int column) {
    return row.getUTF8String(column);
  }

  @Override
  public void vector(int column, int firstSlot, SlotSink sink) {
    InternalRow vector = row.getStruct(column, VECTOR_FIELDS);
    ArrayData elements = vector.getArray(3);
    int count = elements.numElements();
    if (vector.getByte(0) == SPARSE) {
      if (values.length < count) {
        values = new double[count];
        indices = new int[count];
      }
      copy(elements, count, values, Platform.DOUBLE_ARRAY_OFFSET, Double.BYTES);
      copy(vector.getArray(2), count, indices, Platform.INT_ARRAY_OFFSET, Integer.BYTES);
      sink.putAll(firstSlot, indices, values, count);
    } else if (elements instanceof UnsafeArrayData unsafe
        && unsafe.getBaseObject() instanceof byte[] there) {
      long first = firstElement(unsafe, count) - Platform.BYTE_ARRAY_OFFSET;
      sink.putAll(firstSlot, there, (int) first, count);
    } else {
      if (copied.length / Double.BYTES < count) {
        copied = new byte[Math.multiplyExact(count, Double.BYTES)];
      }
      copy(elements, count, copied, Platform.BYTE_ARRAY_OFFSET, Double.BYTES);
      sink.putAll(firstSlot, copied, 0, count);
    }
  }

  private static void copy(ArrayData from, int count, Object to, long offset, int bytes) {
    long length = (long) count * bytes;
    if (from instanceof UnsafeArrayData unsafe) {
      long first = firstElement(unsafe, count);
      Platform.copyMemory(unsafe.getBaseObject(), first, to, offset, length);
    } else if (bytes == Double.BYTES) {
      Platform.copyMemory(from.toDoubleArray(), Platform.DOUBLE_ARRAY_OFFSET, to, offset, length);
    } else {
      Platform.copyMemory(from.toIntArray(), Platform.INT_ARRAY_OFFSET, to, offset, length);
    }
  }

  private static long firstElement(UnsafeArrayData array, int count) {
    return array.getBaseOffset() + UnsafeArrayData.calculateHeaderPortionInBytes(count);
  }

  @Override
  public int vectorSize(int column) {
    InternalRow vector = row.getStruct(column, VECTOR_FIELDS);
    return vector.getByte(0) == SPARSE ? vector.getInt(1) : vector.getArray(3).numElements();
  }
}
