package io.ogive.bench;

import io.ogive.bench.Figure.Verdict;
import io.ogive.bench.Work.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of the table that a contest gives. */
final class FitFigures {
  /** Ogive's objective may be above the peer's by this much, relative. */
  static final double EQUAL = 1e-7;

  private FitFigures() {}

  /**
   * Ratios to each peer, then passes.
   *
   * @param all what came of Ogive, first, and of every peer
   */
  static List<Figure> of(Work work, List<Fits> all) {
    Fits ours = all.get(0);
    List<Figure> figures = new ArrayList<>();
    for (Wanted wanted : work.wanted()) {
      Fits theirs =
          all.stream().filter(fits -> fits.peer().equals(wanted.peer())).findFirst().orElseThrow();
      figures.add(ratio(work, wanted, ours, theirs));
    }
    if (!ours.seconds().isEmpty()) {
      Passes.figure(work, ours).ifPresent(figures::add);
    }
    return figures;
  }

  private static Figure ratio(Work work, Wanted wanted, Fits ours, Fits theirs) {
    if (!ours.seconds().isEmpty() && theirs.seconds().isEmpty() && theirs.limit().isPresent()) {
      return unfinished(work, wanted, ours, theirs);
    }
    if (ours.seconds().isEmpty() || theirs.seconds().isEmpty()) {
      String problem = ours.seconds().isEmpty() ? ours.problem() : theirs.problem();
      String mine =
          ours.seconds().isEmpty() ? "" : Figure.seconds(wanted.when().of(ours.seconds()));
      return Figure.missing(work.name(), wanted.peer(), mine, problem);
    }
    double mine = wanted.when().of(ours.seconds());
    double other = wanted.when().of(theirs.seconds());
    double apart = ours.objective().orElseThrow() / theirs.objective().orElseThrow() - 1;
    boolean bound = wanted.atLeast() > 0;
    boolean met = other / mine >= wanted.atLeast() && apart <= EQUAL;
    return new Figure(
        work.name(),
        theirs.title(),
        wanted.when().toString(),
        Figure.seconds(mine),
        Figure.seconds(other),
        other / mine,
        bound ? Figure.atLeast(wanted.atLeast()) : "",
        bound ? Verdict.of(met) : Verdict.NONE,
        note(ours, theirs, apart));
  }

  /** The ratio that there is at least, to a peer that was ended before it had a model. */
  private static Figure unfinished(Work work, Wanted wanted, Fits ours, Fits theirs) {
    double mine = wanted.when().of(ours.seconds());
    double atLeast = theirs.limit().orElseThrow() / mine;
    boolean bound = wanted.atLeast() > 0;
    return new Figure(
        work.name(),
        theirs.title(),
        wanted.when().toString(),
        Figure.seconds(mine),
        "> " + Figure.seconds(theirs.limit().orElseThrow()),
        atLeast,
        bound ? Figure.atLeast(wanted.atLeast()) : "",
        bound && atLeast >= wanted.atLeast() ? Verdict.MET : Verdict.NONE,
        String.format(
            Locale.ROOT,
            "the ratio is that at least: %s; objective %.9f, the peer has none; iterations %d",
            theirs.problem(),
            ours.objective().orElseThrow(),
            ours.last().path("iterations").asInt()));
  }

  private static String note(Fits ours, Fits theirs, double apart) {
    String note =
        String.format(
            Locale.ROOT,
            "objective %.9f, %+.1e to the peer's; iterations %d and %d",
            ours.objective().orElseThrow(),
            apart,
            ours.last().path("iterations").asInt(),
            theirs.last().path("iterations").asInt());
    return theirs.failed() ? note + "; then " + theirs.problem() : note;
  }
}
