package io.ogive.bench.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ogive.bench.rules.Trial.Result;
import io.ogive.health.rules.Alert;
import io.ogive.health.rules.Finding;
import io.ogive.health.rules.Place;
import io.ogive.health.rules.Rules;
import io.ogive.health.rules.Severity;
import io.ogive.spark.Diagnosis.Told;
import io.ogive.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bench of rules prints and writes. */
class RulesBenchTest {
  @TempDir private Path folder;

  @Test
  void everyModelIsALineAndAllOfItIsInJson() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    RealData data = new RealData(Path.of("src/data"));
    List<Trial> trials = Trials.healthy(data.digits(), 0.3, 2, true).subList(0, 5);
    RulesBench bench =
        new RulesBench(
            LocalSpark.session("local[2]"), Path.of("src/data"), List.of(), folder, out, err);
    bench.healthy("digits", trials);
    bench.sumUp();
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).filteredOn(line -> line.startsWith("digits")).hasSize(4);
    JsonNode json = json();
    assertThat(json.path("machine").path("cores").asInt()).isPositive();
    assertThat(json.path("healthy")).hasSize(4);
    int runs = 0;
    for (JsonNode row : json.path("healthy")) {
      runs += row.path("rule_runs").asInt();
    }
    JsonNode all = json.path("all");
    assertThat(all.path("trainings").asInt()).isEqualTo(5);
    assertThat(all.path("rule_runs").asInt()).isEqualTo(runs).isGreaterThan(20);
    assertThat(all.path("verdict").asText()).isEqualTo("met");
    assertThat(json.path("rules")).hasSize(Rules.ALL.size());
    assertThat(lines).anyMatch(line -> line.matches("all +5 +0 +[0-9]+ .*met"));
  }

  @Test
  void alertsOfWarnCountAgainstTheirRuleAndMoreThanOneIsTooMany() throws IOException {
    RulesReport report = new RulesReport(folder, 1);
    report.healthy("set", "model", List.of(result(Severity.WARN)), 1);
    assertThat(report.isSilent()).isTrue();
    report.healthy("set", "other", List.of(result(Severity.CRIT)), 1);
    assertThat(report.isSilent()).isFalse();
    JsonNode json = json();
    assertThat(json.path("all").path("alerts").asInt()).isEqualTo(2);
    assertThat(json.path("all").path("verdict").asText()).isEqualTo("missed");
    JsonNode told = json.path("healthy").get(1).path("told").get(0);
    assertThat(told.path("rule").asText()).isEqualTo("PLATEAU");
    assertThat(told.path("seed").asLong()).isEqualTo(7);
    for (JsonNode rule : json.path("rules")) {
      boolean fired = rule.path("rule").asText().equals("PLATEAU");
      assertThat(rule.path("alerts").asInt()).isEqualTo(fired ? 2 : 0);
      assertThat(rule.path("rule_runs").asInt()).isEqualTo(fired ? 2 : 0);
    }
  }

  @Test
  void aPlantedPartitionThatIsNotNamedHasNoRound() throws IOException {
    RulesReport report = new RulesReport(folder, 1);
    report.planted(result(Severity.WARN), "PARTITION_SLOW", true, 3, List.of());
    report.planted(
        result(Severity.WARN), "PARTITION_SLOW", false, Integer.MAX_VALUE, List.of("PLATEAU"));
    JsonNode planted = json().path("planted");
    assertThat(planted.get(0).path("round").asInt()).isEqualTo(3);
    assertThat(planted.get(0).path("verdict").asText()).isEqualTo("met");
    assertThat(planted.get(1).has("round")).isFalse();
    assertThat(planted.get(1).path("verdict").asText()).isEqualTo("missed");
    assertThat(planted.get(1).path("elsewhere").get(0).asText()).isEqualTo("PLATEAU");
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("rules.json").toFile());
  }

  private static Result result(Severity severity) throws IOException {
    Trial trial =
        new Trial(
            new RealData(Path.of("src/data")).digits(),
            "model",
            Trials.logistic(0, 0, io.ogive.solver.LogisticOptions.Solver.AUTO),
            7,
            1,
            8,
            Plant.SLOW);
    Finding finding = new Finding(severity, Place.WHOLE, 1, Map.of(), "message", "cause", "cure");
    Told told = new Told(Optional.empty(), new Alert(4, "PLATEAU", finding), Optional.empty());
    return new Result(trial, List.of(told), Set.of("PLATEAU"));
  }
}
