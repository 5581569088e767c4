package io.ogive.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.ogive.model.Model;
import io.ogive.model.ModelFile;
import io.ogive.model.ModelFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What the files of a run folder say; a file that is missing, as after a failure, says nothing.
 *
 * @param summary summary.json
 * @param provenance model/provenance.json
 * @param configuration config.resolved.conf, secrets masked as there
 * @param model that was trained, if it was
 * @param alertsTold whether there is an alerts.jsonl, so that none means that all is well
 */
record Run(
    JsonNode summary,
    JsonNode provenance,
    String configuration,
    Config settings,
    Optional<Model> model,
    HealthHistory health,
    List<AlertLine> alerts,
    boolean alertsTold,
    List<Coefficient> coefficients) {

  static Run read(RunFiles files) throws IOException {
    JsonNode summary = Json.parse(files.read("summary.json"));
    Optional<JsonNode> penalty = Optional.of(summary.path("penalty")).filter(JsonNode::isObject);
    String text = new String(files.read("config.resolved.conf"), StandardCharsets.UTF_8);
    return new Run(
        summary,
        Json.parse(files.read("model/provenance.json")),
        text,
        settings(text),
        model(files.read("model/model.ogive")),
        new HealthReader(files, penalty).read(),
        AlertLine.read(files),
        files.open("alerts.jsonl").map(Run::closed).isPresent(),
        Coefficient.read(files));
  }

  private static boolean closed(java.io.InputStream in) {
    try {
      in.close();
      return true;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Config settings(String text) {
    try {
      return ConfigFactory.parseString(text);
    } catch (ConfigException e) {
      return ConfigFactory.empty();
    }
  }

  private static Optional<Model> model(byte[] bytes) {
    if (bytes.length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(ModelFile.read(bytes));
    } catch (ModelFileException e) {
      return Optional.empty();
    }
  }

  String name() {
    String name = Json.text(summary, "run");
    return name.isEmpty() ? "run" : name;
  }

  boolean failed() {
    return Json.text(summary, "status").equals("failed");
  }

  /** A setting as text; empty where the configuration has it not. */
  String setting(String key) {
    return settings.hasPath(key) ? settings.getValue(key).unwrapped().toString() : "";
  }

  boolean isNetwork() {
    return setting("model.kind").equals("network");
  }

  /** Whether the loss is half a squared error, not a log-loss. */
  boolean isSquared() {
    String loss = setting("model.network.loss");
    return isNetwork()
        && (loss.equals("squared-error")
            || (!loss.equals("cross-entropy") && setting("input.label-kind").equals("number")));
  }

  String lossUnit() {
    return isSquared() ? "half squares" : "nats";
  }

  /** The name of a class, as far as it is known. */
  String label(int k) {
    List<String> labels = model.map(Model::labels).orElse(List.of());
    return k < labels.size() ? labels.get(k) : "class " + k;
  }
}
