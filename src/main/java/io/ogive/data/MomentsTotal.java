package io.ogive.data;

import io.ogive.math.ExactSums;

/**
 * Exact sums of scaled weights w and scaled distances d.
 *
 * @param rows sum of w, of w^2, then of the w of each class
 * @param slots for slot j at 2 j the sum of w d over the entries, at 2 j + 1 that of w d^2
 * @param entries per slot, minus the sum of w over the entries; empty where nobody needs it
 */
record MomentsTotal(ExactSums rows, ExactSums slots, ExactSums entries)
    implements Total<MomentsTotal> {
  static MomentsTotal empty(int classes, int columns, boolean countEntries) {
    return new MomentsTotal(
        new ExactSums(2 + classes, ExactSums.FINE),
        new ExactSums(2 * columns, ExactSums.FINE),
        new ExactSums(countEntries ? columns : 0, ExactSums.FINE));
  }

  @Override
  public MomentsTotal mergeWith(MomentsTotal other) {
    rows.mergeWith(other.rows);
    slots.mergeWith(other.slots);
    entries.mergeWith(other.entries);
    return this;
  }
}
