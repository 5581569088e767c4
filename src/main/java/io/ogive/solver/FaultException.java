package io.ogive.solver;

/** A number left its range in the rows of a partition. */
final class FaultException extends ArithmeticException {
  private final String what;
  private final int source;

  /**
   * @param what such as {@code "the loss is NaN"}
   */
  FaultException(String message, String what, int source) {
    super(message);
    this.what = what;
    this.source = source;
  }

  String what() {
    return what;
  }

  int source() {
    return source;
  }
}
