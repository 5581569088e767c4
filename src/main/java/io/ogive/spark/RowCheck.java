package io.ogive.spark;

import io.ogive.data.BlockBuilder;
import io.ogive.data.Features;
import io.ogive.data.RawRow;
import io.ogive.data.Role;

/** Tells whether a row could go into a block, by encoding it into one that is never filled. */
final class RowCheck {
  private final Features features;
  private final BlockBuilder scratch;

  RowCheck(Features features) {
    this.features = features;
    int width = Math.max(1, features.width());
    scratch =
        new BlockBuilder(
            0,
            Role.TRAIN,
            width,
            true,
            features.storage(),
            1,
            new double[width],
            block -> {},
            features::slotName);
  }

  /**
   * Whether the row is kept, or dropped since a value is missing.
   *
   * @throws io.ogive.data.BadValueException if a value cannot be used
   */
  boolean keeps(RawRow row) {
    scratch.startRow(0, 1);
    return features.encode(row, scratch);
  }

  /** The first column that is missing, of a row that is dropped for it. */
  String missingColumn(RawRow row) {
    return missingColumn(features, row);
  }

  static String missingColumn(Features features, RawRow row) {
    for (int c = 0; c < features.columns().size(); c++) {
      if (row.isMissing(c)) {
        return features.columns().get(c).name();
      }
    }
    throw new IllegalStateException("no column is missing");
  }
}
