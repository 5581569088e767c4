package io.ogive.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the measurements that a name stands for, and reports: a table, and JSON beside it. Each line
 * is there as soon as it is known, so that a bench that is cut off has told of what it did.
 */
public final class Bench {
  private final BenchOptions options;
  private final PrintStream out;
  private final PrintStream progress;

  /**
   * A bench.
   *
   * @param out takes the table
   * @param progress takes a line now and then
   * @throws IllegalArgumentException if the options name a work that there is not
   */
  public Bench(BenchOptions options, PrintStream out, PrintStream progress) {
    Works.requireKnown(options.only());
    this.options = options;
    this.out = out;
    this.progress = progress;
  }

  /**
   * Measures. What could not be measured is a line that says why.
   *
   * @param name one of {@link Works#NAMES}
   */
  public void run(String name) throws IOException {
    run(name, Works.of(name, options));
  }

  void run(String name, List<Measurement> measurements) throws IOException {
    Files.createDirectories(options.folder());
    Path file = options.folder().resolve(name + ".json");
    List<Measurement.Outcome> outcomes = new ArrayList<>();
    Table table = Table.growing();
    out.println(Machine.words(options));
    out.print(table.head());
    for (Measurement measurement : measurements) {
      if (options.wants(measurement.name())) {
        Measurement.Outcome outcome = outcome(measurement);
        outcomes.add(outcome);
        outcome.figures().forEach(figure -> out.print(table.line(figure)));
        out.flush();
        Files.writeString(file, json(name, outcomes).toPrettyString() + "\n");
      }
    }
    progress.println("all of it is in " + file);
  }

  private Measurement.Outcome outcome(Measurement measurement) throws IOException {
    try {
      return measurement.run(options, progress);
    } catch (RuntimeException e) { // one work that fails is no reason to leave out the others
      String problem = e instanceof PeerException ? e.getMessage() : e.toString();
      progress.println("%s: %s".formatted(measurement.name(), problem));
      return new Measurement.Outcome(
          List.of(Figure.missing(measurement.name(), "", "", problem)),
          Line.object().put("work", measurement.name()).put("problem", problem));
    }
  }

  private ObjectNode json(String name, List<Measurement.Outcome> outcomes) {
    ObjectNode json = Line.object().put("bench", name);
    json.set("machine", Machine.json(options));
    ArrayNode table = json.putArray("figures");
    outcomes.stream()
        .flatMap(outcome -> outcome.figures().stream())
        .forEach(figure -> table.add(figure.json()));
    ArrayNode works = json.putArray("works");
    outcomes.forEach(outcome -> works.add(outcome.details()));
    return json;
  }
}
