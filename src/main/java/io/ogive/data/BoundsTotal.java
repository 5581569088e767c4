package io.ogive.data;

import java.util.Arrays;

/** Least and most value and number of values of each slot, largest weight, rows of each class. */
final class BoundsTotal implements Total<BoundsTotal> {
  private double[] least = new double[0];
  private double[] most = new double[0];
  private long[] values = new long[0];
  private long[] classRows;
  private long rows;
  private double largestWeight;

  private BoundsTotal(int classes) {
    classRows = new long[classes];
  }

  static BoundsTotal empty(int classes) {
    return new BoundsTotal(classes);
  }

  /** Makes room for this many columns. */
  void widen(int columns) {
    int known = values.length;
    if (known == 0) {
      least = new double[columns];
      most = new double[columns];
      values = new long[columns];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      Arrays.fill(most, Double.NEGATIVE_INFINITY);
    } else if (known != columns) {
      throw new IllegalArgumentException(
          "blocks of %d and of %d columns in one set".formatted(known, columns));
    }
  }

  void addRow(int label, double weight) {
    if (label >= classRows.length) {
      classRows = Arrays.copyOf(classRows, label + 1);
    }
    classRows[label]++;
    rows++;
    largestWeight = Math.max(largestWeight, weight);
  }

  void addRange(int column, double low, double high) {
    least[column] = Math.min(least[column], low);
    most[column] = Math.max(most[column], high);
  }

  void addValues(int column, int count) {
    values[column] += count;
  }

  @Override
  public BoundsTotal mergeWith(BoundsTotal other) {
    if (other.values.length > 0) {
      widen(other.values.length);
    }
    for (int j = 0; j < other.values.length; j++) {
      least[j] = Math.min(least[j], other.least[j]);
      most[j] = Math.max(most[j], other.most[j]);
      values[j] += other.values[j];
    }
    classRows = Arrays.copyOf(classRows, Math.max(classRows.length, other.classRows.length));
    for (int c = 0; c < other.classRows.length; c++) {
      classRows[c] += other.classRows[c];
    }
    rows += other.rows;
    largestWeight = Math.max(largestWeight, other.largestWeight);
    return this;
  }

  int columns() {
    return values.length;
  }

  long[] classRows() {
    return classRows.clone();
  }

  double largestWeight() {
    return largestWeight;
  }

  /** The least value of a slot; where rows have no entry, 0 is one of them. */
  double least(int column) {
    return everywhere(column) ? least[column] + 0.0 : Math.min(least[column], 0) + 0.0;
  }

  /** The largest value of a slot. */
  double most(int column) {
    return everywhere(column) ? most[column] + 0.0 : Math.max(most[column], 0) + 0.0;
  }

  /** Whether every row has a value of its own in a column, so that no row is 0 by silence. */
  boolean everywhere(int column) {
    return values[column] == rows;
  }
}
