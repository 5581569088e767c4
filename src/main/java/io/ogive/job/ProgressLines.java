package io.ogive.job;

import io.ogive.health.LayerStats;
import io.ogive.solver.Round;
import io.ogive.solver.RoundListener;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * One line a round: the loss, the gradient, and how much of it the worst hidden layer lets through.
 */
final class ProgressLines implements RoundListener {
  private final PrintStream err;
  private long since = System.nanoTime();
  private int rounds;

  ProgressLines(PrintStream err) {
    this.err = err;
  }

  /** How many rounds there were. */
  int rounds() {
    return rounds;
  }

  @Override
  public void onRound(Round round) {
    long now = System.nanoTime();
    err.println(line(round, (now - since) / 1e9));
    since = now;
    rounds++;
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
        "round %3d  loss %.6f  |g| %.1e  T %s  saturated %s  alerts 0  %.2f s",
        round.number(),
        round.loss(),
        round.gradientNorm(),
        transmission,
        saturated,
        seconds);
  }
}
