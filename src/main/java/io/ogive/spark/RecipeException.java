package io.ogive.spark;

/**
 * A recipe that cannot be followed: an option that no source knows, or one that does not fit the
 * data, such as Newton for a thousand columns. Exit code 2.
 */
public final class RecipeException extends IllegalArgumentException {
  public RecipeException(String message) {
    super(message);
  }

  public RecipeException(String message, Throwable cause) {
    super(message, cause);
  }
}
