package io.ogive.job;

/**
 * The output could not be written or put in its place; what stood there before stands unchanged.
 */
final class OutputException extends RuntimeException {
  OutputException(String message) {
    super(message);
  }

  OutputException(String message, Throwable cause) {
    super(message, cause);
  }
}
