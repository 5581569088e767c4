package io.ogive.data;

import java.util.Optional;

/**
 * From sums about a centre c to moments: with W the sum of weights, S and Q those of w d and w d^2,
 *
 * <pre>mean = c + S / W,  sum of w (x - mean)^2 = Q - S^2 / W</pre>
 *
 * the corrected two-pass formula (Chan, Golub and LeVeque 1983). The difference loses as many bits
 * as S^2 / W is larger than it; where these are more than six, sums about the mean are wanted.
 */
final class CentredMoments {
  private static final double MOST_LOSS = 64;

  private final BoundsTotal bounds;
  private final MomentsPass pass;
  private final double[] rows;
  private final double[] step;
  private final double[] spread;

  CentredMoments(BoundsTotal bounds, MomentsPass pass, MomentsTotal sums) {
    this.bounds = bounds;
    this.pass = pass;
    this.rows = sums.rows().values();
    this.step = new double[bounds.columns()];
    this.spread = new double[bounds.columns()];
    double[] absent = pass.countEntries() ? absent(sums) : new double[step.length];
    for (int j = 0; j < step.length; j++) {
      double zero = Math.scalb(-pass.centre()[j], -pass.exponent()[j]);
      double s = sums.slots().value(2 * j) + absent[j] * zero;
      double q = sums.slots().value(2 * j + 1) + absent[j] * zero * zero;
      step[j] = s / rows[0];
      spread[j] = q - s * step[j];
    }
  }

  /** The weight of the rows that have no entry, rounded once: all weights less those of entries. */
  private double[] absent(MomentsTotal sums) {
    double high = sums.rows().value(0);
    sums.rows().add(0, -high);
    double low = sums.rows().value(0);
    double[] absent = new double[sums.entries().length()];
    for (int j = 0; j < absent.length; j++) {
      if (!bounds.everywhere(j)) {
        sums.entries().add(j, high);
        sums.entries().add(j, low);
        absent[j] = sums.entries().value(j);
      }
    }
    return absent;
  }

  private boolean constant(int j) {
    return bounds.least(j) == bounds.most(j);
  }

  /** A pass about the means of those columns that need it, if there are any. */
  Optional<MomentsPass> recentred() {
    double[] centre = pass.centre().clone();
    boolean any = false;
    for (int j = 0; j < centre.length; j++) {
      double offset = rows[0] * step[j] * step[j];
      if (!constant(j) && !(offset <= MOST_LOSS * spread[j])) {
        centre[j] = mean(j);
        any = true;
      }
    }
    return any ? Optional.of(MomentsPass.about(bounds, pass.roles(), centre)) : Optional.empty();
  }

  private double mean(int j) {
    return constant(j)
        ? bounds.least(j)
        : pass.centre()[j] + Math.scalb(step[j], pass.exponent()[j]);
  }

  ColumnMoments summary() {
    int columns = step.length;
    double[] mean = new double[columns];
    double[] deviation = new double[columns];
    double[] population = new double[columns];
    double[] largest = new double[columns];
    double freedom = rows[0] - rows[1] / rows[0];
    for (int j = 0; j < columns; j++) {
      mean[j] = mean(j);
      largest[j] = Math.max(Math.abs(bounds.least(j)), Math.abs(bounds.most(j)));
      if (!constant(j) && spread[j] > 0 && freedom > 0) {
        deviation[j] = Math.scalb(Math.sqrt(spread[j] / freedom), pass.exponent()[j]);
        population[j] = Math.scalb(Math.sqrt(spread[j] / rows[0]), pass.exponent()[j]);
      }
    }
    int exponent = pass.weightExponent();
    double[] classWeights = new double[rows.length - 2];
    for (int c = 0; c < classWeights.length; c++) {
      classWeights[c] = Math.scalb(rows[2 + c], exponent);
    }
    return new ColumnMoments(
        Math.scalb(rows[0], exponent),
        classWeights,
        bounds.classRows(),
        mean,
        deviation,
        population,
        largest,
        bounds.largestWeight());
  }
}
