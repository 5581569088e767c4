package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** The heap that is alive during a fit, above what the cached DataFrame takes. */
record HeapMeasure(String source, double lambda) implements Measurement {
  private static final double AT_MOST = 0.65;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "heap";
  }

  @Override
  public Outcome run(BenchOptions options, PrintStream progress) throws IOException {
    ObjectNode details = Line.object().put("work", name()).put("source", source);
    long ours = above(PeerNames.OGIVE, options, details);
    progress.println("heap: ogive " + Figure.megabytes(ours));
    long theirs = above(PeerNames.MLLIB, options, details);
    progress.println("heap: mllib " + Figure.megabytes(theirs));
    double ratio = (double) ours / theirs;
    return new Outcome(
        List.of(
            new Figure(
                name(),
                PeerNames.MLLIB,
                "some fits",
                Figure.megabytes(ours),
                Figure.megabytes(theirs),
                ratio,
                Figure.atMost(AT_MOST),
                Figure.Verdict.of(ratio <= AT_MOST),
                "most heap after a full collection while fitting, less that before; " + source)),
        details);
  }

  private long above(String peer, BenchOptions options, ObjectNode details) throws IOException {
    try (Child child = new Peers(options).jvm(peer)) {
      child.ask(LIMIT, "load", source);
      String penalty = Double.toString(lambda);
      child.ask(LIMIT, "fit", penalty, options.folder().resolve("heap.model").toString());
      JsonNode heap = child.ask(LIMIT, "heap", penalty);
      details.set(peer, heap);
      return heap.path("most").asLong() - heap.path("before").asLong();
    }
  }
}
