package io.ogive.spark;

/** The data cannot be used; the message says where, which value and what to do. Exit code 65. */
public final class BadInputException extends RuntimeException {
  public BadInputException(String message) {
    super(message);
  }

  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
