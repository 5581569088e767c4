package io.ogive.spark;

/** An input path or table does not exist. Exit code 3. */
public final class MissingInputException extends RuntimeException {
  public MissingInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
