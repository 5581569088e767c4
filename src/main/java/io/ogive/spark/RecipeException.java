package io.ogive.spark;

/** A recipe that does not fit the data, such as Newton for a thousand classes. Exit code 2. */
public final class RecipeException extends RuntimeException {
  public RecipeException(String message, Throwable cause) {
    super(message, cause);
  }
}
