package io.ogive.bench.rules;

import io.ogive.bench.rules.Trial.Result;
import io.ogive.health.rules.Rule;
import io.ogive.health.rules.Rules;
import io.ogive.spark.Diagnosis.Told;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** {@code bench rules}: false alarms of healthy trainings, and what was planted by name. */
public final class RulesBench {
  /** How many alerts all healthy trainings together may raise. */
  private static final int MOST_ALERTS = 1;

  /** The last round in which a planted partition may be named first. */
  private static final int LAST_ROUND = 5;

  private static final List<String> SETS =
      List.of("wdbc", "churn", "digits", "mnist", "a9a", "imdb");

  private static final Map<Plant, String> NAMED_BY =
      Map.of(
          Plant.FLIPPED_LABELS, "PARTITION_LABEL_FLIP",
          Plant.COLUMN_TIMES_1000, "PARTITION_OUTLIER",
          Plant.ONE_CLASS, "PARTITION_LABEL_SKEW",
          Plant.SLOW, "PARTITION_SLOW");

  private final SparkSession spark;
  private final RealData data;
  private final List<String> only;
  private final RulesReport report;
  private final PrintStream out;
  private final PrintStream err;
  private boolean met = true;

  /**
   * A bench.
   *
   * @param only of these data sets, or of the word planted; empty for all
   * @param to takes rules.json
   */
  public RulesBench(
      SparkSession spark, Path folder, List<String> only, Path to, PrintStream out, PrintStream err)
      throws IOException {
    this.spark = spark;
    this.data = new RealData(folder);
    this.only = only;
    this.report = new RulesReport(to, MOST_ALERTS);
    this.out = out;
    this.err = err;
  }

  /** Runs it, and says whether all is as it should be. */
  public boolean run() throws IOException {
    say("%-8s  %-14s  %9s  %6s  %9s  %7s", "healthy", "", "trainings", "alerts", "rule-runs", "s");
    for (String name : SETS) {
      if (isWanted(name)) {
        healthy(name, trials(name));
      }
    }
    sumUp();
    if (isWanted("planted")) {
      planted(data.a9a());
      planted(data.mnist());
    }
    err.println("all of it is in " + report.file());
    return met;
  }

  void sumUp() {
    met &= report.isSilent();
    say(
        "%-8s  %-14s  %9d  %6d  %9d           at most %d alerts wanted: %s",
        "all",
        "",
        report.trainings(),
        report.alerts(),
        report.ruleRuns(),
        MOST_ALERTS,
        RulesReport.verdict(report.isSilent()));
    for (Rule rule : Rules.ALL) {
      say("  %-33s  %6d  %9d", rule.id(), report.alerts(rule), report.ruleRuns(rule));
    }
  }

  private void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }

  private boolean isWanted(String name) {
    return only.isEmpty() || only.contains(name);
  }

  private List<Trial> trials(String name) throws IOException {
    return switch (name) {
      case "wdbc" -> Trials.healthy(data.wdbc(), 0.9, 40, true);
      case "churn" -> Trials.healthy(data.churn(spark), 0.9, 30, true);
      case "digits" -> Trials.healthy(data.digits(), 0.9, 40, true);
      case "mnist" -> Trials.healthy(data.mnist(), 0.3, 12, true);
      case "a9a" -> Trials.healthy(data.a9a(), 0.9, 12, true);
      default -> Trials.healthy(data.imdb(), 0.9, 12, false);
    };
  }

  /** A line for each model. */
  void healthy(String name, List<Trial> trials) throws IOException {
    Map<String, List<Trial>> byModel = new LinkedHashMap<>();
    trials.forEach(
        trial -> byModel.computeIfAbsent(trial.model(), model -> new ArrayList<>()).add(trial));
    for (Map.Entry<String, List<Trial>> model : byModel.entrySet()) {
      long since = System.nanoTime();
      List<Result> results = new ArrayList<>();
      for (Trial trial : model.getValue()) {
        results.add(told(trial.run(spark)));
      }
      double seconds = (System.nanoTime() - since) / 1e9;
      RulesReport.Row row = report.healthy(name, model.getKey(), results, seconds);
      say(
          "%-8s  %-14s  %9d  %6d  %9d  %7.1f",
          name, model.getKey(), row.trainings(), row.alerts(), row.ruleRuns(), row.seconds());
    }
  }

  private Result told(Result result) {
    result.alerts().forEach(told -> err.printf("  %s: %s%n", result.trial(), words(told)));
    return result;
  }

  private void planted(RealRows rows) throws IOException {
    for (Trial trial : Trials.planted(rows)) {
      Result result = told(trial.run(spark));
      String rule = NAMED_BY.get(trial.plant());
      List<String> others = new ArrayList<>();
      int round = Integer.MAX_VALUE;
      for (Told told : result.alerts()) {
        boolean here = told.alert().place().source().orElse(-1) == trial.where();
        if (told.alert().rule().equals(rule) && here) {
          round = Math.min(round, told.alert().round());
        } else if (!here) {
          others.add(told.alert().rule());
        }
      }
      boolean named = round <= LAST_ROUND;
      met &= named;
      report.planted(result, rule, named, round, others);
      say(
          "planted   %-60s %s%s",
          trial,
          named
              ? "named in round %d by %s: met".formatted(round, rule)
              : "%s does not name it by round %d: missed".formatted(rule, LAST_ROUND),
          others.isEmpty() ? "" : "; elsewhere " + others);
    }
  }

  private static String words(Told told) {
    return "round %d %s %s: %s"
        .formatted(
            told.alert().round(),
            told.alert().severity(),
            told.alert().rule(),
            told.alert().finding().message());
  }
}
