package io.ogive.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** {@code bench lr|sparse}: works, their peers, a table and a JSON file. */
public final class Bench {
  /** What may be measured. */
  public static final List<String> NAMES = List.of("lr");

  /** Ogive's objective may be above the peer's by this much, relative. */
  private static final double EQUAL = 1e-7;

  private final BenchOptions options;
  private final PrintStream out;
  private final PrintStream progress;

  /**
   * A bench.
   *
   * @param out takes the table
   * @param progress takes a line a fit
   */
  public Bench(BenchOptions options, PrintStream out, PrintStream progress) {
    this.options = options;
    this.out = out;
    this.progress = progress;
  }

  /**
   * Measures what one name stands for.
   *
   * @param name lr or sparse
   */
  public void run(String name) throws IOException {
    Files.createDirectories(options.folder());
    ObjectNode json = Line.object().put("bench", name);
    json.set("machine", Machine.json(options));
    ArrayNode works = json.putArray("works");
    List<Figure> figures = new ArrayList<>();
    for (Work work : Works.of(name, options)) {
      if (!options.wants(work.name())) {
        continue;
      }
      try (Contest contest = new Contest(work, options, progress)) {
        List<Fits> fits = contest.run();
        figures.addAll(figures(work, fits));
        ObjectNode node = works.addObject().put("work", work.name()).put("source", work.source());
        node.put("lambda", work.lambda());
        ArrayNode peers = node.putArray("peers");
        fits.forEach(of -> peers.add(of.json()));
      }
    }
    ArrayNode rows = json.putArray("figures");
    figures.forEach(figure -> rows.add(figure.json()));
    Files.writeString(options.folder().resolve(name + ".json"), json.toPrettyString() + "\n");
    out.println(Machine.words(options));
    out.print(Table.of(figures));
    out.flush();
  }

  static List<Figure> figures(Work work, List<Fits> all) {
    Fits ours = all.get(0);
    List<Figure> figures = new ArrayList<>();
    for (Work.Wanted wanted : work.wanted()) {
      Fits theirs =
          all.stream().filter(f -> f.peer().equals(wanted.peer())).findFirst().orElseThrow();
      if (theirs.seconds().isEmpty() || ours.seconds().isEmpty()) {
        String problem = ours.seconds().isEmpty() ? ours.problem() : theirs.problem();
        figures.add(Figure.missing(work.name(), wanted.peer(), problem));
        continue;
      }
      double mine = wanted.when().of(ours.seconds());
      double other = wanted.when().of(theirs.seconds());
      double apart = apart(ours.objective(), theirs.objective());
      boolean met = other / mine >= wanted.atLeast() && apart <= EQUAL;
      figures.add(
          new Figure(
              work.name(),
              wanted.peer(),
              wanted.when().toString(),
              Figure.seconds(mine),
              Figure.seconds(other),
              other / mine,
              String.format(Locale.ROOT, ">= %s", number(wanted.atLeast())),
              Figure.Verdict.of(met),
              String.format(
                  Locale.ROOT,
                  "objective %.10f, peer's %.10f (%+.1e); passes %d, %d",
                  ours.objective().orElse(Double.NaN),
                  theirs.objective().orElse(Double.NaN),
                  apart,
                  ours.last().path("iterations").asInt(),
                  theirs.last().path("iterations").asInt())));
    }
    return figures;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /** How far our objective is above theirs, relative; negative where it is below. */
  private static double apart(OptionalDouble ours, OptionalDouble theirs) {
    return ours.orElse(Double.NaN) / theirs.orElse(Double.NaN) - 1;
  }
}
