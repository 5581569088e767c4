package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each bad input: one clear error, the right exit code, no output. */
class BadInputTest {
  @TempDir Path folder;
  private SmallRun small;
  private Path data;
  private Path config;
  private Path output;

  @BeforeEach
  void aRunThatWouldWork() throws IOException {
    small = SmallRun.in(folder);
    data = small.data();
    config = small.config();
    output = small.output();
  }

  @Test
  void theRunItselfWorks() {
    Cli run = small.train();
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(output.resolve("_SUCCESS")).exists();
  }

  @Test
  void anUnknownKey() throws IOException {
    Files.writeString(config, Files.readString(config) + "input.lable = y\n");
    small.refused(
        small.train(), 2, "run.conf:8: unknown key 'input.lable'; did you mean 'input.label'?");
  }

  @Test
  void aValueOfTheWrongType() throws IOException {
    Files.writeString(config, Files.readString(config) + "solver.max-rounds = many\n");
    small.refused(
        small.train(),
        2,
        "run.conf:8: solver.max-rounds is 'many'; allowed: auto or a whole number");
  }

  @Test
  void aValueOutOfRange() {
    small.refused(
        small.train("--set", "data.split.test-share=2"),
        2,
        "--set: data.split.test-share is '2'; allowed: a number in (0, 1)");
  }

  @Test
  void aConfigurationThatIsNotThere() {
    small.refused(
        Cli.run("train", "--config", config + ".gone", "--output", output.toString()),
        2,
        "run.conf.gone' does not exist");
  }

  @Test
  void anInputThatIsNotThere() throws IOException {
    Files.delete(data);
    small.refused(small.train(), 3, "data.csv does not exist");
  }

  @Test
  void aSourceThatSparkDoesNotKnow() {
    small.refused(small.train("--set", "input.format=cvs"), 2, "input.format cvs is not a source");
  }

  @Test
  void aColumnThatIsNotThere() {
    small.refused(small.train("--set", "input.label=z"), 65, "the input has no column 'z'");
    small.refused(
        small.train("--set", "features.columns=[a, c]"), 65, "the input has no column 'c'");
  }

  @Test
  void threeLabelsForABinaryModel() throws IOException {
    Files.writeString(data, SmallRun.GOOD + "1,1,2\n");
    small.refused(small.train("--set", "model.logistic.family=binary"), 65, "3 classes");
    small.refused(small.train("--set", "input.positive=1"), 65, "needs two classes");
  }

  @Test
  void aNumberThatIsNone() throws IOException {
    Files.writeString(data, SmallRun.GOOD + "NaN,1,1\n");
    small.refused(small.train(), 65, "data.csv: row 7 of partition 0", "column 'a'", "NaN");
  }

  @Test
  void aMissingNumber() throws IOException {
    Files.writeString(data, SmallRun.GOOD + ",1,1\n");
    small.refused(
        small.train(),
        65,
        "column 'a': value is missing; set features.missing = drop, mean or fill");
  }

  @Test
  void aClassWeightForNoClass() {
    small.refused(small.train("--set", "model.logistic.class-weights.Maybe=2"), 2, "Maybe");
  }

  @Test
  void anOutputThatExists() throws IOException {
    assertThat(small.train().code()).isZero();
    Map<String, String> before = Cli.content(output);
    Cli again = small.train();
    assertThat(again.code()).isEqualTo(4);
    assertThat(again.err()).contains("out' exists; give another --output, or --overwrite");
    assertThat(again.json().get("status").asText()).isEqualTo("failed");
    assertThat(Cli.content(output)).isEqualTo(before);

    Cli failing = small.train("--overwrite", "--set", "input.label=z");
    assertThat(failing.code()).isEqualTo(65);
    assertThat(Cli.content(output)).as("the old run stays").isEqualTo(before);

    Cli replacing = small.train("--overwrite", "--set", "run.name=second");
    assertThat(replacing.code()).as(replacing.err()).isZero();
    assertThat(Cli.content(output).get("summary.json")).contains("second");
    assertThat(folder.resolve("out.failed")).doesNotExist();
  }

