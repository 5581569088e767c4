package io.ogive.data;

import io.ogive.math.ExactSums;

/**
 * Exact sums of scaled weights w and scaled distances d.
 *
 * @param rows sum of w, of w^2, then of the w of each class
 * @param first per slot, sum of w d over the entries
 * @param second per slot, sum of w d^2 over the entries
 * @param entries per slot, minus the sum of w over the entries; empty where nobody needs it
 */
record MomentsTotal(ExactSums rows, ExactSums first, ExactSums second, ExactSums entries)
    implements Total<MomentsTotal> {
  static MomentsTotal empty(int classes, int columns, boolean countEntries) {
    return new MomentsTotal(
        new ExactSums(2 + classes, ExactSums.FINE),
        new ExactSums(columns, ExactSums.FINE),
        new ExactSums(columns, ExactSums.FINE),
        new ExactSums(countEntries ? columns : 0, ExactSums.FINE));
  }

  @Override
  public MomentsTotal mergeWith(MomentsTotal other) {
    rows.mergeWith(other.rows);
    first.mergeWith(other.first);
    second.mergeWith(other.second);
    entries.mergeWith(other.entries);
    return this;
  }
}
