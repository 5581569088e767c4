package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;

/** A contestant in a process that speaks the line protocol. */
record ChildContestant(Child child, Duration limit) implements Contestant {
  /** What reading the rows may take. */
  private static final Duration LOADING = Duration.ofMinutes(5);

  /** A JVM that makes or reads the rows by itself. */
  static ChildContestant loaded(Child child, Work work) {
    child.ask(LOADING, "load", work.source());
    return new ChildContestant(child, work.limit());
  }

  /** A process that is handed dense rows in a file. */
  static ChildContestant loaded(Child child, Work work, Rows rows, Path file) {
    child.ask(
        LOADING,
        "load",
        file.toString(),
        Long.toString(rows.size()),
        Integer.toString(rows.columns()));
    return new ChildContestant(child, work.limit());
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
