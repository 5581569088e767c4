package io.ogive.spark;

/**
 * The column by whose values rows are counted.
 *
 * @param most groups, that of all further values among them
 */
public record GroupColumn(String name, int most) {
  /** The most groups there can be. */
  public static final int LIMIT = 1024;

  public GroupColumn {
    if (most < 2 || most > LIMIT) {
      throw new IllegalArgumentException(
          "health.groups must be in 2 .. %d, was %d".formatted(LIMIT, most));
    }
  }
}
