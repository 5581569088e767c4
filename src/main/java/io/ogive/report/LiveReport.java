package io.ogive.report;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ogive.health.HealthTotal;
import io.ogive.health.SourceNames;
import io.ogive.report.chart.Markup;
import io.ogive.report.chart.Numbers;
import io.ogive.report.chart.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The report of a run while it goes on, as far as it has got: told of each round as it ends, drawn
 * when somebody asks. Of many rounds it keeps ever fewer, so that it does not grow.
 *
 * <p>Of several fits at once it shows the one it was told of first.
 */
public final class LiveReport {
  /** So many seconds after the other a page is drawn anew, by a browser without scripts. */
  private static final int SECONDS = 5;

  private static final int MOST_ROUNDS = 400;
  private static final int MOST_COLUMNS = 120;

  private final String name;
  private final Config settings;
  private final List<RoundFigures> rounds = new ArrayList<>();
  private final TreeMap<Integer, List<SourceFigures>> sources = new TreeMap<>();
  private final List<AlertLine> alerts = new ArrayList<>();
  private Optional<String> fit = Optional.empty();
  private SourceNames names = SourceNames.NONE;
  private Optional<HealthTotal> last = Optional.empty();
  private int count;
  private int everyRound = 1;
  private int everyColumn = 1;

  /** A round in numbers; a figure that is not there is NaN. */
  public record Told(int round, double loss, double gradientNorm, double heldOutLoss) {}

  /**
   * The report of a run that has just begun.
   *
   * @param configuration resolved, in HOCON, secrets masked
   */
  public LiveReport(String name, String configuration) {
    this.name = name;
    this.settings = ConfigFactory.parseString(configuration);
  }

  /** Says what groups of rows are called, where these are counted. */
  public synchronized void names(SourceNames ofSources) {
    names = ofSources;
  }

  /**
   * Takes in a round.
   *
   * @param of the fit, where there are several; else empty
   */
  public synchronized void add(String of, Told told, HealthTotal health) {
    if (fit.isEmpty()) {
      fit = Optional.of(of);
    }
    if (!fit.get().equals(of)) {
      return;
    }
    count++;
    if (told.round() % everyRound == 0) {
      rounds.add(round(told, Figures.of(Json.object())));
    }
    if (rounds.size() > 2 * MOST_ROUNDS) {
      everyRound *= 2;
      rounds.removeIf(round -> round.number() % everyRound != 0);
    }
    if (!health.sources().isEmpty()) {
      last = Optional.of(health);
      addSources(told.round(), health);
    }
  }

  private static RoundFigures round(Told told, Figures figures) {
    return new RoundFigures(
        told.round(), told.loss(), told.gradientNorm(), told.heldOutLoss(), figures);
  }

  private void addSources(int round, HealthTotal health) {
    if (round % everyColumn != 0) {
      return;
    }
    List<SourceFigures> all = new ArrayList<>();
    health
        .sources()
        .forEach(
            (source, one) ->
                all.add(
                    new SourceFigures(
                        source,
                        "",
                        names.areGroups() ? names.of(source).orElse("") : "",
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Figures.of(one))));
    sources.put(round, List.copyOf(all));
    if (sources.size() > 2 * MOST_COLUMNS) {
      everyColumn *= 2;
      sources.keySet().removeIf(kept -> kept % everyColumn != 0);
    }
  }

  /** Forgets what there was: the training starts again. */
  public synchronized void restart() {
    rounds.clear();
    sources.clear();
    alerts.clear();
    last = Optional.empty();
    count = 0;
    everyRound = 1;
    everyColumn = 1;
  }

  /** Takes in an alert as alerts.jsonl has it. */
  public synchronized void alert(String line) {
    Json.parse(line).map(AlertLine::of).ifPresent(alerts::add);
    alerts.sort(AlertLine.WORST_FIRST);
  }

  private synchronized Run soFar() {
    List<RoundFigures> all = new ArrayList<>(rounds);
    if (last.isPresent() && !all.isEmpty()) {
      RoundFigures end = all.remove(all.size() - 1);
      Figures whole = Figures.of(last.get().whole());
      all.add(
          new RoundFigures(end.number(), end.loss(), end.gradientNorm(), end.heldOutLoss(), whole));
    }
    List<SourceFigures> ends = sources.isEmpty() ? List.of() : sources.lastEntry().getValue();
    return new Run(
        Json.object().put("run", name),
        Json.object(),
        "",
        settings,
        Optional.empty(),
        new HealthHistory(List.copyOf(all), PartitionMap.of(sources), ends, -1, count),
        List.copyOf(alerts),
        true,
        List.of());
  }

  /**
   * Draws the page.
   *
   * @param now where the run stands, in words
   */
  public String page(String now) {
    Side side = new Side("", soFar());
    Markup body = new Markup();
    body.open("header");
    body.element("p", "Ogive, while it runs: " + name, "class", "eyebrow");
    verdict(side.run()).write(body, "h1", true);
    body.element("p", now, "class", "now");
    body.element("p", "", "id", "notice", "class", "soft", "role", "status");
    body.close();
    sections(body, side);
    Numerals.write(body, List.of(side));
    Markup end = new Markup().program("page.js").program("live.js");
    return Page.reloading(name + " – Ogive, live", SECONDS, body, end);
  }

  private static Verdict verdict(Run run) {
    if (run.health().rounds().isEmpty()) {
      return new Verdict("none", "Starting", "The input is being read.", List.of());
    }
    if (run.alerts().isEmpty()) {
      long rounds = run.health().count();
      return new Verdict(
          "good",
          "Running",
          "No rule has found anything wrong so far, in %s rounds.".formatted(Numbers.of(rounds)),
          List.of());
    }
    return Verdict.of(run);
  }

  private static void sections(Markup body, Side side) {
    Section parts = new Section();
    if (!side.run().health().rounds().isEmpty()) {
      parts.begin("loss-and-gradient", "Loss and gradient", "");
      parts.charts(List.of(LossCharts.of(List.of(side))));
      parts.end();
    }
    List<Section.Named> maps = MapCharts.of(side);
    if (!maps.isEmpty()) {
      parts.begin("partitions-by-rounds", PartitionMap.title(List.of(side)) + " by rounds", "");
      parts.charts(List.of(maps));
      parts.end();
    }
    AlertTable.write(parts.begin("alerts", "Alerts", ""), side);
    parts.end();
    if (!side.run().health().last().isEmpty()) {
      PartitionTable.write(
          parts.begin(
              "partitions",
              PartitionMap.title(List.of(side)),
              "Those that stand furthest from the others."),
          side);
      parts.end();
    }
    body.add(parts.body());
  }
}
