package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@link Products32} on one core, against OpenBLAS or whichever native BLAS is installed. */
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
    double ours = median(shape.path("ours"));
    double theirs = median(shape.path("theirs"));
    return new Figure(
        name(),
        timed.path("blas").asText(),
        shape.path("shape").asText(),
        "%d us".formatted(Math.round(1e6 * ours)),
        "%d us".formatted(Math.round(1e6 * theirs)),
        theirs / ours,
        Figure.atLeast(AT_LEAST),
        Figure.Verdict.of(theirs / ours >= AT_LEAST),
        "float32, one core");
  }

  private static double median(JsonNode seconds) {
    List<Double> values = new ArrayList<>();
    seconds.forEach(value -> values.add(value.asDouble()));
    return Statistics.median(values);
  }
}
