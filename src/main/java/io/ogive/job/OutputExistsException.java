package io.ogive.job;

/** The output is there already and may not be replaced. Exit code 4. */
final class OutputExistsException extends RuntimeException {
  OutputExistsException(String message) {
    super(message);
  }
}
