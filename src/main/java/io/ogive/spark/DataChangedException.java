package io.ogive.spark;

/**
 * The input gave other rows, or rows in another order, when a lost block was built again, so the
 * run cannot go on with the same bits. Exit code 65.
 */
public final class DataChangedException extends RuntimeException {
  public DataChangedException(String message) {
    super(message);
  }
}
