package io.ogive.math;

/** An addend that is not finite or leaves the range in which {@link ExactSums} adds exactly. */
public final class NotRepresentableException extends ArithmeticException {
  private final int index;
  private final double value;

  public NotRepresentableException(int index, double value) {
    super("element %d: %s cannot be added exactly".formatted(index, value));
    this.index = index;
    this.value = value;
  }

  /** The place of the addend in its vector. */
  public int index() {
    return index;
  }

  public double value() {
    return value;
  }
}
