package io.ogive.data;

import io.ogive.math.LosslessSums;
import io.ogive.math.LosslessSums.Pair;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * From lossless sums to moments: with W the sum of weights w, S that of w x and Q that of w x^2,
 *
 * <pre>mean = S / W,  population variance = (Q W - S^2) / W^2</pre>
 *
 * in about 100 bits, and where the difference is less than 2^-40 of Q W, in exact arithmetic: what
 * cancels was never rounded. All of it is done on x times a power of two that brings the largest to
 * [1/2, 1), so that a column times 2^k has its moments times 2^k.
 */
final class MomentsOfSums {
  private static final double MOST_LOSS = 0x1p-40;
  private static final MathContext DIGITS = new MathContext(40);

  private final ColumnSums sums;
  private final int weightExponent;
  private final Pair weight;
  private final double freedom;
  private final double[] mean;
  private final double[] deviation;
  private final double[] population;
  private final double[] largest;

  private MomentsOfSums(ColumnSums sums) {
    this.sums = sums;
    LosslessSums rows = sums.rows();
    weightExponent = ColumnMoments.exponent(rows.value(0));
    weight = rows.scaled(0, -weightExponent);
    Pair ofSquares = rows.scaled(1, -2 * weightExponent).over(weight);
    freedom = weight.minus(ofSquares);
    int columns = sums.places().width();
    mean = new double[columns];
    deviation = new double[columns];
    population = new double[columns];
    largest = new double[columns];
  }

  static ColumnMoments of(ColumnSums sums) {
    return new MomentsOfSums(sums).moments();
  }

  private ColumnMoments moments() {
    for (int place = 0; place < sums.places().size(); place++) {
      if (sums.largest(place) > 0) {
        moments(place, sums.places().slot(place));
      }
    }
    LosslessSums rows = sums.rows();
    double[] classWeights = new double[rows.length() - 2];
    for (int c = 0; c < classWeights.length; c++) {
      classWeights[c] = rows.value(2 + c);
    }
    return new ColumnMoments(
        rows.value(0),
        classWeights,
        sums.classRows(),
        mean,
        deviation,
        population,
        largest,
        sums.largestWeight());
  }

  private void moments(int place, int slot) {
    largest[slot] = sums.largest(place);
    int exponent = ColumnMoments.exponent(largest[slot]);
    Pair first = sums.slots().scaled(2 * place, -exponent - weightExponent).over(weight);
    Pair second = sums.slots().scaled(2 * place + 1, -2 * exponent - weightExponent).over(weight);
    double variance = second.minus(first.squared());
    if (!(variance >= MOST_LOSS * second.value())) {
      variance = exactVariance(place, exponent);
    }
    mean[slot] = Math.scalb(first.rounded(), exponent) + 0.0;
    population[slot] = Math.scalb(Math.sqrt(variance), exponent);
    if (freedom > 0) {
      deviation[slot] = Math.scalb(Math.sqrt(variance * (weight.value() / freedom)), exponent);
    }
  }

  private double exactVariance(int place, int exponent) {
    BigDecimal w = sums.rows().exact(0);
    BigDecimal s = sums.slots().exact(2 * place);
    BigDecimal q = sums.slots().exact(2 * place + 1);
    BigDecimal variance = q.multiply(w).subtract(s.multiply(s)).divide(w.multiply(w), DIGITS);
    return variance.multiply(LosslessSums.powerOfTwo(-2 * exponent)).doubleValue();
  }
}
