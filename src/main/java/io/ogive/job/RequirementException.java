package io.ogive.job;

/** A {@code --require} is not met; the run is not published. Exit code 23. */
final class RequirementException extends RuntimeException {
  RequirementException(String message) {
    super(message);
  }
}
