package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.health.rules.Rule;
import io.ogive.health.rules.Rules;
import io.ogive.health.rules.Threshold;
import io.ogive.job.events.EventReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts as a user meets them: in the run folder, on the terminal and as an exit code. */
class AlertsCommandTest {
  /** Inputs of 0 to 16 as they are, times weights of MLlib's size: nearly all units saturate. */
  private static final String[] SATURATED = {
    "--set", "model.network.standardize=false",
    "--set", "model.network.init=mllib",
    "--set", "solver.max-rounds=3"
  };

  @TempDir private Path folder;

  @Test
  void alertsStandInTheRunFolderTheSummaryAndOnTheTerminal() throws IOException {
    Cli run = digits(SATURATED);
    assertThat(run.code()).as(run.err()).isZero();
    List<String> lines = Files.readAllLines(folder.resolve("run/alerts.jsonl"));
    JsonNode alert = null;
    for (String line : lines) {
      JsonNode one = Json.parse(line);
      alert = one.get("rule").asText().equals("SATURATED_LAYER") ? one : alert;
    }
    assertThat(alert).as("%s", lines).isNotNull();
    assertThat(names(alert))
        .containsExactly(
            "round",
            "rule",
            "severity",
            "layer",
            "source",
            "file",
            "evidence",
            "message",
            "cause",
            "cure");
    assertThat(alert.get("layer").asInt()).isEqualTo(1);
    assertThat(alert.get("source").isNull()).isTrue();
    assertThat(alert.at("/evidence/saturated_share").asDouble()).isGreaterThan(0.5);
    JsonNode alerts = run.json().get("alerts");
    assertThat(alerts.get("warn").asInt() + alerts.get("crit").asInt())
        .isEqualTo(alerts.get("found").size())
        .isPositive();
    assertThat(alerts.at("/worst/message").asText()).isNotEmpty();
    assertThat(run.err()).contains(" SATURATED_LAYER: layer 1: ");
  }

  @Test
  void failOnEndsTheRunWithoutAModelAndLeavesItsAlerts() throws IOException {
    Cli run = digits(with(SATURATED, "--fail-on", "SATURATED_LAYER,LOW_TRANSMISSION"));
    assertThat(run.code()).isEqualTo(21);
    assertThat(run.json().get("exit_code").asInt()).isEqualTo(21);
    assertThat(run.json().at("/alerts/found").size()).isPositive();
    assertThat(run.err()).contains("--fail-on ");
    assertThat(folder.resolve("run")).doesNotExist();
    assertThat(folder.resolve("run.failed/model")).doesNotExist();
    assertThat(folder.resolve("run.failed/alerts.jsonl")).isNotEmptyFile();
  }

  @Test
  void aRuleThatDoesNotFireEndsNothing() throws IOException {
    Cli run =
        digits("--fail-on", "SATURATED_LAYER,LOW_TRANSMISSION", "--set", "solver.max-rounds=3");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(folder.resolve("run/alerts.jsonl")).exists();
  }

  @Test
  void aRuleThatIsOffCannotEndARun() {
    Cli run =
        digits(
            "--fail-on", "SATURATED_LAYER", "--set", "health.rules.SATURATED_LAYER.enabled=false");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("health.rules.SATURATED_LAYER.enabled is false");
  }

  @Test
  void anAppliedCureIsRecordedAndItsAlertIsGone() throws IOException {
    Cli suggested = digits(SATURATED);
    Path first = folder.resolve("first");
    Files.move(folder.resolve("run"), first);
    Cli applied =
        digits(with(SATURATED, "--set", "health.cure=apply", "--set", "health.tensorboard=true"));
    assertThat(applied.code()).as(applied.err()).isZero();
    JsonNode cures = applied.json().at("/alerts/cures");
    assertThat(cures.size()).isPositive();
    for (JsonNode cure : cures) {
      assertThat(cure.get("gone").asBoolean()).as("%s", cure).isTrue();
      assertThat(cure.get("restarted_from").asInt()).isZero();
    }
    assertThat(cures.get(0).get("set").asText()).isEqualTo("model.network.standardize = true");
    assertThat(applied.err()).contains("cure: model.network.standardize = true, since in round 0 ");
    assertThat(rules(folder.resolve("run"))).doesNotContain("SATURATED_LAYER", "BAD_INIT");
    assertThat(rules(first)).as("the control").contains("SATURATED_LAYER", "BAD_INIT");
    assertThat(suggested.json().at("/alerts/cures").isMissingNode()).isTrue();
    List<String> health = Files.readAllLines(folder.resolve("run/health.jsonl"));
    assertThat(health.stream().filter(line -> line.startsWith("{\"round\":0,\"source\":null")))
        .as("rounds of the cured training alone")
        .hasSize(1);
    Path events = folder.resolve("run").resolve(RunFolder.TENSORBOARD);
    assertThat(EventReader.read(Files.readAllBytes(events)).stream().skip(1))
        .as("the same in TensorBoard's file, and a step a round")
        .extracting(event -> EventReader.field(event, "step"))
        .containsExactly(0L, 1L, 2L);
    Files.move(folder.resolve("run"), folder.resolve("second"));
    assertThat(digits(with(SATURATED, "--set", "health.cure=apply")).json().get("model_sha256"))
        .as("the recipe decides")
        .isEqualTo(applied.json().get("model_sha256"))
        .isNotEqualTo(suggested.json().get("model_sha256"));
  }

  private static String[] with(String[] options, String... more) {
    String[] all = Arrays.copyOf(options, options.length + more.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    return all;
  }

  private static List<String> rules(Path run) throws IOException {
    List<String> rules = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("alerts.jsonl"))) {
      rules.add(Json.parse(line).get("rule").asText());
    }
    return rules;
  }

  @Test
  void everyRuleHasAPageAndItsDefaultsAreThoseOfTheReference() {
    JobSettings defaults = Configs.settings(Configs.LEAST);
    Cli all = Cli.run("explain");
    for (Rule rule : Rules.ALL) {
      assertThat(all.out()).contains(rule.id());
      Cli page = Cli.run("explain", rule.id());
      assertThat(page.code()).isZero();
      assertThat(page.out())
          .startsWith(rule.id())
          .contains("fires when", "why", "cause", "cure", "example")
          .doesNotContain("{", "}");
      for (Threshold threshold : rule.thresholds()) {
        assertThat(rule.page().condition()).contains("{" + threshold.name() + "}");
        assertThat(defaults.rules().thresholds().get(rule.id()))
            .containsEntry(threshold.name(), threshold.byDefault());
      }
    }
  }

  @Test
  void aRuleThatIsNotThereIsNamedWithItsNeighbour() {
    Cli page = Cli.run("explain", "SATURATED_LAYERS");
    assertThat(page.code()).isEqualTo(2);
    assertThat(page.err()).contains("did you mean SATURATED_LAYER?");
    assertThat(Cli.run("explain", "saturated-layer").out()).startsWith("SATURATED_LAYER");
  }

  private Cli digits(String... options) {
    String[] all = new String[options.length + 5];
    all[0] = "train";
    all[1] = "--config";
    all[2] = "conf/digits.conf";
    all[3] = "--output";
    all[4] = folder.resolve("run").toString();
    System.arraycopy(options, 0, all, 5, options.length);
    return Cli.run(all);
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
