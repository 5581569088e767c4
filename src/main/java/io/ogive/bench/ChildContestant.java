package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;

/** A contestant in a process that speaks the line protocol. */
record ChildContestant(Child child, Duration limit, String version) implements Contestant {
  /** What reading the rows may take. */
  private static final Duration LOADING = Duration.ofMinutes(5);

  /** A JVM that makes or reads the rows by itself. */
  static ChildContestant loaded(Child child, Work work) {
    return loaded(child, work, child.ask(LOADING, "load", work.source()));
  }

  /** A process that is handed dense rows in a file. */
  static ChildContestant loaded(Child child, Work work, Rows rows, Path file) {
    String size = Long.toString(rows.size());
    String columns = Integer.toString(rows.columns());
    return loaded(child, work, child.ask(LOADING, "load", file.toString(), size, columns));
  }

  private static ChildContestant loaded(Child child, Work work, JsonNode answer) {
    return new ChildContestant(child, work.limit(), answer.path("version").asText());
  }

  @Override
  public JsonNode fit(double lambda, Path model) {
    return child.ask(limit, "fit", Double.toString(lambda), model.toString());
  }

  @Override
  public long peakBytes() {
    return child.peakBytes();
  }

  @Override
  public void close() {
    child.close();
  }
}
