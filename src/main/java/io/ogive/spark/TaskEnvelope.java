package io.ogive.spark;

import java.io.Serializable;
import java.util.List;

/**
 * Who did a part of a pass and how long it took; never part of what is compared.
 *
 * @param task the task's partition
 * @param host where it ran
 * @param milliseconds the time in the pass itself
 * @param attempt 0 for the first
 * @param shards the ids of the shards it passed over
 */
public record TaskEnvelope(
    int task, String host, long milliseconds, int attempt, List<Integer> shards)
    implements Serializable {
  public TaskEnvelope {
    shards = List.copyOf(shards);
  }
}
