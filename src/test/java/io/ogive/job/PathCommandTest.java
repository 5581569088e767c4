package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.model.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of penalties, starts and bounds as a user gives them, on the bundled customers. */
class PathCommandTest {
  private static final String LIST = "model.logistic.l2=[1e-1, 1e-4, 1e-2]";

  @TempDir Path folder;

  private Cli train(String name, String... set) {
    String[] args = new String[5 + 2 * set.length];
    args[0] = "train";
    args[1] = "--config";
    args[2] = "conf/churn.conf";
    args[3] = "--output";
    args[4] = folder.resolve(name).toString();
    for (int i = 0; i < set.length; i++) {
      args[5 + 2 * i] = "--set";
      args[6 + 2 * i] = set[i];
    }
    return Cli.run(args);
  }

  @Test
  void aListOfPenaltiesLeavesThemAllAndTheBestAsTheModel() throws IOException {
    Cli run = train("path", LIST);
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode line = run.json();
    Map<String, String> files = Cli.content(folder.resolve("path"));
    assertThat(files.keySet())
        .contains("model/model.ogive", "coefficients.csv", "path/path.csv")
        .contains("path/l2-0.1-l1-0.0.ogive", "path/l2-1.0E-4-l1-0.0.ogive");
    assertThat(line.get("path")).hasSize(3);
    double least = Double.MAX_VALUE;
    String best = "";
    for (JsonNode step : line.get("path")) {
      if (step.get("held_out_loss").asDouble() < least) {
        least = step.get("held_out_loss").asDouble();
        best = step.get("model_sha256").asText();
        assertThat(line.get("penalty").get("l2").asDouble()).isPositive();
      }
    }
    assertThat(line.get("model_sha256").asText()).isEqualTo(best);
    assertThat(sha256(files.get("model/model.ogive"))).isEqualTo(best);
    assertThat(line.at("/test/log_loss").asDouble()).isBetween(least - 1e-9, least + 1e-9);

    List<String> csv = files.get("path/path.csv").lines().toList();
    assertThat(csv).hasSize(4);
    assertThat(csv.get(0)).startsWith("l2,l1,objective,train_loss,held_out_loss,rounds");
    for (int i = 1; i < 4; i++) {
      String[] fields = csv.get(i).split(",", -1);
      assertThat(sha256(files.get("path/" + fields[8]))).isEqualTo(fields[9]);
      assertThat(fields[7]).isEqualTo(Boolean.toString(fields[9].equals(best)));
    }
    assertThat(files.get("health.jsonl").lines()).allMatch(l -> l.contains("\"penalty\":{\"l2\":"));
    assertThat(run.err()).contains("chosen: ").contains("l2 0.1 l1 0.0  round   0");

    // Each is the fit that a run of its own gives.
    Cli alone = train("alone", "model.logistic.l2=0.1");
    assertThat(alone.json().get("model_sha256").asText())
        .isEqualTo(sha256(files.get("path/l2-0.1-l1-0.0.ogive")));
    assertThat(Cli.content(folder.resolve("alone")).keySet())
        .noneMatch(name -> name.startsWith("path"));
  }

