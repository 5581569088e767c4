package io.ogive.job;

import io.ogive.data.DataSummary;
import io.ogive.data.Role;
import io.ogive.health.LayerStats;
import io.ogive.health.rules.Alert;
import io.ogive.solver.Round;
import io.ogive.solver.SlotMatch;
import io.ogive.spark.Diagnosis.Told;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * One line for the data, then one a round: the loss, the gradient, and how much of it the worst
 * hidden layer lets through.
 */
final class ProgressLines implements Progress {
  private final PrintStream err;
  private long since = System.nanoTime();
  private int rounds;

  ProgressLines(PrintStream err) {
    this.err = err;
  }

  @Override
  public int rounds() {
    return rounds;
  }

  @Override
  public void onData(DataSummary data) {
    long now = System.nanoTime();
    err.println(line(data, (now - since) / 1e9));
    since = now;
  }

  @Override
  public void onRound(Round round) {
    long now = System.nanoTime();
    err.println(line(round, (now - since) / 1e9));
    since = now;
    rounds++;
  }

  @Override
  public void alert(Told told) {
    err.println(line(told));
  }

  @Override
  public void onStart(SlotMatch match) {
    err.println(line(match));
  }

  static String line(Told told) {
    Alert alert = told.alert();
    return "%s%s %s: %s; %s"
        .formatted(
            told.penalty().map(penalty -> penalty + "  ").orElse(""),
            alert.severity(),
            alert.rule(),
            alert.finding().message(),
            alert.finding().cure());
  }

  static String line(SlotMatch match) {
    return "start: the model knows %d of %d slots, the others begin at 0"
        .formatted(match.found(), match.slots());
  }

  static String line(DataSummary data, double seconds) {
    return String.format(
        Locale.ROOT,
        "data: %d training rows, %d held out, %d columns %s, %d partitions, %d blocks  %.2f s",
        data.rows(Role.TRAIN),
        data.rows(Role.TEST),
        data.columns(),
        data.sparse() ? "sparse" : "dense",
        data.sources(),
        data.blocks().size(),
        seconds);
  }

  static String line(Round round, double seconds) {
    String transmission = "-";
    String saturated = "-";
    List<LayerStats> hidden =
        round.health().sources().isEmpty() ? List.of() : round.health().whole().hidden();
    if (!hidden.isEmpty()) {
      double lowest = hidden.stream().mapToDouble(LayerStats::transmission).min().orElseThrow();
      double most = hidden.stream().mapToDouble(LayerStats::saturatedShare).max().orElseThrow();
      transmission = String.format(Locale.ROOT, "%.2f", lowest);
      saturated = String.format(Locale.ROOT, "%.1f %%", 100 * most);
    }
    return String.format(
        Locale.ROOT,
        "%sround %3d  loss %.6f  |g| %.1e  T %s  saturated %s  %.2f s",
        round.penalty().map(penalty -> penalty + "  ").orElse(""),
        round.number(),
        round.loss(),
        round.gradientNorm(),
        transmission,
        saturated,
        seconds);
  }
}
