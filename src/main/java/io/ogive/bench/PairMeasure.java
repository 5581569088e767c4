package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether something of {@link Pairs} takes less than {@code below} times the time without it: not
 * just now, but with confidence; and not just as one JVM happened to compile it.
 *
 * @param pairs in each JVM
 */
record PairMeasure(String name, String what, String source, double lambda, int pairs, double below)
    implements Measurement {
  private static final double CONFIDENCE = 0.95;
  private static final int JVMS = 3;
  private static final Duration LIMIT = Duration.ofMinutes(20);

  /**
   * Half of the heap for what is new, which holds all that a fit makes: otherwise every other fit
   * has a collection of a sixth of its time, and these are most of the differences within pairs.
   */
  private static final String ROOM_FOR_A_FIT = "-XX:NewRatio=1";

  @Override
  public Outcome run(BenchOptions options, PrintStream progress) throws IOException {
    ObjectNode details = Line.object().put("work", name).put("source", source);
    ArrayNode timed = details.putArray("pairs");
    for (int jvm = 1; jvm <= JVMS; jvm++) {
      try (Child child = new Peers(options).jvm(PeerNames.OGIVE, ROOM_FOR_A_FIT)) {
        child.ask(LIMIT, "load", source);
        progress.println("%s: %d pairs in JVM %d of %d".formatted(name, pairs, jvm, JVMS));
        String count = Integer.toString(pairs);
        timed.add(child.ask(LIMIT, "pairs", what, Double.toString(lambda), count));
      }
    }
    return new Outcome(List.of(figure(timed)), details);
  }

  private Figure figure(ArrayNode timed) {
    List<Double> with = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (JsonNode ofJvm : timed) {
      for (int p = 0; p < ofJvm.path("with").size(); p++) {
        double seconds = ofJvm.path("with").get(p).asDouble();
        double secondsWithout = ofJvm.path("without").get(p).asDouble();
        with.add(seconds);
        without.add(secondsWithout);
        ratios.add(seconds / secondsWithout);
      }
    }
    double bound = Statistics.upperBoundOfMedian(CONFIDENCE, ratios);
    return new Figure(
        name,
        "without",
        "%d pairs, %d JVMs".formatted(ratios.size(), JVMS),
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
