package io.ogive.math;

/**
 * A view of float64 values as a matrix: element (i, j) stands at {@code values[i * rowStride + j *
 * columnStride]}. What stands beyond the last row is nobody's, so a matrix may be the head of a
 * larger buffer.
 */
public record DoubleMatrix(
    double[] values, int rows, int columns, int rowStride, int columnStride) {
  public DoubleMatrix {
    assert rows == 0
        || columns == 0
        || (rows - 1) * rowStride + (columns - 1) * columnStride < values.length;
  }

  /** The first {@code rows} rows of a dense, row-major matrix. */
  public static DoubleMatrix of(double[] values, int rows, int columns) {
    return new DoubleMatrix(values, rows, columns, columns, 1);
  }

  /** The same values with rows and columns changed over; nothing is copied. */
  public DoubleMatrix transposed() {
    return new DoubleMatrix(values, columns, rows, columnStride, rowStride);
  }
}
