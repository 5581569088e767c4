package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link Products32} on one core, against OpenBLAS or whichever native BLAS is installed: the
 * median of the ratios of turns that follow each other.
 */
record ProductMeasure() implements Measurement {
  private static final double AT_LEAST = 0.95;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @Override
  public String name() {
    return "products";
  }

  @Override
  public Outcome run(BenchOptions options, PrintStream progress) throws IOException {
    ObjectNode details = Line.object().put("work", name());
    List<Figure> figures = new ArrayList<>();
    try (Child child = new Peers(options).jvm(PeerNames.OGIVE)) {
      JsonNode timed = child.ask(LIMIT, "products");
      details.set("timed", timed);
      timed.path("shapes").forEach(shape -> figures.add(figure(shape, timed)));
    }
    return new Outcome(figures, details);
  }

  private Figure figure(JsonNode shape, JsonNode timed) {
    List<Double> mine = seconds(shape.path("ours"));
    List<Double> other = seconds(shape.path("theirs"));
    List<Double> ratios = new ArrayList<>();
    for (int turn = 0; turn < mine.size(); turn++) {
      ratios.add(other.get(turn) / mine.get(turn));
    }
    double ratio = Statistics.median(ratios);
    return new Figure(
        name(),
        timed.path("blas").asText(),
        shape.path("shape").asText(),
        microseconds(mine),
        microseconds(other),
        ratio,
        Figure.atLeast(AT_LEAST),
        Figure.Verdict.of(ratio >= AT_LEAST),
        "float32, one core");
  }

  private static String microseconds(List<Double> seconds) {
    return "%d us".formatted(Math.round(1e6 * Statistics.median(seconds)));
  }

  private static List<Double> seconds(JsonNode turns) {
    List<Double> values = new ArrayList<>();
    turns.forEach(value -> values.add(value.asDouble()));
    return values;
  }
}
