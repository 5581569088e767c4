package io.ogive.data;

import io.ogive.math.LosslessSums;
import io.ogive.math.Panels;

/** The products w x and w x^2 of up to 64 rows, each with what its rounding leaves. */
final class WeightedLanes {
  private final double[] first = new double[Panels.LANES];
  private final double[] firstLeft = new double[Panels.LANES];
  private final double[] second = new double[Panels.LANES];
  private final double[] secondLeft = new double[Panels.LANES];
  private final double[] third = new double[Panels.LANES];
  private final double[] thirdLeft = new double[Panels.LANES];
  private int count;
  private boolean isRounded;
  private boolean isSquareRounded;
  private double largest;

  /** Takes rows; false if a product might be out of range for lossless sums. */
  boolean of(double[] weights, int from, double[] x, int rows) {
    count = rows;
    isRounded = false;
    isSquareRounded = false;
    largest = 0;
    boolean inRange = true;
    for (int i = 0; i < rows; i++) {
      double w = weights[from + i];
      double size = w > 0 ? Math.abs(x[i]) : 0;
      largest = Math.max(largest, size);
      inRange &= size == 0 || (isInRange(size) && isInRange(w));
      double value = w > 0 ? x[i] : 0;
      double square = value * value;
      first[i] = w * value;
      second[i] = w * square;
      firstLeft[i] = Math.fma(w, value, -first[i]);
      secondLeft[i] = Math.fma(w, square, -second[i]);
      double left = Math.fma(value, value, -square);
      third[i] = w * left;
      thirdLeft[i] = Math.fma(w, left, -third[i]);
      isRounded |= firstLeft[i] != 0 || secondLeft[i] != 0;
      isSquareRounded |= left != 0;
    }
    return inRange;
  }

  private static boolean isInRange(double size) {
    return size >= ColumnSums.SMALLEST && size <= ColumnSums.LARGEST;
  }

  /** The largest absolute x of a row with a weight. */
  double largest() {
    return largest;
  }

  /** Adds w x to sum 2 place, w x^2 to the next. */
  void addTo(LosslessSums sums, int place) {
    sums.addAll(2 * place, first, count);
    sums.addAll(2 * place + 1, second, count);
    if (isRounded) {
      sums.addAll(2 * place, firstLeft, count);
      sums.addAll(2 * place + 1, secondLeft, count);
    }
    if (isSquareRounded) {
      sums.addAll(2 * place + 1, third, count);
      sums.addAll(2 * place + 1, thirdLeft, count);
    }
  }
}
