package io.ogive.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.report.chart.Markup;
import io.ogive.report.chart.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The facts of a run, and of two runs the same facts beside each other. */
final class Facts {
  private Facts() {}

  static void write(Markup page, List<Side> sides) {
    if (sides.size() == 1) {
      page.open("dl", "class", "facts");
      of(sides.get(0).run())
          .forEach(
              (name, value) -> {
                String kind = value.length() > 60 ? "wide" : "plain";
                page.open("div", "class", kind).element("dt", name).element("dd", value).close();
              });
      page.close();
      return;
    }
    List<Map<String, String>> all = sides.stream().map(side -> of(side.run())).toList();
    Map<String, String> names = new LinkedHashMap<>();
    all.forEach(names::putAll);
    List<List<String>> rows = new ArrayList<>();
    for (String name : names.keySet()) {
      List<String> row = new ArrayList<>(List.of(name));
      all.forEach(facts -> row.add(facts.getOrDefault(name, Numbers.NONE)));
      rows.add(row);
    }
    List<String> head = new ArrayList<>(List.of("Fact"));
    sides.forEach(side -> head.add(side.letter() + ": " + side.run().name()));
    page.open("div", "class", "both");
    Tables.text(page, "Facts of both runs", head, rows);
    page.close();
  }

  static Map<String, String> of(Run run) {
    Map<String, String> facts = new LinkedHashMap<>();
    JsonNode summary = run.summary();
    facts.put("Model", ModelWords.of(run));
    metrics(facts, "Held out", summary.path("test"));
    metrics(facts, "Training", summary.path("train"));
    rounds(facts, run);
    put(facts, "Stopped because", Json.text(summary, "stop_reason"));
    rows(facts, run);
    seconds(facts, summary.path("seconds"));
    put(facts, "Penalty chosen", chosen(summary));
    put(facts, "Cures applied", cures(summary.path("alerts").path("cures")));
    JsonNode provenance = run.provenance();
    JsonNode versions = provenance.path("versions");
    if (versions.isObject()) {
      facts.put(
          "Made by",
          "Ogive %s, Spark %s, Java %s, %s kernels"
              .formatted(
                  Json.text(versions, "ogive"),
                  Json.text(versions, "spark"),
                  Json.text(versions, "java"),
                  Json.text(provenance, "kernels")));
    }
    put(facts, "Data fingerprint", Json.text(provenance, "data_fingerprint"));
    put(facts, "Model SHA-256", Json.text(summary, "model_sha256"));
    return facts;
  }

  private static void rounds(Map<String, String> facts, Run run) {
    int rounds = run.health().count();
    if (rounds > 0) {
      String passes = run.summary().has("passes") ? Json.text(run.summary(), "passes") : "";
      facts.put(
          "Rounds",
          Numbers.of((long) rounds)
              + (passes.isEmpty() || passes.equals("" + rounds) ? "" : ", in passes " + passes));
    }
  }

  private static void rows(Map<String, String> facts, Run run) {
    JsonNode rows = run.summary().path("rows");
    if (rows.isObject()) {
      facts.put(
          "Rows",
          "%s training, %s held out"
              .formatted(
                  Numbers.of(Json.count(rows, "train")), Numbers.of(Json.count(rows, "test"))));
    }
    long dropped = 0;
    for (JsonNode count : run.summary().path("dropped")) {
      dropped += count.longValue();
    }
    if (dropped > 0) {
      facts.put("Rows dropped", Numbers.of(dropped));
    }
    int sources = run.health().map().sources().size();
    if (sources > 0) {
      facts.put(
          run.health().map().isGrouped() ? "Groups of rows" : "Partitions",
          Numbers.of((long) sources));
    }
  }

  private static void metrics(Map<String, String> facts, String name, JsonNode metrics) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> one : metrics.properties()) {
      if (!one.getKey().equals("rows") && one.getValue().isNumber()) {
        String words = one.getKey().replace('_', ' ');
        parts.add(words + " " + Numbers.of(one.getValue().doubleValue()));
      }
    }
    put(facts, name, String.join(", ", parts));
  }

  private static void seconds(Map<String, String> facts, JsonNode seconds) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> one : seconds.properties()) {
      parts.add(one.getKey() + " " + Numbers.of(one.getValue().doubleValue(), 3) + " s");
    }
    put(facts, "Time", String.join(", ", parts));
  }

  /** What was set by health.cure = apply before the training that this report is of. */
  private static String cures(JsonNode cures) {
    List<String> parts = new ArrayList<>();
    for (JsonNode cure : cures) {
      parts.add(
          "%s for %s, which is %s"
              .formatted(
                  Json.text(cure, "set"),
                  Json.text(cure, "rule"),
                  cure.path("gone").asBoolean() ? "gone" : "still there"));
    }
    return String.join("; ", parts);
  }

  private static String chosen(JsonNode summary) {
    JsonNode penalty = summary.path("penalty");
    return penalty.isObject() ? Penalties.name(penalty) : "";
  }

  private static void put(Map<String, String> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.put(name, value);
    }
  }
}
