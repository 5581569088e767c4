package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.junit.jupiter.api.Test;

/** Spark's rows are read wherever Spark holds them. */
class SparkRowTest {
  private static final Layout LAYOUT =
      Layout.of(
          new StructType()
              .add("label", DataTypes.DoubleType)
              .add("features", SQLDataTypes.VectorType()),
          InputSpec.ofRows("label").build());
  private static final double[] ELEMENTS = {1.5, 0, -3, 1e-300};

  private static Map<Integer, Double> read(Object... vector) {
    Object[] values = new Object[LAYOUT.size()];
    int column = 0;
    while (LAYOUT.kind(column) != ColumnKind.VECTOR) {
      column++;
    }
    values[column] = new GenericInternalRow(vector);
    SparkRow row = new SparkRow(LAYOUT);
    Map<Integer, Double> found = new TreeMap<>();
    for (int twice = 0; twice < 2; twice++) {
      InternalRow spark = new GenericInternalRow(values);
      row.wrap(spark);
      found.clear();
      row.vector(column, 10, found::put);
    }
    return found;
  }

  private static Map<Integer, Double> dense(ArrayData elements) {
    return read((byte) 1, null, null, elements);
  }

  /** The same array where another object, or none, holds it. */
  private static UnsafeArrayData moved(UnsafeArrayData array, Object to, long offset) {
    int bytes = array.getSizeInBytes();
    Platform.copyMemory(array.getBaseObject(), array.getBaseOffset(), to, offset, bytes);
    UnsafeArrayData moved = new UnsafeArrayData();
    moved.pointTo(to, offset, bytes);
    return moved;
  }

  @Test
  void aVectorIsReadWhereverItsElementsStand() {
    Map<Integer, Double> expected = Map.of(10, 1.5, 12, -3.0, 13, 1e-300);
    UnsafeArrayData longs = UnsafeArrayData.fromPrimitiveArray(ELEMENTS);
    assertThat(longs.getBaseObject()).isInstanceOf(long[].class);
    assertThat(dense(longs)).isEqualTo(expected);
    assertThat(dense(new GenericArrayData(ELEMENTS))).isEqualTo(expected);
    byte[] bytes = new byte[longs.getSizeInBytes() + 4];
    assertThat(dense(moved(longs, bytes, Platform.BYTE_ARRAY_OFFSET + 4))).isEqualTo(expected);
    long address = Platform.allocateMemory(longs.getSizeInBytes());
    try {
      assertThat(dense(moved(longs, null, address))).isEqualTo(expected);
    } finally {
      Platform.freeMemory(address);
    }
  }

  @Test
  void aSparseVectorIsReadAtItsIndices() {
    ArrayData indices = UnsafeArrayData.fromPrimitiveArray(new int[] {1, 4, 5, 9});
    Map<Integer, Double> expected = Map.of(11, 1.5, 15, -3.0, 19, 1e-300);
    assertThat(read((byte) 0, 12, indices, UnsafeArrayData.fromPrimitiveArray(ELEMENTS)))
        .isEqualTo(expected);
    ArrayData plain = new GenericArrayData(new int[] {1, 4, 5, 9});
    assertThat(read((byte) 0, 12, plain, new GenericArrayData(ELEMENTS))).isEqualTo(expected);
  }
}