  @Test
  void aFolderThatIsNoRunIsNotReplaced() throws IOException {
    Files.createDirectories(output);
    Files.writeString(output.resolve("thesis.txt"), "years of work");
    Cli run = small.train("--overwrite");
    assertThat(run.code()).isEqualTo(4);
    assertThat(Cli.content(output)).isEqualTo(Map.of("thesis.txt", "years of work"));
  }

  @Test
  void optionsThatDoNotExistYet() {
    small.refused(small.train("--resume"), 2, "--resume does not exist yet");
    small.refused(
        small.train("--fail-on", "SATURATED_LAYERS"),
        2,
        "there is no rule 'SATURATED_LAYERS'; did you mean SATURATED_LAYER?");
  }

  @Test
  void requirementsThatCannotBe() {
    small.refused(small.train("--require", "test.auc"), 2, "--require takes a figure");
    small.refused(small.train("--require", "train.beauty>=1"), 2, "which no run has");
    small.refused(small.train("--require", "test.auc>=0.5"), 2, "no rows are held out");
    small.refused(small.train("--require", "loss<=much"), 2, "'much' is no finite number");
  }

  @Test
  void aCommandLineThatIsNone() {
    assertThat(Cli.run().code()).isEqualTo(2);
    usage(Cli.run("trian", "--config", config.toString()), "trian");
    usage(Cli.run("train"), "--config");
    usage(Cli.run("train", "--config"), "--config");
    usage(Cli.run("train", "--config", config.toString(), "--ouput", "x"), "--ouput");
    usage(Cli.run("evaluate", "--model", "x", "--split", "half"), "--split");
    usage(Cli.run("bench"), "NAME");
    small.refused(Cli.run("bench", "bunch"), 2, "there is no benchmark 'bunch'");
    small.refused(Cli.run("bench", "lr", "--only", "hats"), 2, "there is no work 'hats'");
    small.refused(Cli.run("bench", "lr", "--threads", "0"), 2, "--threads must be positive");
    small.refused(Cli.run("bench", "optima"), 2, "--data");
  }

  @Test
  void helpAndVersionAreNoErrors() {
    for (String command : List.of("train", "score", "evaluate", "verify", "bench")) {
      Cli help = Cli.run(command, "--help");
      assertThat(help.code()).isZero();
      assertThat(help.out()).contains("Usage: ogive " + command);
    }
    assertThat(Cli.run("--version").out()).startsWith("ogive ");
  }

  @Test
  void aDryRunSaysThatTheOutputExists() throws IOException {
    assertThat(small.train("--dry-run").code()).isZero();
    assertThat(output).doesNotExist();
    assertThat(small.train().code()).isZero();
    Map<String, String> run = Cli.content(output);
    assertThat(small.train("--dry-run").code()).isEqualTo(4);
    assertThat(small.train("--dry-run", "--overwrite").code()).isZero();
    assertThat(Cli.content(output)).isEqualTo(run);
  }

  @Test
  void factorsOfClassesMayBeSetAsAnObject() {
    Cli one = small.train("--set", "model.logistic.class-weights={\"1\" = 3}");
    assertThat(one.code()).as(one.err()).isZero();
    refused2(small.train("--set", "foo.bar=1", "--overwrite"), "--set: unknown key 'foo'");
    refused2(small.train("--set", "input.path={a,b}", "--overwrite", "--dry-run"), "{a,b}");
  }

  private static void refused2(Cli run, String said) {
    assertThat(run.code()).isNotZero();
    assertThat(run.err()).contains(said);
  }

  @Test
  void aMaskedPasswordMustBeGivenAgain() throws IOException {
    Files.writeString(config, Files.readString(config) + "input.options.password = hunter2\n");
    Cli run = small.train();
    assertThat(run.code()).as(run.err()).isZero();
    Cli.content(output)
        .forEach((name, text) -> assertThat(text).as(name).doesNotContain("hunter2"));
    Cli evaluate = Cli.run("evaluate", "--model", output.toString());
    assertThat(evaluate.code()).isEqualTo(2);
    assertThat(evaluate.err()).contains("'password' is masked in provenance.json");
    Cli given = Cli.run("evaluate", "--model", output.toString(), "--option", "password=hunter2");
    assertThat(given.code()).as(given.err()).isZero();
  }

  private static void usage(Cli run, String said) {
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).startsWith("ogive: ").contains(said);
    assertThat(run.out()).isEmpty();
  }
}
