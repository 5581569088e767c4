package io.ogive.health;

/** What a row of the table of statistics is. */
public enum GroupBy {
  /** A partition of the input, which is a source. */
  PARTITION,
  /** All partitions that were read from the same file, under the number of the first. */
  FILE,
  /** All rows that have the same value in a column, wherever they are. */
  COLUMN
}
