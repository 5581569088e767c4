package io.ogive.job;

import io.ogive.data.DataSummary;
import io.ogive.health.rules.Alert;
import io.ogive.solver.Round;
import io.ogive.solver.SlotMatch;
import io.ogive.spark.Diagnosis.Told;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * One line on a terminal that is drawn again in its place: rounds, the time that is left, the loss,
 * and the worst alert. Alerts stand above it, each on lines of its own.
 */
final class TerminalProgress implements Progress {
  private static final long REDRAW_NANOS = 100_000_000;
  private static final String BACK = "\r";
  private static final String CLEAR = "\033[K";

  private final PrintStream err;
  private final int columns;
  private final RemainingTime remaining;
  private final LongSupplier clock;
  private long since;
  private long drawn;
  private int rounds;
  private String line = "";
  private Optional<Alert> worst = Optional.empty();

  /**
   * @param columns of the terminal; longer lines are cut
   * @param clock nanoseconds
   */
  TerminalProgress(PrintStream err, int columns, RemainingTime remaining, LongSupplier clock) {
    this.err = err;
    this.columns = columns;
    this.remaining = remaining;
    this.clock = clock;
    this.since = clock.getAsLong();
  }

  @Override
  public int rounds() {
    return rounds;
  }

  @Override
  public void onData(DataSummary data) {
    long now = clock.getAsLong();
    above(ProgressLines.line(data, (now - since) / 1e9));
    since = now;
  }

  @Override
  public void onStart(SlotMatch match) {
    above(ProgressLines.line(match));
  }

  @Override
  public void onRound(Round round) {
    long now = clock.getAsLong();
    remaining.round(round, (now - since) / 1e9);
    since = now;
    rounds++;
    line = line(round);
    if (rounds == 1 || now - drawn >= REDRAW_NANOS) {
      draw();
      drawn = now;
    }
  }

  @Override
  public void alert(Told told) {
    Alert alert = told.alert();
    if (worst.isEmpty() || alert.severity().compareTo(worst.get().severity()) > 0) {
      worst = Optional.of(alert);
    }
    above(ProgressLines.line(told));
  }

  /** Leaves the line as it was last; once, however often it is told. */
  @Override
  public void end() {
    if (!line.isEmpty()) {
      draw();
      err.println();
      err.flush();
    }
    line = "";
  }

  private void above(String text) {
    err.print(BACK + CLEAR);
    err.println(text);
    draw();
  }

  private void draw() {
    // The last column stays free: some terminals wrap as soon as it is written.
    int fit = Math.min(line.length(), columns - 1);
    err.print(BACK + line.substring(0, fit) + CLEAR);
    err.flush();
  }

  private String line(Round round) {
    StringBuilder text = new StringBuilder();
    round.penalty().ifPresent(penalty -> text.append(penalty).append("  "));
    text.append("round ").append(round.number() + 1).append(" of ").append(remaining.most());
    OptionalDouble left = remaining.left();
    if (left.isPresent() && round.penalty().isEmpty()) {
      text.append("  about ").append(time(left.getAsDouble())).append(" left");
    }
    text.append(String.format(Locale.ROOT, "  loss %.6f", round.loss()));
    worst.ifPresent(alert -> text.append("  ").append(name(alert)));
    return text.toString();
  }

  private static String name(Alert alert) {
    StringBuilder name = new StringBuilder(alert.severity() + " " + alert.rule());
    alert.place().layer().ifPresent(layer -> name.append(", layer ").append(layer));
    alert.place().source().ifPresent(source -> name.append(", partition ").append(source));
    return name.toString();
  }

  /** A time as people say it: 4.2 s, 75 s, 12 min, 3 h. */
  static String time(double seconds) {
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    } else if (seconds < 99.5) {
      return Math.round(seconds) + " s";
    } else if (seconds < 5400) {
      return Math.round(seconds / 60) + " min";
    }
    return Math.round(seconds / 3600) + " h";
  }
}
