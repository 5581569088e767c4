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

  /** The sum of the elements of an array: those with the same place modulo 4 in order. */
  static double sum(double[] x) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= x.length; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < x.length; i++) {
      s0 += x[i];
    }
    return (s0 + s2) + (s1 + s3);
  }
}
