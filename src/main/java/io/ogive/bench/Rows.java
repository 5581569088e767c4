package io.ogive.bench;

import java.io.IOException;
import java.io.Serializable;

/** Rows in plain Java: every peer is given these, and its objective is computed over them. */
public interface Rows extends Serializable {
  long size();

  int columns();

  /** Classes are 0 to this, exclusive. */
  int classes();

  /** Hands over the rows {@code from} to {@code to}, exclusive, in order. */
  void read(long from, long to, Sink sink) throws IOException;

  /** Takes one row; the arrays are its only until it returns. */
  interface Sink {
    /**
     * A row.
     *
     * @param indices the columns of the values, ascending; of length 0 where the row is dense
     * @param values all columns, or those at {@code indices}
     */
    void row(int label, int[] indices, double[] values) throws IOException;
  }
}
