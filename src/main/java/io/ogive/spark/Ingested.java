package io.ogive.spark;

import io.ogive.data.Features;
import io.ogive.health.SourceNames;
import io.ogive.health.rules.PartitionColumns;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An input in blocks.
 *
 * @param features how a row became slots
 * @param store the blocks; to be closed by whoever asked for them
 * @param columns of each source; none where rows are in groups
 * @param names of the files of each source, or of the groups of rows
 * @param droppedByReason rows left out, by reason
 */
public record Ingested(
    Features features,
    SparkBlockStore store,
    PartitionColumns columns,
    SourceNames names,
    Map<String, Long> droppedByReason) {
  public Ingested {
    droppedByReason = Collections.unmodifiableMap(new TreeMap<>(droppedByReason));
  }
}
