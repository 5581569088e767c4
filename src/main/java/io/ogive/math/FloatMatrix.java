package io.ogive.math;

/**
 * A view of float32 values as a matrix: element (i, j) stands at {@code values[i * rowStride + j *
 * columnStride]}. What stands beyond the last row is nobody's, so a matrix may be the head of a
 * larger buffer.
 */
public record FloatMatrix(float[] values, int rows, int columns, int rowStride, int columnStride) {
  public FloatMatrix {
    assert rows == 0
        || columns == 0
        || (rows - 1) * rowStride + (columns - 1) * columnStride < values.length;
  }

  /** The first {@code rows} rows of a dense, row-major matrix. */
  public static FloatMatrix of(float[] values, int rows, int columns) {
    return new FloatMatrix(values, rows, columns, columns, 1);
  }

  /** The same values with rows and columns changed over; nothing is copied. */
  public FloatMatrix transposed() {
    return new FloatMatrix(values, columns, rows, columnStride, rowStride);
  }
}
