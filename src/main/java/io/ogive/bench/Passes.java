package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.bench.Figure.Verdict;
import java.util.Locale;
import java.util.Optional;

/** In how many passes over all rows Ogive was near the optimum. */
final class Passes {
  private static final double NEAR = 1e-6;

  private Passes() {}

  /** The line, if Ogive told of its rounds. */
  static Optional<Figure> figure(Work work, Fits ours) {
    JsonNode objectives = ours.last().path("objectives");
    if (objectives.isEmpty()) {
      return Optional.empty();
    }
    double best = Double.POSITIVE_INFINITY;
    for (JsonNode objective : objectives) {
      best = Math.min(best, objective.asDouble());
    }
    int passes = 1;
    while (objectives.get(passes - 1).asDouble() > best + NEAR * Math.abs(best)) {
      passes++;
    }
    boolean bound = work.mostPasses() > 0;
    return Optional.of(
        new Figure(
            work.name(),
            "the optimum",
            "passes to 1e-6",
            Integer.toString(passes),
            "",
            Double.NaN,
            bound ? "<= " + work.mostPasses() : "",
            bound ? Verdict.of(passes <= work.mostPasses()) : Verdict.NONE,
            String.format(
                Locale.ROOT,
                "%d passes in the whole fit, %d Spark jobs with those of ingest",
                ours.last().path("iterations").asInt(),
                ours.last().path("jobs").size())));
  }
}
