package io.ogive.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.solver.LogisticPath;
import io.ogive.spark.TrainingResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The figures of a training run in its JSON line and summary. */
final class ResultLine {
  private static final String ROWS = "rows";

  private ResultLine() {}

  /**
   * Adds them.
   *
   * @param rounds how many rounds the run told of
   * @param seconds since the command began
   */
  static void add(
      ObjectNode line, TrainingResult result, int rounds, String modelSha256, double seconds) {
    line.put("rounds", rounds);
    line.put("passes", result.path().map(LogisticPath::passes).orElse(result.fit().rounds()));
    line.put("stop", result.fit().reason().name().toLowerCase(Locale.ROOT));
    line.put("stop_reason", result.fit().reason().sentence());
    Json.put(line, "gradient_norm", result.fit().gradientNorm());
    Json.put(line, "loss", result.loss());
    Json.put(line, "objective", result.fit().value());
    result.path().ifPresent(path -> PathFiles.add(line, path));
    line.set("train", metrics(result.train()));
    line.set("test", metrics(result.test()));
    line.put("model_sha256", modelSha256);
    Map<String, Double> phases = new LinkedHashMap<>();
    phases.put("total", seconds);
    phases.putAll(result.seconds());
    line.set("seconds", Json.numbers(phases));
    Map<String, Long> rows = new LinkedHashMap<>();
    rows.put("train", result.train().getOrDefault(ROWS, 0.0).longValue());
    rows.put("test", result.test().getOrDefault(ROWS, 0.0).longValue());
    line.set(ROWS, Json.numbers(rows));
    line.set("dropped", Json.numbers(result.dropped()));
  }

  /** Metrics in their order, with rows as the count it is. */
  static ObjectNode metrics(Map<String, Double> metrics) {
    ObjectNode node = Json.numbers(metrics);
    if (metrics.containsKey(ROWS)) {
      node.put(ROWS, metrics.get(ROWS).longValue());
    }
    return node;
  }
}
