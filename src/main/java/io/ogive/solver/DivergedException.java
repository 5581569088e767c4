package io.ogive.solver;

import java.util.OptionalInt;

/** Training left the range of numbers: says in which round, what, and what to do. */
public final class DivergedException extends RuntimeException {
  private final String what;
  private final int source;

  public DivergedException(String message, Throwable cause) {
    super(message, cause);
    FaultException fault = cause instanceof FaultException known ? known : null;
    this.what = fault == null ? message : fault.what();
    this.source = fault == null ? -1 : fault.source();
  }

  /**
   * With what is known of where it began.
   *
   * @param what such as {@code "the loss is NaN"}
   * @param source the partition whose rows gave it
   */
  DivergedException(String message, String what, int source) {
    super(message);
    this.what = what;
    this.source = source;
  }

  /** What is not finite, in words. */
  public String what() {
    return what;
  }

  /** The partition whose rows gave it, if that is known. */
  public OptionalInt source() {
    return source < 0 ? OptionalInt.empty() : OptionalInt.of(source);
  }
}