  private static String sha256(String latin1) {
    return ModelFile.sha256(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void theDryRunShowsTheListAndWritesNothing() throws IOException {
    Cli run = Cli.run("train", "--config", "conf/churn.conf", "--set", LIST, "--dry-run");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.json().get("penalties")).hasSize(3);
    assertThat(run.json().at("/penalties/1/l2").asDouble()).isEqualTo(1e-4);
  }

  @Test
  void aPathThatDoesNotMeetARequirementLeavesNoModel() throws IOException {
    Cli run =
        Cli.run(
            "train",
            "--config",
            "conf/churn.conf",
            "--set",
            LIST,
            "--output",
            folder.resolve("bad").toString(),
            "--require",
            "test.auc>=0.999");
    assertThat(run.code()).isEqualTo(23);
    assertThat(Cli.content(folder.resolve("bad.failed")).keySet())
        .noneMatch(name -> name.endsWith(".ogive"));
  }

  @Test
  void verifyComparesEveryModelOfThePathAndOfBounds() throws IOException {
    Cli path = Cli.run("verify", "--config", "conf/churn.conf", "--set", LIST);
    assertThat(path.code()).as(path.err()).isZero();
    assertThat(path.err()).contains("model files of the path's 3 that differ");
    Cli bounds =
        Cli.run(
            "verify",
            "--config",
            "conf/churn.conf",
            "--set",
            "model.logistic.bounds.all=[-0.5, 0.5]",
            "--set",
            "model.logistic.bounds.intercept=[-inf, -0.25]");
    assertThat(bounds.code()).as(bounds.err()).isZero();
    assertThat(bounds.err()).contains("the textbook's gradient where no bound is in its way");
  }

  @Test
  void aRunBeginsAtTheModelOfAnother() throws IOException {
    Cli first = train("first");
    Cli second = train("second", "model.logistic.start=" + folder.resolve("first"));
    assertThat(second.code()).as(second.err()).isZero();
    JsonNode line = second.json();
    assertThat(line.get("rounds").asInt()).isLessThanOrEqualTo(2);
    assertThat(first.json().get("rounds").asInt()).isGreaterThan(2);
    assertThat(line.at("/start/model_sha256")).isEqualTo(first.json().get("model_sha256"));
    assertThat(line.at("/start/slots_found")).isEqualTo(line.at("/start/slots"));
    assertThat(second.err()).contains("start: the model knows ");
    assertThat(
            Json.parse(Files.readString(folder.resolve("second/model/provenance.json")))
                .get("start_sha256"))
        .isEqualTo(first.json().get("model_sha256"));
    Cli fewer =
        train(
            "fewer",
            "model.logistic.start=" + folder.resolve("first/model/model.ogive"),
            "features.full-levels=true");
    assertThat(fewer.code()).as(fewer.err()).isZero();
    assertThat(fewer.json().at("/start/slots_found").asInt())
        .isEqualTo(fewer.json().at("/start/slots").asInt());
  }

  @Test
  void aStartThatCannotBeHasItsExitCode() throws IOException {
    Cli missing = train("none", "model.logistic.start=" + folder.resolve("nowhere"));
    assertThat(missing.code()).isEqualTo(3);
    assertThat(missing.err()).contains("nowhere");
    Path damaged = folder.resolve("damaged.ogive");
    Files.writeString(damaged, "OGIVEMDL but no more");
    assertThat(train("none", "model.logistic.start=" + damaged).code()).isEqualTo(65);
    Path network = folder.resolve("network");
    Cli digits =
        Cli.run(
            "train",
            "--config",
            "conf/digits.conf",
            "--set",
            "solver.max-rounds=1",
            "--output",
            network.toString());
    assertThat(digits.code()).as(digits.err()).isZero();
    Cli other = train("none", "model.logistic.start=" + network);
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("is a network");
    Cli swapped = train("swapped");
    assertThat(swapped.code()).isZero();
    Cli label =
        train("none", "model.logistic.start=" + folder.resolve("swapped"), "input.positive=No");
    assertThat(label.code()).isEqualTo(2);
    assertThat(label.err()).contains("same label and classes");
  }

  @Test
  void boundsHoldAndAMistypedNameIsAnErrorWithTheNearest() throws IOException {
    Cli run = train("bounded", "model.logistic.bounds.coefficients.tenure=[-0.01, inf]");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readString(folder.resolve("bounded/coefficients.csv")))
        .contains("\ntenure,Yes,-0.01,");
    Cli mistyped = train("mistyped", "model.logistic.bounds.coefficients.tenur=[-0.01, inf]");
    assertThat(mistyped.code()).isEqualTo(2);
    assertThat(mistyped.err()).contains("no column or slot 'tenur'; did you mean 'tenure'?");
  }
}
