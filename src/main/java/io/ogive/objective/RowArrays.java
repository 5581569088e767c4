package io.ogive.objective;

/**
 * Arrays of one number a row, kept from block to block, since most blocks have as many rows: new
 * ones for every block would be a tenth of what a pass reads, through memory that is cold.
 */
final class RowArrays {
  private final double[][] kept;

  RowArrays(int count) {
    kept = new double[count][0];
  }

  /** The array of that number, with what it held before or zeros. */
  double[] get(int number, int rows) {
    if (kept[number].length != rows) {
      kept[number] = new double[rows];
    }
    return kept[number];
  }
}
