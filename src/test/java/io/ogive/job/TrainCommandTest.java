package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a user gives them, on the bundled data and with the configurations in conf/. */
class TrainCommandTest {
  @TempDir static Path runs;
  private static Cli churn;
  private static Path churnFolder;

  @TempDir Path folder;

  @BeforeAll
  static void trainChurn() {
    churnFolder = runs.resolve("churn");
    churn = Cli.run("train", "--config", "conf/churn.conf", "--output", churnFolder.toString());
    assertThat(churn.code()).as(churn.err()).isZero();
  }

  @Test
  void stdoutIsOneJsonLineWithTheContractsKeys() throws IOException {
    JsonNode line = churn.json();
    Set<String> keys = new HashSet<>();
    line.fieldNames().forEachRemaining(keys::add);
    assertThat(keys)
        .contains("run", "status", "rounds", "passes", "stop", "loss", "objective", "train")
        .contains("test", "model_sha256", "seconds", "rows", "dropped");
    assertThat(line.get("run").asText()).isEqualTo("churn");
    assertThat(line.get("status").asText()).isEqualTo("done");
    assertThat(line.at("/rows/train").asLong() + line.at("/rows/test").asLong()).isEqualTo(7043);
    assertThat(line.at("/test/auc").asDouble()).isGreaterThan(0.82);
    assertThat(line.at("/seconds/total").asDouble()).isPositive();
  }

  @Test
  void theRunFolderHoldsWhatTheContractSaysAndNoMore() throws IOException {
    Map<String, String> files = Cli.content(churnFolder);
    assertThat(files.keySet())
        .containsExactlyInAnyOrder(
            "_SUCCESS",
            "alerts.jsonl",
            "coefficients.csv",
            "config.resolved.conf",
            "health.jsonl",
            "model/model.ogive",
            "model/provenance.json",
            "report.html",
            "summary.json");
    JsonNode line = churn.json();
    assertThat(Json.parse(files.get("summary.json"))).isEqualTo(line);
    assertThat(line.get("model_sha256").asText())
        .isEqualTo(ModelFile.sha256(Files.readAllBytes(churnFolder.resolve("model/model.ogive"))));
    assertThat(
            Json.parse(files.get("model/provenance.json")).at("/configuration/run/name").asText())
        .isEqualTo("churn");
    assertThat(files.get("coefficients.csv").lines().findFirst())
        .contains("name,label,value,odds_ratio,standard_error");
  }

  @Test
  void everyRoundHasOneLineOfProgressAndItsHealth() throws IOException {
    int rounds = churn.json().get("rounds").asInt();
    assertThat(churn.err().lines().filter(l -> l.startsWith("round "))).hasSize(rounds);
    List<String> health = Files.readAllLines(churnFolder.resolve("health.jsonl"));
    assertThat(health).hasSize(rounds * (1 + 4)); // the whole and four sources
    int at = 0;
    for (int round = 0; round < rounds; round++) {
      long rows = 0;
      JsonNode whole = Json.parse(health.get(at++));
      assertThat(whole.get("source").isNull()).isTrue();
      for (int source = 0; source < 4; source++) {
        JsonNode line = Json.parse(health.get(at++));
        assertThat(line.get("round").asInt()).isEqualTo(round);
        assertThat(line.get("source").asInt()).isEqualTo(source);
        rows += line.get("rows").asLong();
      }
      assertThat(whole.get("rows").asLong()).isEqualTo(rows);
    }
  }

