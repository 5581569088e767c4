package io.ogive.data;

/**
 * A precision: that in which features are stored, on which arithmetic is in double, or that in
 * which a network computes.
 */
public enum Storage {
  /** Four bytes; magnitudes from 1e-37 up to the largest float, 3.4e38, and 0. */
  FLOAT32(1e-37, Float.MAX_VALUE) {
    @Override
    public double round(double value) {
      return (float) value;
    }
  },
  /** Eight bytes; magnitudes from 2^-500 to 2^500, so that squares stay in range, and 0. */
  FLOAT64(0x1p-500, 0x1p500) {
    @Override
    public double round(double value) {
      return value;
    }
  };

  private final double smallest;
  private final double largest;

  Storage(double smallest, double largest) {
    this.smallest = smallest;
    this.largest = largest;
  }

  /** The value that is stored for {@code value}. */
  public abstract double round(double value);

  /** The smallest magnitude besides 0 that can be stored. */
  double smallest() {
    return smallest;
  }

  /** The largest magnitude that can be stored. */
  double largest() {
    return largest;
  }

  /** Whether {@code value} is 0 or within the magnitudes that can be stored. */
  public boolean holds(double value) {
    double size = Math.abs(value);
    return (size >= smallest && size <= largest) || size == 0;
  }

  /** The error for a value of {@code column} that, less its shift, {@link #holds} not. */
  BadValueException refuse(String column, double value, double shift) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return new BadValueException(
          column,
          "value is " + value,
          "correct the row, write it as missing, or set input.on-bad-row = drop");
    }
    double size = Math.abs(value - shift);
    boolean wider = this == FLOAT32 && FLOAT64.holds(size);
    return new BadValueException(
        column,
        "value %s is too %s for %s"
            .formatted(value, size > 1 ? "large" : "small", wider ? "float32" : "use"),
        wider ? "set data.storage = float64" : "rescale the column");
  }
}
