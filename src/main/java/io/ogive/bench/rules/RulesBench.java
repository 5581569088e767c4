package io.ogive.bench.rules;

import io.ogive.bench.rules.Trial.Result;
import io.ogive.health.rules.Rule;
import io.ogive.health.rules.Rules;
import io.ogive.health.rules.Severity;
import io.ogive.spark.Diagnosis.Told;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** {@code bench rules}: false alarms of healthy trainings, and what was planted by name. */
public final class RulesBench {
  /** How many alerts all healthy trainings together may raise. */
  private static final int MOST_ALERTS = 1;

  /** The last round in which a planted partition may be named first. */
  private static final int LAST_ROUND = 5;

  private static final Map<Plant, String> NAMED_BY =
      Map.of(
          Plant.FLIPPED_LABELS, "PARTITION_LABEL_FLIP",
          Plant.COLUMN_TIMES_1000, "PARTITION_OUTLIER",
          Plant.ONE_CLASS, "PARTITION_LABEL_SKEW",
          Plant.SLOW, "PARTITION_SLOW");

  private final SparkSession spark;
  private final RealData data;
  private final List<String> only;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, Integer> exercised = new TreeMap<>();
  private boolean met = true;

  /**
   * A bench.
   *
   * @param only of these data sets, or of the word planted; empty for all
   */
  public RulesBench(
      SparkSession spark, Path folder, List<String> only, PrintStream out, PrintStream err) {
    this.spark = spark;
    this.data = new RealData(folder);
    this.only = only;
    this.out = out;
    this.err = err;
  }

  /** Runs it, and says whether all is as it should be. */
  public boolean run() throws IOException {
    out.printf("%-8s  %9s  %6s  %9s%n", "healthy", "trainings", "alerts", "seconds");
    int alerts = 0;
    int trainings = 0;
    for (String name : List.of("wdbc", "churn", "digits", "mnist", "a9a", "imdb")) {
      if (isWanted(name)) {
        List<Trial> trials = healthy(name);
        trainings += trials.size();
        alerts += run(name, trials);
      }
    }
    int runs = exercised.values().stream().mapToInt(Integer::intValue).sum();
    out.printf(
        "all       %9d  %6d  at most %d wanted: %s; %d rule-runs%n",
        trainings, alerts, MOST_ALERTS, alerts <= MOST_ALERTS ? "met" : "missed", runs);
    met &= alerts <= MOST_ALERTS;
    for (Rule rule : Rules.ALL) {
      out.printf("  %-26s looked on at %d%n", rule.id(), exercised.getOrDefault(rule.id(), 0));
    }
    if (isWanted("planted")) {
      planted(data.a9a());
      planted(data.mnist());
    }
    return met;
  }

  private boolean isWanted(String name) {
    return only.isEmpty() || only.contains(name);
  }

  private List<Trial> healthy(String name) throws IOException {
    return switch (name) {
      case "wdbc" -> Trials.healthy(data.wdbc(), 0.9, 40, true);
      case "churn" -> Trials.healthy(data.churn(spark), 0.9, 30, true);
      case "digits" -> Trials.healthy(data.digits(), 0.9, 40, true);
      case "mnist" -> Trials.healthy(data.mnist(), 0.3, 12, true);
      case "a9a" -> Trials.healthy(data.a9a(), 0.9, 12, true);
      default -> Trials.healthy(data.imdb(), 0.9, 12, false);
    };
  }

  private int run(String name, List<Trial> trials) {
    long since = System.nanoTime();
    int alerts = 0;
    for (Trial trial : trials) {
      Result result = trial.run(spark);
      result.exercised().forEach(rule -> exercised.merge(rule, 1, Integer::sum));
      for (Told told : result.alerts()) {
        alerts += told.alert().severity().compareTo(Severity.WARN) >= 0 ? 1 : 0;
        err.printf("  %s: %s%n", trial, words(told));
      }
    }
    out.printf(
        Locale.ROOT,
        "%-8s  %9d  %6d  %9.1f%n",
        name,
        trials.size(),
        alerts,
        (System.nanoTime() - since) / 1e9);
    return alerts;
  }

  private void planted(RealRows rows) {
    for (Trial trial : Trials.planted(rows)) {
      Result result = trial.run(spark);
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
        err.printf("  %s: %s%n", trial, words(told));
      }
      boolean named = round <= LAST_ROUND;
      met &= named;
      out.printf(
          "planted   %-60s %s%s%n",
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