  @Test
  void theResolvedConfigurationGivesTheSameBytes() throws IOException {
    Path resolved = churnFolder.resolve("config.resolved.conf");
    Cli again = Cli.run("train", "--config", resolved.toString());
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.json().get("model_sha256")).isEqualTo(churn.json().get("model_sha256"));
  }

  @Test
  void evaluateAgreesWithWhatTrainSaid() throws IOException {
    Cli test = Cli.run("evaluate", "--model", churnFolder.toString(), "--split", "test");
    assertThat(test.code()).as(test.err()).isZero();
    for (String metric : List.of("auc", "auc_pr", "accuracy", "log_loss", "rows")) {
      // MLlib adds in the order in which tasks end, so the last bits of a metric are not its own.
      assertThat(test.json().get(metric).asDouble())
          .as(metric)
          .isCloseTo(churn.json().at("/test/" + metric).asDouble(), within(1e-12));
    }
    Cli all =
        Cli.run(
            "evaluate",
            "--model",
            churnFolder.resolve("model/model.ogive").toString(),
            "--input",
            "src/data/wa_churn7043.csv.gz");
    assertThat(all.code()).as(all.err()).isZero();
    assertThat(all.json().get("rows").asLong()).isEqualTo(7043);
  }

  @Test
  void scoreAgreesWithEvaluateRowByRow() throws IOException {
    Path scored = folder.resolve("scored");
    Cli score =
        Cli.run(
            "score",
            "--model",
            churnFolder.toString(),
            "--input",
            "src/data/wa_churn7043.csv.gz",
            "--output",
            scored.toString(),
            "--output-format",
            "csv",
            "--keep",
            "churn,tenure");
    assertThat(score.code()).as(score.err()).isZero();
    assertThat(score.json().get("rows").asLong()).isEqualTo(7043);
    List<String> lines = Scored.lines(scored);
    assertThat(lines.get(0)).isEqualTo("churn,tenure,p_No,p_Yes,prediction");
    double right = 0;
    double loss = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      double no = Double.parseDouble(cells[2]);
      double yes = Double.parseDouble(cells[3]);
      assertThat(no + yes).isBetween(1 - 1e-12, 1 + 1e-12);
      assertThat(cells[4]).isEqualTo(yes > no ? "Yes" : "No");
      right += cells[4].equals(cells[0]) ? 1 : 0;
      loss -= Math.log(cells[0].equals("Yes") ? yes : no);
    }
    int rows = lines.size() - 1;
    Cli evaluate =
        Cli.run(
            "evaluate",
            "--model",
            churnFolder.toString(),
            "--input",
            "src/data/wa_churn7043.csv.gz");
    assertThat(rows).isEqualTo(7043);
    assertThat(right / rows).isEqualTo(evaluate.json().get("accuracy").asDouble());
    assertThat(Math.abs(loss / rows - evaluate.json().get("log_loss").asDouble())).isLessThan(1e-9);
  }

  @Test
  void digitsLearnsAsItIs() throws IOException {
    Path output = folder.resolve("digits");
    Cli digits =
        Cli.run(
            "train",
            "--config",
            "conf/digits.conf",
            "--output",
            output.toString(),
            "--require",
            "test.accuracy>=0.96");
    assertThat(digits.code()).as(digits.err()).isZero();
    assertThat(digits.err()).containsPattern("round +0 .* T 0\\.\\d\\d  saturated \\d+\\.\\d %");
    assertThat(Cli.content(output)).doesNotContainKey("coefficients.csv");
  }

  @Test
  void aRequirementThatIsNotMetLeavesNoModel() throws IOException {
    Path output = folder.resolve("strict");
    Cli strict =
        Cli.run(
            "train",
            "--config",
            "conf/churn.conf",
            "--set",
            "solver.max-rounds=1",
            "--output",
            output.toString(),
            "--require",
            "train.accuracy>=0.5",
            "--require",
            "test.auc>=0.99");
    assertThat(strict.code()).isEqualTo(23);
    assertThat(strict.err()).contains("ogive: --require test.auc>=0.99 is not met: it is 0.");
    assertThat(strict.json().get("status").asText()).isEqualTo("failed");
    assertThat(strict.json().at("/test/auc").isNumber()).isTrue();
    assertThat(output).doesNotExist();
    assertThat(Cli.content(folder.resolve("strict.failed")).keySet())
        .containsExactlyInAnyOrder(
            "alerts.jsonl", "config.resolved.conf", "health.jsonl", "report.html", "summary.json");
  }

  @Test
  void aRunThatDivergesLeavesWhatItSawAndNoModel() throws IOException {
    Path output = folder.resolve("wild");
    Cli wild =
        Cli.run(
            "train",
            "--config",
            "conf/digits.conf",
            "--set",
            "solver.adam.rate=1e200",
            "--set",
            "solver.max-rounds=5",
            "--output",
            output.toString());
    assertThat(wild.code()).as(wild.err()).isEqualTo(20);
    assertThat(wild.json().get("exit_code").asInt()).isEqualTo(20);
    assertThat(output).doesNotExist();
    Map<String, String> failed = Cli.content(folder.resolve("wild.failed"));
    assertThat(failed.keySet())
        .containsExactlyInAnyOrder(
            "alerts.jsonl", "config.resolved.conf", "health.jsonl", "report.html", "summary.json");
    assertThat(Json.parse(failed.get("summary.json"))).isEqualTo(wild.json());
  }

  @Test
  void aDryRunReadsTheInputAndWritesNothing() throws IOException {
    Path output = folder.resolve("dry");
    Cli dry =
        Cli.run("train", "--config", "conf/churn.conf", "--dry-run", "--output", output.toString());
    assertThat(dry.code()).as(dry.err()).isZero();
    assertThat(dry.json().get("status").asText()).isEqualTo("planned");
    assertThat(dry.json().at("/rows/train").asLong())
        .isEqualTo(churn.json().at("/rows/train").asLong());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void verifyFindsTheSameBytes() throws IOException {
    Cli verify = Cli.run("verify", "--config", "conf/churn.conf");
    assertThat(verify.code()).as(verify.err()).isZero();
    assertThat(verify.json().get("spark_sha256")).isEqualTo(churn.json().get("model_sha256"));
    assertThat(verify.json().get("twin_sha256")).isEqualTo(verify.json().get("spark_sha256"));
    assertThat(verify.json().get("checks")).isNotEmpty();
    assertThat(verify.err()).contains("the same bytes");
  }
}
