package io.ogive.model;

import io.ogive.data.BadValueException;
import io.ogive.data.Features;
import io.ogive.data.RawRow;

/**
 * Scores raw rows one by one, with the bits that the same rows in a block give. Keeps its buffers,
 * so it is for one thread.
 *
 * <p>A logistic model without a shift costs only what the row's non-zero slots cost, however wide
 * it is: a slot that is 0 would add nothing to any bit of a logit.
 */
public final class Scorer {
  private final Features features;
  private final EncodedRow row;

  public Scorer(Model model) {
    this.features = model.features();
    this.row =
        model instanceof LogisticModel logistic && unshifted(features)
            ? new LogitRow(logistic)
            : new StoredRow(model);
  }

  private static boolean unshifted(Features features) {
    for (double shift : features.shift()) {
      if (shift != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Scores one row.
   *
   * @param probabilities takes one probability a class; not written where the row is dropped
   * @return whether there is a score; false when the policy for a missing value is to drop the row
   * @throws BadValueException for a value that no policy covers, or that cannot be stored
   * @throws ArithmeticException if the row's values are so large that a logit overflows
   */
  public boolean score(RawRow raw, double[] probabilities) {
    row.start();
    if (!features.encode(raw, row)) {
      return false;
    }
    row.probabilities(probabilities);
    return true;
  }
}
