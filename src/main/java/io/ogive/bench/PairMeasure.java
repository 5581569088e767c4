package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether something of {@link Pairs} takes less than {@code below} times the time without it: not
 * just now, but with confidence.
 */
record PairMeasure(String name, String what, String source, double lambda, int pairs, double below)
    implements Measurement {
  private static final double CONFIDENCE = 0.95;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @Override
  public Outcome run(BenchOptions options, PrintStream progress) throws IOException {
    try (Child child = new Peers(options).jvm(PeerNames.OGIVE)) {
      child.ask(LIMIT, "load", source);
      progress.println("%s: %d pairs".formatted(name, pairs));
      String count = Integer.toString(pairs);
      JsonNode timed = child.ask(LIMIT, "pairs", what, Double.toString(lambda), count);
      ObjectNode details = Line.object().put("work", name).put("source", source);
      details.set("pairs", timed);
      return new Outcome(List.of(figure(timed)), details);
    }
  }

  private Figure figure(JsonNode timed) {
    List<Double> with = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int p = 0; p < timed.path("with").size(); p++) {
      with.add(timed.path("with").get(p).asDouble());
      without.add(timed.path("without").get(p).asDouble());
      ratios.add(with.get(p) / without.get(p));
    }
    double bound = Statistics.upperBoundOfMedian(CONFIDENCE, ratios);
    return new Figure(
        name,
        "without",
        "%d pairs".formatted(ratios.size()),
        Figure.seconds(Statistics.median(with)),
        Figure.seconds(Statistics.median(without)),
        bound,
        "< " + below,
        Figure.Verdict.of(bound < below),
        String.format(
            Locale.ROOT,
            "ratio is the upper 95 %% bound of its median, which is %.4f",
            Statistics.median(ratios)));
  }
}
