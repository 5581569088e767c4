package io.ogive.health.rules;

import io.ogive.health.HealthTotal;
import io.ogive.health.SourceHealth;
import java.util.List;
import java.util.SortedMap;

/**
 * What rules see of a round.
 *
 * @param number from 0
 * @param loss the weighted mean training loss
 * @param objective loss plus penalties
 * @param gradientNorm the largest absolute element of the gradient; for local steps, of the mean
 *     step divided by the rate
 * @param meanGradient the mean over all parameters of the absolute gradient; NaN for local steps
 * @param weightNorms the Euclidean norm of each layer's weights at the round's start; may be empty
 * @param whole the statistics of all partitions together
 * @param sources the statistics by partition; empty where nothing was measured
 * @param tasks how long parts of the pass took
 */
public record Observation(
    int number,
    double loss,
    double objective,
    double gradientNorm,
    double meanGradient,
    List<Double> weightNorms,
    SourceHealth whole,
    SortedMap<Integer, SourceHealth> sources,
    List<TaskTime> tasks) {

  /** A round with the statistics of a pass. */
  public Observation(
      int number,
      double loss,
      double objective,
      double gradientNorm,
      double meanGradient,
      List<Double> weightNorms,
      HealthTotal health,
      List<TaskTime> tasks) {
    this(
        number,
        loss,
        objective,
        gradientNorm,
        meanGradient,
        List.copyOf(weightNorms),
        health.whole(),
        health.sources(),
        List.copyOf(tasks));
  }

  /** Whether there are figures of layers and margins. */
  boolean isMeasured() {
    return !sources.isEmpty();
  }

  /** Whether there are those of level FULL too. */
  boolean isFull() {
    return isMeasured() && whole.isFull();
  }

  /** The units of a hidden layer, from 0, or of the output beyond the last. */
  int units(int layer) {
    return layer < whole.hidden().size()
        ? (int) (whole.hidden().get(layer).count() / Math.max(1, whole.rows()))
        : whole.outputs();
  }
}
