package io.ogive.spark;

import io.ogive.health.LayerStats;
import io.ogive.solver.Round;
import java.util.List;
import java.util.Locale;

/**
 * Where a run stands; a figure that is not there is NaN.
 *
 * @param running whether a run is going on
 * @param round the last one, from 0; -1 before
 * @param transmission the lowest of all hidden layers
 * @param saturated the largest share of all hidden layers
 * @param warnings places at which a rule warned
 * @param critical places at which a rule found worse
 * @param seconds the last round's
 */
public record RunStatus(
    boolean running,
    int round,
    double loss,
    double objective,
    double gradientNorm,
    double heldOutLoss,
    double transmission,
    double saturated,
    int warnings,
    int critical,
    double seconds) {

  /** Before there is a run. */
  public static final RunStatus NONE = of(false, -1);

  private static RunStatus of(boolean running, int round) {
    double none = Double.NaN;
    return new RunStatus(running, round, none, none, none, none, none, none, 0, 0, none);
  }

  /** At the start of a run. */
  static RunStatus started() {
    return of(true, -1);
  }

  /** After another round. */
  RunStatus after(Round round, double took) {
    List<LayerStats> hidden =
        round.health().sources().isEmpty() ? List.of() : round.health().whole().hidden();
    return new RunStatus(
        running,
        round.number(),
        round.loss(),
        round.objective(),
        round.gradientNorm(),
        round.heldOutLoss().orElse(Double.NaN),
        hidden.stream().mapToDouble(LayerStats::transmission).min().orElse(Double.NaN),
        hidden.stream().mapToDouble(LayerStats::saturatedShare).max().orElse(Double.NaN),
        warnings,
        critical,
        took);
  }

  RunStatus withAlerts(int warned, int worse) {
    return new RunStatus(
        running,
        round,
        loss,
        objective,
        gradientNorm,
        heldOutLoss,
        transmission,
        saturated,
        warned,
        worse,
        seconds);
  }

  RunStatus ended() {
    return new RunStatus(
        false,
        round,
        loss,
        objective,
        gradientNorm,
        heldOutLoss,
        transmission,
        saturated,
        warnings,
        critical,
        seconds);
  }

  /** In a few words: {@code round 12 · loss .312 · T .41 · 1 alert}. */
  public String words() {
    if (round < 0) {
      return "start";
    }
    StringBuilder words = new StringBuilder("round " + round + " · loss " + brief(loss, 3));
    if (!Double.isNaN(transmission)) {
      words.append(" · T ").append(brief(transmission, 2));
    }
    int alerts = warnings + critical;
    if (alerts > 0) {
      words.append(" · ").append(alerts).append(alerts == 1 ? " alert" : " alerts");
    }
    return words.toString();
  }

  private static String brief(double value, int digits) {
    if (value != 0 && Math.abs(value) < 0.001) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    return String.format(Locale.ROOT, "%." + digits + "f", value).replaceFirst("^0\\.", ".");
  }
}
