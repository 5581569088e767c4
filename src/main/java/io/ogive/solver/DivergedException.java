package io.ogive.solver;

/** Training left the range of numbers: says in which round, what, and what to do. */
public final class DivergedException extends RuntimeException {
  public DivergedException(String message, Throwable cause) {
    super(message, cause);
  }
}
