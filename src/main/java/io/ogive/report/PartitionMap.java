package io.ogive.report;

import java.util.List;

/**
 * Partitions by rounds.
 *
 * @param rounds the columns
 * @param sources the rows
 * @param hidden octaves of the worst hidden layer; NaN without one
 * @param output octaves of the output: halvings of the truth's probability, or, where the label is
 *     a number, doublings of the error above that of all rows
 */
record PartitionMap(
    List<Integer> rounds, List<Integer> sources, double[][] hidden, double[][] output) {

  boolean isEmpty() {
    return rounds.isEmpty() || sources.isEmpty();
  }

  static boolean holdsAny(double[][] values) {
    for (double[] row : values) {
      for (double value : row) {
        if (!Double.isNaN(value)) {
          return true;
        }
      }
    }
    return false;
  }
}
