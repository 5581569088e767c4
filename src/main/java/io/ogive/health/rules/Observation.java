package io.ogive.health.rules;

import io.ogive.health.SourceHealth;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * What rules see of a round.
 *
 * @param number from 0
 * @param loss the weighted mean training loss
 * @param gradientNorm the largest absolute element of the gradient; for local steps, of the mean
 *     step divided by the rate
 * @param heldOutLoss over held-out rows, if there are any
 * @param whole the statistics of all partitions together
 * @param sources the statistics by partition; empty where nothing was measured
 * @param tasks how long parts of the pass took
 */
public record Observation(
    int number,
    double loss,
    double gradientNorm,
    OptionalDouble heldOutLoss,
    SourceHealth whole,
    SortedMap<Integer, SourceHealth> sources,
    List<TaskTime> tasks) {

  /** Whether there are figures of layers and margins. */
  boolean isMeasured() {
    return !sources.isEmpty();
  }
}
