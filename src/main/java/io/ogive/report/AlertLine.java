package io.ogive.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * An alert as alerts.jsonl has it.
 *
 * @param round in which it was told
 * @param place which layer, partition and file, or group, in words; may be empty
 * @param source the partition; -1 where it is about none
 * @param evidence the numbers, name and value
 */
record AlertLine(
    int round,
    String rule,
    boolean critical,
    String place,
    int source,
    String evidence,
    String message,
    String cause,
    String cure) {

  /** The critical ones first; stable, so that what was told first stays first. */
  static final Comparator<AlertLine> WORST_FIRST = Comparator.comparing(alert -> !alert.critical());

  /** The alerts of a run, worst first, then in the order they came. */
  static List<AlertLine> read(RunFiles files) throws IOException {
    List<AlertLine> all = new ArrayList<>();
    new String(files.read("alerts.jsonl"), StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> Json.parse(line).ifPresent(node -> all.add(of(node))));
    all.sort(WORST_FIRST);
    return List.copyOf(all);
  }

  static AlertLine of(JsonNode node) {
    return new AlertLine(
        node.path("round").asInt(),
        Json.text(node, "rule"),
        Json.text(node, "severity").equals("CRIT"),
        place(node),
        node.path("source").isNumber() ? node.path("source").intValue() : -1,
        evidence(node.path("evidence")),
        Json.text(node, "message"),
        Json.text(node, "cause"),
        Json.text(node, "cure"));
  }

  String severity() {
    return critical ? "Critical" : "Warning";
  }

  private static String place(JsonNode node) {
    List<String> parts = new ArrayList<>();
    if (node.path("layer").isNumber()) {
      parts.add("layer " + node.path("layer").intValue());
    }
    if (!Json.text(node, "group").isEmpty()) {
      parts.add(Json.text(node, "group"));
    } else if (node.path("source").isNumber()) {
      parts.add("partition " + node.path("source").intValue());
    }
    if (!Json.text(node, "file").isEmpty()) {
      parts.add(Json.text(node, "file"));
    }
    if (node.path("penalty").isObject()) {
      parts.add(Penalties.name(node.path("penalty")));
    }
    return String.join(", ", parts);
  }

  private static String evidence(JsonNode numbers) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> one : numbers.properties()) {
      double value = one.getValue().isNumber() ? one.getValue().doubleValue() : Double.NaN;
      parts.add(one.getKey() + " " + io.ogive.report.chart.Numbers.of(value));
    }
    return String.join(", ", parts);
  }
}
