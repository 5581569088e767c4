package io.ogive.data;

/** The precision in which features are stored; arithmetic on them is in double. */
public enum Storage {
  FLOAT32 {
    @Override
    public double round(double value) {
      return (float) value;
    }
  },
  FLOAT64 {
    @Override
    public double round(double value) {
      return value;
    }
  };

  /** The value that is stored for {@code value}. */
  public abstract double round(double value);
}
