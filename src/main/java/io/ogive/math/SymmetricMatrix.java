package io.ogive.math;

/**
 * A symmetric matrix of which the lower triangle is held: element (i, j) with j &lt;= i stands at
 * {@code i * size + j}; the rest is not read.
 */
public record SymmetricMatrix(int size, double[] values) {
  public SymmetricMatrix {
    if (values.length != size * size) {
      throw new IllegalArgumentException(
          "a %d x %d matrix needs %d values, got %d"
              .formatted(size, size, size * size, values.length));
    }
  }

  public double get(int i, int j) {
    return i >= j ? values[i * size + j] : values[j * size + i];
  }
}
