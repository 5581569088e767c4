package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each bad input: one clear error, the right exit code, no output. */
class BadInputTest {
  private static final String GOOD = "a,b,y\n1,2,0\n2,1,1\n3,5,0\n4,2,1\n2,2,0\n5,1,1\n";

  @TempDir Path folder;
  private Path data;
  private Path config;
  private Path output;

  @BeforeEach
  void aRunThatWouldWork() throws IOException {
    data = folder.resolve("data.csv");
    Files.writeString(data, GOOD);
    config = folder.resolve("run.conf");
    Files.writeString(
        config,
        """
        input {
          format = csv
          path = "%s"
          options.header = true
          label = y
        }
        model.logistic.l2 = 0.1
        """
            .formatted(data));
    output = folder.resolve("out");
  }

  @Test
  void theRunItselfWorks() {
    Cli run = train();
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(output.resolve("_SUCCESS")).exists();
  }

  @Test
  void anUnknownKey() throws IOException {
    Files.writeString(config, Files.readString(config) + "input.lable = y\n");
    refused(train(), 2, "run.conf:8: unknown key 'input.lable'; did you mean 'input.label'?");
  }

  @Test
  void aValueOfTheWrongType() throws IOException {
    Files.writeString(config, Files.readString(config) + "solver.max-rounds = many\n");
    refused(train(), 2, "run.conf:8: solver.max-rounds is 'many'; allowed: auto or a whole number");
  }

  @Test
  void aValueOutOfRange() {
    refused(
        train("--set", "data.split.test-share=2"),
        2,
        "--set: data.split.test-share is '2'; allowed: a number in (0, 1)");
  }

  @Test
  void aConfigurationThatIsNotThere() {
    refused(
        Cli.run("train", "--config", config + ".gone", "--output", output.toString()),
        2,
        "run.conf.gone' does not exist");
  }

  @Test
  void anInputThatIsNotThere() throws IOException {
    Files.delete(data);
    refused(train(), 3, "data.csv does not exist");
  }

  @Test
  void aSourceThatSparkDoesNotKnow() {
    refused(train("--set", "input.format=cvs"), 2, "input.format cvs is not a source");
  }

  @Test
  void aColumnThatIsNotThere() {
    refused(train("--set", "input.label=z"), 65, "the input has no column 'z'");
    refused(train("--set", "features.columns=[a, c]"), 65, "the input has no column 'c'");
  }

  @Test
  void threeLabelsForABinaryModel() throws IOException {
    Files.writeString(data, GOOD + "1,1,2\n");
    refused(train("--set", "model.logistic.family=binary"), 65, "3 classes");
    refused(train("--set", "input.positive=1"), 65, "needs two classes");
  }

  @Test
  void aNumberThatIsNone() throws IOException {
    Files.writeString(data, GOOD + "NaN,1,1\n");
    refused(train(), 65, "data.csv: row 7 of partition 0", "column 'a'", "NaN");
  }

  @Test
  void aMissingNumber() throws IOException {
    Files.writeString(data, GOOD + ",1,1\n");
    refused(train(), 65, "column 'a': value is missing; set features.missing = drop, mean or fill");
  }

  @Test
  void aClassWeightForNoClass() {
    refused(train("--set", "model.logistic.class-weights.Maybe=2"), 2, "Maybe");
  }

  @Test
  void anOutputThatExists() throws IOException {
    assertThat(train().code()).isZero();
    Map<String, String> before = Cli.content(output);
    Cli again = train();
    assertThat(again.code()).isEqualTo(4);
    assertThat(again.err()).contains("out' exists; give another --output, or --overwrite");
    assertThat(again.json().get("status").asText()).isEqualTo("failed");
    assertThat(Cli.content(output)).isEqualTo(before);

    Cli failing = train("--overwrite", "--set", "input.label=z");
    assertThat(failing.code()).isEqualTo(65);
    assertThat(Cli.content(output)).as("the old run stays").isEqualTo(before);

    Cli replacing = train("--overwrite", "--set", "run.name=second");
    assertThat(replacing.code()).as(replacing.err()).isZero();
    assertThat(Cli.content(output).get("summary.json")).contains("second");
    assertThat(folder.resolve("out.failed")).doesNotExist();
  }

