package io.ogive.bench.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.bench.Machine;
import io.ogive.bench.rules.Trial.Result;
import io.ogive.health.rules.Rule;
import io.ogive.health.rules.Rules;
import io.ogive.spark.Diagnosis.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * rules.json: what every data set, rule and planted partition gave, written anew after each of
 * them, so that a bench that is cut off has told of what it did.
 *
 * <p>A rule-run is a training in which a rule had something to look at.
 */
final class RulesReport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;
  private final int mostAlerts;
  private final ObjectNode json;
  private final ArrayNode healthy;
  private final ArrayNode rules;
  private final ArrayNode planted;
  private final Map<String, Integer> exercised = new TreeMap<>();
  private final Map<String, Integer> alerts = new TreeMap<>();
  private int trainings;

  /**
   * A report of nothing yet.
   *
   * @param folder where it goes
   * @param mostAlerts that all healthy trainings together may raise
   */
  RulesReport(Path folder, int mostAlerts) throws IOException {
    this.file = Files.createDirectories(folder).resolve("rules.json");
    this.mostAlerts = mostAlerts;
    this.json = MAPPER.createObjectNode().put("bench", "rules");
    json.set("machine", Machine.json());
    json.putObject("all");
    healthy = json.putArray("healthy");
    rules = json.putArray("rules");
    planted = json.putArray("planted");
  }

  /** What the healthy trainings of a data set, or of one model on it, came to. */
  record Row(int trainings, int alerts, int ruleRuns, double seconds) {}

  /** Takes in the healthy trainings of one model on one data set. */
  Row healthy(String set, String model, List<Result> results, double seconds) throws IOException {
    ObjectNode row = healthy.addObject().put("set", set).put("model", model);
    ArrayNode told = MAPPER.createObjectNode().putArray("told");
    int ruleRuns = 0;
    for (Result result : results) {
      ruleRuns += result.exercised().size();
      result.exercised().forEach(rule -> exercised.merge(rule, 1, Integer::sum));
      for (Told one : result.alerts()) {
        alerts.merge(one.alert().rule(), 1, Integer::sum);
        told.add(alert(one).put("seed", result.trial().seed()));
      }
    }
    trainings += results.size();
    row.put("trainings", results.size())
        .put("alerts", told.size())
        .put("rule_runs", ruleRuns)
        .put("seconds", seconds)
        .set("told", told);
    write();
    return new Row(results.size(), told.size(), ruleRuns, seconds);
  }

  private static ObjectNode alert(Told told) {
    return MAPPER
        .createObjectNode()
        .put("round", told.alert().round())
        .put("rule", told.alert().rule())
        .put("severity", told.alert().severity().toString())
        .put("message", told.alert().finding().message());
  }

  /**
   * Takes in a training with a planted partition.
   *
   * @param rule that is to name it
   * @param named whether it did in time
   * @param round in which it did; a huge number if never
   * @param elsewhere rules that told of other places
   */
  void planted(Result result, String rule, boolean named, int round, List<String> elsewhere)
      throws IOException {
    Trial trial = result.trial();
    ObjectNode row =
        planted
            .addObject()
            .put("set", trial.rows().name())
            .put("model", trial.model())
            .put("plant", trial.plant().toString())
            .put("rule", rule)
            .put("partition", trial.where())
            .put("verdict", verdict(named));
    if (round < Integer.MAX_VALUE) {
      row.put("round", round);
    }
    elsewhere.forEach(row.putArray("elsewhere")::add);
    ArrayNode told = row.putArray("told");
    result.alerts().forEach(one -> told.add(alert(one)));
    write();
  }

  int trainings() {
    return trainings;
  }

  /** The alerts of all healthy trainings. */
  int alerts() {
    return alerts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The alerts of one rule. */
  int alerts(Rule rule) {
    return alerts.getOrDefault(rule.id(), 0);
  }

  boolean isSilent() {
    return alerts() <= mostAlerts;
  }

  int ruleRuns() {
    return exercised.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The healthy trainings in which a rule had something to look at. */
  int ruleRuns(Rule rule) {
    return exercised.getOrDefault(rule.id(), 0);
  }

  /** Where it is. */
  Path file() {
    return file;
  }

  static String verdict(boolean met) {
    return met ? "met" : "missed";
  }

  private void write() throws IOException {
    ObjectNode all = (ObjectNode) json.get("all");
    all.put("trainings", trainings)
        .put("alerts", alerts())
        .put("wanted", "<= " + mostAlerts)
        .put("verdict", verdict(isSilent()))
        .put("rule_runs", ruleRuns());
    rules.removeAll();
    for (Rule rule : Rules.ALL) {
      rules
          .addObject()
          .put("rule", rule.id())
          .put("rule_runs", ruleRuns(rule))
          .put("alerts", alerts(rule));
    }
    Files.writeString(file, json.toPrettyString() + "\n");
  }
}
