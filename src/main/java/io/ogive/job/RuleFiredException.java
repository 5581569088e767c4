package io.ogive.job;

/** A rule of {@code --fail-on} fired. */
final class RuleFiredException extends RuntimeException {
  RuleFiredException(String message) {
    super(message);
  }
}
