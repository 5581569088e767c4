package io.ogive.data;

/** What the rows of a block are for. */
public enum Role {
  /** Rows that are fitted. */
  TRAIN,
  /** Rows that are held out of all fitting and only evaluated. */
  TEST
}
