package io.ogive.spark;

import io.ogive.data.ColumnSpread;
import io.ogive.data.ColumnSums;
import io.ogive.data.Features;
import io.ogive.health.rules.PartitionColumns;
import io.ogive.health.rules.PartitionColumns.OfSource;
import java.util.ArrayList;
import java.util.List;

/** Keeps the columns' moments of every source as they pass by, unless they are too many. */
final class SourceColumns {
  private static final long MOST_NUMBERS = 1 << 20;

  private final List<ColumnSpread> spreads = new ArrayList<>();
  private long numbers;

  /** Takes those of the next source. */
  void add(ColumnSums sums) {
    numbers += sums.size();
    if (numbers <= MOST_NUMBERS) {
      spreads.add(sums.spread());
    } else {
      spreads.clear();
    }
  }

  /** Those of all sources that have training rows, on the scale of the columns as they were. */
  PartitionColumns all(Features features) {
    if (numbers > MOST_NUMBERS) {
      return PartitionColumns.NONE;
    }
    double[] shift = features.shift();
    List<OfSource> sources = new ArrayList<>();
    for (int source = 0; source < spreads.size(); source++) {
      ColumnSpread spread = spreads.get(source);
      if (spread.rows() > 0) {
        double[] means = spread.means().clone();
        for (int k = 0; k < means.length; k++) {
          means[k] += shift[spread.slots()[k]];
        }
        sources.add(
            new OfSource(source, spread.rows(), spread.slots(), means, spread.deviations()));
      }
    }
    return new PartitionColumns(features.slotNames(), sources);
  }
}
