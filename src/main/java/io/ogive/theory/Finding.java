package io.ogive.theory;

import java.util.List;

/**
 * What came of a claim.
 *
 * @param claim a short name
 * @param why the theory in a sentence or two
 */
record Finding(String claim, String why, List<Comparison> rows, Plot plot) {
  Finding {
    rows = List.copyOf(rows);
  }

  boolean holds() {
    return rows.stream().allMatch(Comparison::holds);
  }
}
