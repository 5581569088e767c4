package io.ogive.spark;

import io.ogive.data.Column;
import java.io.Serializable;

/** What of a spec the tasks need to judge rows; not its options, which may hold secrets. */
record RowRules(
    InputSpec.Split split,
    Column.Missing missing,
    InputSpec.OnBadRow onBadRow,
    int maxLevels,
    int blockRows)
    implements Serializable {
  static RowRules of(InputSpec spec) {
    return new RowRules(
        spec.split(), spec.missing(), spec.onBadRow(), spec.maxLevels(), spec.blockRows());
  }
}
