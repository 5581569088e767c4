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

/** Rows that cannot be scored, or not there: one clear error, and what stood there before stays. */
class BadScoreTest {
  @TempDir Path folder;
  private SmallRun small;

  @BeforeEach
  void aRunThatWouldWork() throws IOException {
    small = SmallRun.in(folder);
  }

  @Test
  void aModelThatIsNotThereOrNotComplete() throws IOException {
    String scored = folder.resolve("scored").toString();
    String none = folder.resolve("nothing").toString();
    small.refused(
        Cli.run("score", "--model", none, "--input", small.data().toString(), "--output", scored),
        3,
        "there is no model at");
    assertThat(small.train().code()).isZero();
    Path model = small.output().resolve("model/model.ogive");
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 1;
    Files.write(model, bytes);
    Cli damaged =
        Cli.run(
            "score",
            "--model",
            small.output().toString(),
            "--input",
            small.data().toString(),
            "--output",
            scored);
    assertThat(damaged.code()).isEqualTo(65);
    assertThat(damaged.err()).contains("model file, byte");
    Files.delete(small.output().resolve("_SUCCESS"));
    Cli incomplete = Cli.run("evaluate", "--model", small.output().toString());
    assertThat(incomplete.code()).isEqualTo(3);
    assertThat(incomplete.err()).contains("is not complete");
    assertThat(folder.resolve("scored")).doesNotExist();
    assertThat(folder.resolve("scored.running")).doesNotExist();
  }

  @Test
  void rowsThatAModelCannotScore() throws IOException {
    Files.writeString(
        small.data(), "a,c,y\n1,red,0\n2,blue,1\n3,red,0\n4,blue,1\n2,red,1\n5,blue,0\n");
    assertThat(small.train().code()).isZero();
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
        small.config(),
        "input { format = libsvm, path = \"%s\", label = label }\nmodel.logistic.l2 = 0.1\n"
            .formatted(lines));
    assertThat(small.train().code()).isZero();
    Path scored = folder.resolve("scored");
    Cli score =
        SmallRun.run(
            List.of("score", "--model", small.output().toString(), "--input", lines.toString()),
            "--keep=features",
            "--output-format=csv",
            "--output=" + scored);
    assertThat(score.code()).as(score.err()).isEqualTo(2);
    assertThat(score.err()).contains("csv cannot hold column `features`").doesNotContain("\tat ");
    assertThat(scored).doesNotExist();
  }

  @Test
  void scoredRowsThatExistAreReplacedOnlyWhenTheNewOnesAreComplete() throws IOException {
    assertThat(small.train().code()).isZero();
    List<String> score =
        List.of("score", "--model", small.output().toString(), "--output-format", "csv", "--output")
            .stream()
            .toList();
    Path scored = folder.resolve("scored");
    assertThat(SmallRun.run(score, scored.toString(), "--input", small.data().toString()).code())
        .isZero();
    List<String> before = Scored.lines(scored);
    assertThat(before).hasSize(7);
    assertThat(SmallRun.run(score, scored.toString(), "--input", small.data().toString()).code())
        .isEqualTo(4);
    Files.writeString(small.data(), SmallRun.GOOD + "NaN,1,1\n");
    assertThat(
            SmallRun.run(
                    score, scored.toString(), "--input", small.data().toString(), "--overwrite")
                .code())
        .isEqualTo(65);
    assertThat(Scored.lines(scored)).isEqualTo(before);
    Files.writeString(small.data(), SmallRun.GOOD + "7,1,1\n");
    assertThat(
            SmallRun.run(
                    score, scored.toString(), "--input", small.data().toString(), "--overwrite")
                .code())
        .isZero();
    assertThat(Scored.lines(scored)).hasSize(8);
  }

  @Test
  void aKeptColumnThatIsNotThereOrTakenTwice() throws IOException {
    assertThat(small.train().code()).isZero();
    List<String> score = List.of("score", "--model", small.output().toString(), "--output");
    String scored = folder.resolve("scored").toString();
    String input = small.data().toString();
    Cli none = SmallRun.run(score, scored, "--input", input, "--keep", "z");
    assertThat(none.code()).isEqualTo(65);
    assertThat(none.err()).contains("--keep names 'z'");
    Cli twice = SmallRun.run(score, scored, "--input", input, "--keep", "a,a");
    assertThat(twice.code()).isEqualTo(2);
    assertThat(twice.err()).contains("two columns 'a'");
    assertThat(folder.resolve("scored")).doesNotExist();
  }

  @Test
  void anOverwriteReplacesItsOwnKindOnly() throws IOException {
    assertThat(small.train().code()).isZero();
    Map<String, String> run = Cli.content(small.output());
    List<String> score =
        List.of("score", "--model", small.output().toString(), "--overwrite", "--output");
    String input = small.data().toString();
    Cli overModel = SmallRun.run(score, small.output().toString(), "--input", input);
    assertThat(overModel.code()).as(overModel.err()).isEqualTo(4);
    assertThat(overModel.err()).contains("is no folder of scored rows");
    assertThat(Cli.content(small.output())).isEqualTo(run);

    Path scored = folder.resolve("scored");
    assertThat(SmallRun.run(score, scored.toString(), "--input", input).code()).isZero();
    Map<String, String> rows = Cli.content(scored);
    Cli overInput =
        SmallRun.run(
            score, scored.toString(), "--input", scored.toUri().toString(), "--format", "parquet");
    assertThat(overInput.code()).as(overInput.err()).isEqualTo(2);
    assertThat(overInput.err()).contains("is the input");
    Cli overRows =
        Cli.run(
            "train",
            "--config",
            small.config().toString(),
            "--output",
            scored.toString(),
            "--overwrite");
    assertThat(overRows.code()).as(overRows.err()).isEqualTo(4);
    assertThat(overRows.err()).contains("is no run folder");
    assertThat(Cli.content(scored)).isEqualTo(rows);
  }

  @Test
  void rowsToScoreNeedNoLabelEvenIfTrainingChoseByIt() throws IOException {
    assertThat(small.train("--set", "input.where=y < 2").code()).isZero();
    Path raw = folder.resolve("raw.csv");
    Files.writeString(raw, "a,b,\"id, of row\"\n1,2,r1\n3,4,r2\n");
    List<String> score =
        List.of(
            "score",
            "--model=" + small.output(),
            "--input=" + raw,
            "--output-format=csv",
            "--keep=\"id, of row\",a",
            "--output");
    Path scored = folder.resolve("scored");
    Cli chosen = SmallRun.run(score, scored.toString());
    assertThat(chosen.code()).isEqualTo(65);
    assertThat(chosen.err()).contains("input.where 'y < 2'", "--where");
    assertThat(SmallRun.run(score, scored.toString(), "--where=").code()).isZero();
    assertThat(Scored.lines(scored)).hasSize(3).anyMatch(line -> line.startsWith("r2,3,"));
    assertThat(SmallRun.run(score, scored.toString(), "--where", "a > 1", "--overwrite").code())
        .isZero();
    assertThat(Scored.lines(scored)).hasSize(2);
  }

  private void unscorable(String rows, String... said) throws IOException {
    Path raw = folder.resolve("raw.csv");
    Files.writeString(raw, rows);
    Cli score =
        Cli.run(
            "score",
            "--model",
            small.output().toString(),
            "--input",
            raw.toString(),
            "--output",
            folder.resolve("scored").toString());
    assertThat(score.code()).as(score.err()).isEqualTo(65);
    assertThat(score.err()).contains(said);
    assertThat(folder.resolve("scored")).doesNotExist();
    assertThat(folder.resolve("scored.running")).doesNotExist();
  }
}
