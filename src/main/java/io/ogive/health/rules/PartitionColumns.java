package io.ogive.health.rules;

import java.util.List;

/**
 * The columns of every partition, as they were when they were read.
 *
 * @param names of the columns' slots
 * @param sources their columns, partition by partition
 */
public record PartitionColumns(List<String> names, List<OfSource> sources) {
  /** Of nothing. */
  public static final PartitionColumns NONE = new PartitionColumns(List.of(), List.of());

  /**
   * The columns of one partition; slots that are not named are all 0.
   *
   * @param source its number
   * @param rows its training rows
   * @param slots in rising order
   * @param means of each
   * @param deviations of each
   */
  public record OfSource(int source, long rows, int[] slots, double[] means, double[] deviations) {}
}
