package io.ogive.data;

import java.util.Set;

/**
 * Weighted statistics of the stored features, from sums that are not rounded: the same bits however
 * the rows are ordered, cut into blocks or spread over machines, and for a weight of k as for k
 * rows. Rows of weight 0 do not count.
 *
 * <p>With rows i, weights w, W = sum of w, the figures of a slot are those of Spark ML's
 * summarizer:
 *
 * <pre>
 * mean                  m = sum(w x) / W
 * deviation             sqrt(sum(w (x - m)^2) / (W - sum(w^2) / W))
 * population deviation  sqrt(sum(w (x - m)^2) / W)
 * </pre>
 *
 * <p>A constant column has deviation 0, not nearly 0. A column times 2^k has its mean and
 * deviations times 2^k, exactly.
 *
 * @param weight W
 * @param classWeights the weight of each class
 * @param classRows the rows of each class that have a weight
 * @param mean per slot, of stored values: the shift is not in it
 * @param deviation per slot, the unbiased one
 * @param populationDeviation per slot
 * @param largest per slot, the largest absolute stored value
 * @param largestWeight the largest row weight
 */
public record ColumnMoments(
    double weight,
    double[] classWeights,
    long[] classRows,
    double[] mean,
    double[] deviation,
    double[] populationDeviation,
    double[] largest,
    double largestWeight) {

  /** The moments of the training rows, with as many classes as they have, but at least two. */
  public static ColumnMoments of(BlockSet blocks) {
    return of(blocks, 2, Set.of(Role.TRAIN));
  }

  /** The moments of the training rows of a store. */
  public static ColumnMoments of(BlockStore store) {
    return of(store.trainingSums(), Set.of(Role.TRAIN));
  }

  /**
   * The moments of all rows of certain roles, in one pass.
   *
   * @param classes the least number of classes; more if there is a larger label
   * @throws BadValueException if there is no row with a weight
   */
  public static ColumnMoments of(BlockSet blocks, int classes, Set<Role> roles) {
    return of(blocks.aggregate(new ColumnSumsPass(roles, classes)), roles);
  }

  private static ColumnMoments of(ColumnSums sums, Set<Role> roles) {
    if (sums.largestWeight() == 0) {
      throw new BadValueException(
          "weight", "no row of " + roles + " has a weight above 0", "check the weight column");
    }
    return MomentsOfSums.of(sums);
  }

  /**
   * Per slot the e with {@link #largest} times 2^-e in [1/2, 1), 0 for a column of zeros: what is
   * scaled by 2^-e is scaled exactly, and lies below 1.
   */
  public int[] exponents() {
    int[] exponents = new int[largest.length];
    for (int j = 0; j < exponents.length; j++) {
      exponents[j] = exponent(largest[j]);
    }
    return exponents;
  }

  /** The e with {@code size * 2^-e} in [1/2, 1), or 0 for 0. */
  static int exponent(double size) {
    return size == 0 ? 0 : Math.getExponent(size) + 1;
  }
}