  @Test
  void aFolderThatIsNoRunIsNotReplaced() throws IOException {
    Files.createDirectories(output);
    Files.writeString(output.resolve("thesis.txt"), "years of work");
    Cli run = train("--overwrite");
    assertThat(run.code()).isEqualTo(4);
    assertThat(Cli.content(output)).isEqualTo(Map.of("thesis.txt", "years of work"));
  }

  @Test
  void optionsThatDoNotExistYet() {
    refused(train("--resume"), 2, "--resume does not exist yet");
    refused(
        train("--fail-on", "SATURATED_LAYERS"),
        2,
        "there is no rule 'SATURATED_LAYERS'; did you mean SATURATED_LAYER?");
  }

  @Test
  void requirementsThatCannotBe() {
    refused(train("--require", "test.auc"), 2, "--require takes a figure");
    refused(train("--require", "train.beauty>=1"), 2, "which no run has");
    refused(train("--require", "test.auc>=0.5"), 2, "no rows are held out");
    refused(train("--require", "loss<=much"), 2, "'much' is no finite number");
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
    refused(Cli.run("bench", "bunch"), 2, "there is no benchmark 'bunch'");
    refused(Cli.run("bench", "lr", "--only", "hats"), 2, "there is no work 'hats'");
    refused(Cli.run("bench", "lr", "--threads", "0"), 2, "--threads must be positive");
    refused(Cli.run("bench", "optima"), 2, "--data");
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
  void aModelThatIsNotThereOrNotComplete() throws IOException {
    String scored = folder.resolve("scored").toString();
    String none = folder.resolve("nothing").toString();
    refused(
        Cli.run("score", "--model", none, "--input", data.toString(), "--output", scored),
        3,
        "there is no model at");
    assertThat(train().code()).isZero();
    Path model = output.resolve("model/model.ogive");
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 1;
    Files.write(model, bytes);
    Cli damaged =
        Cli.run(
            "score", "--model", output.toString(), "--input", data.toString(), "--output", scored);
    assertThat(damaged.code()).isEqualTo(65);
    assertThat(damaged.err()).contains("model file, byte");
    Files.delete(output.resolve("_SUCCESS"));
    Cli incomplete = Cli.run("evaluate", "--model", output.toString());
    assertThat(incomplete.code()).isEqualTo(3);
    assertThat(incomplete.err()).contains("is not complete");
    assertThat(folder.resolve("scored")).doesNotExist();
    assertThat(folder.resolve("scored.running")).doesNotExist();
  }

  @Test
  void rowsThatAModelCannotScore() throws IOException {
    Files.writeString(data, "a,c,y\n1,red,0\n2,blue,1\n3,red,0\n4,blue,1\n2,red,1\n5,blue,0\n");
    assertThat(train().code()).isZero();
    unscorable("a,c\n1,red\n2,green\n", "row 2 of partition 0", "level 'green' was not seen");
    unscorable("a,c\n1,red\nNaN,blue\n", "row 2 of partition 0", "column 'a'");
    unscorable("a,c\n1,red\n,blue\n", "row 2 of partition 0", "value is missing");
    unscorable("a,d\n1,red\n", "the input has no column 'c'");
    unscorable("a,c\n1,red\n2\n", "raw.csv: Malformed CSV record: 2", "input.options");
  }

  @Test
  void aKeptColumnThatTheFormatCannotHold() throws IOException {
    Path lines = folder.resolve("data.svm");
    Files.writeString(lines, "0 1:1\n1 1:2\n0 1:3\n1 1:4\n");
    Files.writeString(
        config,
        "input { format = libsvm, path = \"%s\", label = label }\nmodel.logistic.l2 = 0.1\n"
            .formatted(lines));
    assertThat(train().code()).isZero();
    Path scored = folder.resolve("scored");
    Cli score =
        run(
            List.of("score", "--model", output.toString(), "--input", lines.toString()),
            "--keep=features",
            "--output-format=csv",
            "--output=" + scored);
    assertThat(score.code()).as(score.err()).isEqualTo(2);
    assertThat(score.err()).contains("csv cannot hold column `features`").doesNotContain("\tat ");
    assertThat(scored).doesNotExist();
  }

  @Test
  void scoredRowsThatExistAreReplacedOnlyWhenTheNewOnesAreComplete() throws IOException {
    assertThat(train().code()).isZero();
    List<String> score =
        List.of("score", "--model", output.toString(), "--output-format", "csv", "--output")
            .stream()
            .toList();
    Path scored = folder.resolve("scored");
    assertThat(run(score, scored.toString(), "--input", data.toString()).code()).isZero();
    List<String> before = Scored.lines(scored);
    assertThat(before).hasSize(7);
    assertThat(run(score, scored.toString(), "--input", data.toString()).code()).isEqualTo(4);
    Files.writeString(data, GOOD + "NaN,1,1\n");
    assertThat(run(score, scored.toString(), "--input", data.toString(), "--overwrite").code())
        .isEqualTo(65);
    assertThat(Scored.lines(scored)).isEqualTo(before);
    Files.writeString(data, GOOD + "7,1,1\n");
    assertThat(run(score, scored.toString(), "--input", data.toString(), "--overwrite").code())
        .isZero();
    assertThat(Scored.lines(scored)).hasSize(8);
  }

  @Test
  void aKeptColumnThatIsNotThereOrTakenTwice() throws IOException {
    assertThat(train().code()).isZero();
    List<String> score = List.of("score", "--model", output.toString(), "--output");
    String scored = folder.resolve("scored").toString();
    String input = data.toString();
    Cli none = run(score, scored, "--input", input, "--keep", "z");
    assertThat(none.code()).isEqualTo(65);
    assertThat(none.err()).contains("--keep names 'z'");
    Cli twice = run(score, scored, "--input", input, "--keep", "a,a");
    assertThat(twice.code()).isEqualTo(2);
    assertThat(twice.err()).contains("two columns 'a'");
    assertThat(folder.resolve("scored")).doesNotExist();
  }

  @Test
  void anOverwriteReplacesItsOwnKindOnly() throws IOException {
    assertThat(train().code()).isZero();
    Map<String, String> run = Cli.content(output);
    List<String> score = List.of("score", "--model", output.toString(), "--overwrite", "--output");
    String input = data.toString();
    Cli overModel = run(score, output.toString(), "--input", input);
    assertThat(overModel.code()).as(overModel.err()).isEqualTo(4);
    assertThat(overModel.err()).contains("is no folder of scored rows");
    assertThat(Cli.content(output)).isEqualTo(run);

    Path scored = folder.resolve("scored");
    assertThat(run(score, scored.toString(), "--input", input).code()).isZero();
    Map<String, String> rows = Cli.content(scored);
    Cli overInput =
        run(score, scored.toString(), "--input", scored.toUri().toString(), "--format", "parquet");
    assertThat(overInput.code()).as(overInput.err()).isEqualTo(2);
    assertThat(overInput.err()).contains("is the input");
    Cli overRows =
        Cli.run(
            "train", "--config", config.toString(), "--output", scored.toString(), "--overwrite");
    assertThat(overRows.code()).as(overRows.err()).isEqualTo(4);
    assertThat(overRows.err()).contains("is no run folder");
    assertThat(Cli.content(scored)).isEqualTo(rows);
  }

  @Test
  void aDryRunSaysThatTheOutputExists() throws IOException {
    assertThat(train("--dry-run").code()).isZero();
    assertThat(output).doesNotExist();
    assertThat(train().code()).isZero();
    Map<String, String> run = Cli.content(output);
    assertThat(train("--dry-run").code()).isEqualTo(4);
    assertThat(train("--dry-run", "--overwrite").code()).isZero();
    assertThat(Cli.content(output)).isEqualTo(run);
  }

  @Test
  void rowsToScoreNeedNoLabelEvenIfTrainingChoseByIt() throws IOException {
    assertThat(train("--set", "input.where=y < 2").code()).isZero();
    Path raw = folder.resolve("raw.csv");
    Files.writeString(raw, "a,b,\"id, of row\"\n1,2,r1\n3,4,r2\n");
    List<String> score =
        List.of(
            "score",
            "--model=" + output,
            "--input=" + raw,
            "--output-format=csv",
            "--keep=\"id, of row\",a",
            "--output");
    Path scored = folder.resolve("scored");
    Cli chosen = run(score, scored.toString());
    assertThat(chosen.code()).isEqualTo(65);
    assertThat(chosen.err()).contains("input.where 'y < 2'", "--where");
    assertThat(run(score, scored.toString(), "--where=").code()).isZero();
    assertThat(Scored.lines(scored)).hasSize(3).anyMatch(line -> line.startsWith("r2,3,"));
    assertThat(run(score, scored.toString(), "--where", "a > 1", "--overwrite").code()).isZero();
    assertThat(Scored.lines(scored)).hasSize(2);
  }

  @Test
  void factorsOfClassesMayBeSetAsAnObject() {
    Cli one = train("--set", "model.logistic.class-weights={\"1\" = 3}");
    assertThat(one.code()).as(one.err()).isZero();
    refused2(train("--set", "foo.bar=1", "--overwrite"), "--set: unknown key 'foo'");
    refused2(train("--set", "input.path={a,b}", "--overwrite", "--dry-run"), "{a,b}");
  }

  private static void refused2(Cli run, String said) {
    assertThat(run.code()).isNotZero();
    assertThat(run.err()).contains(said);
  }

  @Test
  void aMaskedPasswordMustBeGivenAgain() throws IOException {
    Files.writeString(config, Files.readString(config) + "input.options.password = hunter2\n");
    Cli run = train();
    assertThat(run.code()).as(run.err()).isZero();
    Cli.content(output)
        .forEach((name, text) -> assertThat(text).as(name).doesNotContain("hunter2"));
    Cli evaluate = Cli.run("evaluate", "--model", output.toString());
    assertThat(evaluate.code()).isEqualTo(2);
    assertThat(evaluate.err()).contains("'password' is masked in provenance.json");
    Cli given = Cli.run("evaluate", "--model", output.toString(), "--option", "password=hunter2");
    assertThat(given.code()).as(given.err()).isZero();
  }

  private void unscorable(String rows, String... said) throws IOException {
    Path raw = folder.resolve("raw.csv");
    Files.writeString(raw, rows);
    Cli score =
        Cli.run(
            "score",
            "--model",
            output.toString(),
            "--input",
            raw.toString(),
            "--output",
            folder.resolve("scored").toString());
    assertThat(score.code()).as(score.err()).isEqualTo(65);
    assertThat(score.err()).contains(said);
    assertThat(folder.resolve("scored")).doesNotExist();
    assertThat(folder.resolve("scored.running")).doesNotExist();
  }

  private static Cli run(List<String> command, String... more) {
    List<String> args = new ArrayList<>(command);
    args.addAll(List.of(more));
    return Cli.run(args.toArray(String[]::new));
  }

  private Cli train(String... more) {
    return run(
        List.of("train", "--config", config.toString(), "--output", output.toString()), more);
  }

  /** One clear error, its code, and no output. */
  private void refused(Cli run, int code, String... said) {
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).contains(said).contains("ogive: ").doesNotContain("\tat ");
    assertThat(output).doesNotExist();
    assertThat(folder.resolve("out.running")).doesNotExist();
    try {
      assertThat(run.json().get("status").asText()).isEqualTo("failed");
      assertThat(run.json().get("exit_code").asInt()).isEqualTo(code);
      assertThat(run.json().get("error").asText()).contains(said[said.length - 1]);
    } catch (IOException e) {
      throw new AssertionError(run.out(), e);
    }
  }

  private static void usage(Cli run, String said) {
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).startsWith("ogive: ").contains(said);
    assertThat(run.out()).isEmpty();
  }
}
