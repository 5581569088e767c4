package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ogive.data.Role;
import io.ogive.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and sources that cannot be used are refused by an error that names them. */
class BadFilesTest {
  @TempDir Path dir;

  private static SparkSession spark() {
    return LocalSpark.session("local[2]");
  }

  private InputSpecBuilder csv(String path) {
    return InputSpec.of("csv", path, "y").option("header", "true");
  }

  private Path file(String name, String text) throws IOException {
    return Files.write(dir.resolve(name), text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void whatIsNotThereIsMissing() {
    for (String path : new String[] {dir + "/none.csv", dir + "/*.csv", dir + "/no/dir"}) {
      for (String format : new String[] {"csv", "parquet", "libsvm"}) {
        assertThatThrownBy(() -> Ingest.read(spark(), InputSpec.of(format, path, "y").build()))
            .isExactlyInstanceOf(MissingInputException.class)
            .hasMessageContainingAll("input.path", path);
      }
    }
    assertThatThrownBy(() -> Ingest.read(spark(), InputSpec.ofTable("no_table", "y").build()))
        .isExactlyInstanceOf(MissingInputException.class)
        .hasMessageContainingAll("input.table", "no_table");
  }

  @Test
  void whatIsThereButEmptyIsBad() throws IOException {
    String empty = file("empty.csv", "").toString();
    String folder = Files.createDirectory(dir.resolve("folder")).toString();
    Files.createFile(dir.resolve("folder/_SUCCESS"));
    for (String path : new String[] {empty, folder}) {
      assertThatThrownBy(() -> Ingest.read(spark(), csv(path).build()))
          .isExactlyInstanceOf(BadInputException.class)
          .hasMessageContainingAll(path, "holds no data");
    }
    String header = file("header.csv", "y,x\n").toString();
    assertThatThrownBy(() -> Ingest.read(spark(), csv(header).build()))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContaining("no rows");
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      for (int i = 0; i < 20_000; i++) {
        gzip.write("%d,%d\n".formatted(i % 2, i * 7919L % 10007).getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] whole = zipped.toByteArray();
    Path half = Files.write(dir.resolve("half.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
    Path noGzip = file("text.csv.gz", "y,x\n0,1\n1,2\n");
    Path noParquet = file("a.parquet", "this is no parquet file at all");
    for (Path path : new Path[] {half, noGzip, noParquet}) {
      boolean csv = path.toString().contains("csv");
      InputSpecBuilder spec =
          csv
              ? InputSpec.of("csv", path.toString(), "_c0")
              : InputSpec.of("parquet", path.toString(), "y");
      assertThatThrownBy(() -> Ingest.read(spark(), spec.build()))
          .isExactlyInstanceOf(BadInputException.class)
          .hasMessageContaining(path.getFileName().toString())
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void aMalformedCsvLineIsAnErrorOrCounted() throws IOException {
    String path = file("a.csv", "y,x\n0,1\n1,2\n0,3,4,5\n1,4\n0\n").toString();
    Throwable thrown = catchThrowable(() -> Ingest.read(spark(), csv(path).build()));
    assertThat(thrown)
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContainingAll("a.csv", "on-bad-row");
    Ingested ingested = Ingest.read(spark(), csv(path).dropBadRows(0.5).build());
    assertThat(ingested.droppedByReason()).containsExactly(Map.entry("malformed", 2L));
    assertThat(ingested.features().slotNames()).containsExactly("x");
    assertThat(ingested.store().summary().rows(Role.TRAIN)).isEqualTo(3);
    ingested.store().close();
  }

  @Test
  void blanksTabsLineEndsAndMarksInCsvDoNoHarm() throws IOException {
    String path = file("b.csv", "\u00ef\u00bb\u00bfy,x\r\n 0 , 1.5\r\n1,\t2 \r\n").toString();
    Ingested ingested = Ingest.read(spark(), csv(path).build());
    assertThat(StoredRows.of(ingested).rows().stream().map(r -> r.label() + r.x()))
        .containsExactly("0[1.5]", "1[2.0]");
    ingested.store().close();
  }

  @Test
  void aFileOfARowIsNamed() throws IOException {
    String path = file("c.csv", "y,x\n0,1\n1,\n").toString();
    assertThatThrownBy(() -> Ingest.read(spark(), csv(path).build()))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContainingAll("/c.csv: row 2 of partition 0", "'x'", "value is missing");
  }

  @Test
  void invalidUtf8InTextIsRefused() throws IOException {
    String path = file("d.csv", "y,x\n0,a\n1,\u00e9b\n").toString();
    assertThatThrownBy(() -> Ingest.read(spark(), csv(path).build()))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContainingAll("'x'", "not UTF-8", "input.options.encoding");
    Ingested latin =
        Ingest.read(spark(), csv(path).option("encoding", "ISO-8859-1").fullLevels(true).build());
    assertThat(latin.features().slotNames()).containsExactly("x=a", "x=éb");
    latin.store().close();
  }

  @Test
  void aBadLibsvmLineIsNamedByFileLineAndColumn() throws IOException {
    String path = file("bad.svm", "1 1:1\n# comment\n0 2:2\n1 1:1 3:NaN\n0 1:1\n").toString();
    for (String width : new String[] {"", "3"}) {
      InputSpecBuilder spec = InputSpec.of("libsvm", path, "label");
      InputSpec given = (width.isEmpty() ? spec : spec.option("numFeatures", width)).build();
      assertThatThrownBy(() -> Ingest.read(spark(), given))
          .isExactlyInstanceOf(BadInputException.class)
          .hasMessageContaining("/bad.svm:4:9: feature value 'NaN' is not")
          .hasMessageContaining("input.on-bad-row = drop");
    }
    Ingested ingested =
        Ingest.read(spark(), InputSpec.of("libsvm", path, "label").dropBadRows(0.3).build());
    assertThat(ingested.droppedByReason()).containsExactly(Map.entry("malformed", 1L));
    assertThat(ingested.store().summary().rows(Role.TRAIN)).isEqualTo(3);
    ingested.store().close();
  }

  @Test
  void libsvmLinesAreCountedAcrossBlocksOfAFile() throws IOException {
    StringBuilder text = new StringBuilder();
    int lines = 0;
    while (text.length() < 1.3 * SessionDefaults.SOURCE_BYTES) {
      text.append(lines % 2).append(" 1:").append(lines).append(" 2:0.123456789012345\n");
      lines++;
    }
    text.append("1 1:1 1:1\n");
    String path = file("large.svm", text.toString()).toString();
    assertThatThrownBy(() -> Ingest.read(spark(), InputSpec.of("libsvm", path, "label").build()))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContaining("/large.svm:%d:7: index 1 comes twice".formatted(lines + 1));
  }

  @Test
  void libsvmWidthsAreChecked() throws IOException {
    String path = file("w.svm", "1 1:1\n0 5:2\n").toString();
    assertThatThrownBy(
            () ->
                Ingest.read(
                    spark(),
                    InputSpec.of("libsvm", path, "label").option("numFeatures", "4").build()))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContainingAll("/w.svm:2:", "index 5 is over", "numFeatures = 4");
    String huge = file("h.svm", "1 1:1\n0 2147483647:2\n").toString();
    assertThatThrownBy(() -> Ingest.read(spark(), InputSpec.of("libsvm", huge, "label").build()))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContainingAll("2147483647", "numFeatures");
    String empty = file("e.svm", "1 1:1\n\n0 2:2\n").toString();
    assertThatThrownBy(() -> Ingest.read(spark(), InputSpec.of("libsvm", empty, "label").build()))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContaining("/e.svm:2:1: the line is empty");
    assertThatThrownBy(
            () ->
                Ingest.read(
                    spark(),
                    InputSpec.of("libsvm", path, "label").option("numFeature", "4").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("numFeature is not an option");
  }

  @Test
  void aConditionThatIsNoneIsRefused() throws IOException {
    String path = file("f.csv", "y,x\n0,1\n1,2\n").toString();
    condition(path, "z > 1", BadInputException.class, "`z` cannot be resolved");
    condition(path, "x + 1", BadInputException.class, "is not a boolean");
    condition(path, "x >", RecipeException.class, "Syntax error");
    condition(path, "1 / (x - 1) > 0", BadInputException.class, "Division by zero");
    condition(path, "cast('a' as int) = x", BadInputException.class, "'a'");
  }

  private void condition(
      String path, String where, Class<? extends Exception> type, String message) {
    assertThatThrownBy(() -> Ingest.read(spark(), csv(path).where(where).build()))
        .as(where)
        .isExactlyInstanceOf(type)
        .hasMessageContaining("input.where")
        .hasMessageContaining(message);
  }

  @Test
  void aMalformedJsonLineIsAnErrorOrCounted() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      lines.append("{\"y\":%d,\"x\":%d}\n".formatted(i % 2, i * i));
    }
    String good = file("good.json", lines.toString()).toString();
    String bad = file("bad.json", lines + "{\"y\":1,\"x\":\n").toString();
    assertThatThrownBy(() -> Ingest.read(spark(), InputSpec.of("json", bad, "y").build()))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContaining("on-bad-row");
    for (String path : new String[] {good, bad}) {
      Ingested ingested =
          Ingest.read(spark(), InputSpec.of("json", path, "y").dropBadRows(0.5).build());
      assertThat(ingested.features().slotNames()).containsExactly("x");
      assertThat(ingested.store().summary().rows(Role.TRAIN)).isEqualTo(10);
      assertThat(ingested.droppedByReason())
          .isEqualTo(path.equals(bad) ? Map.of("malformed", 1L) : Map.of());
      ingested.store().close();
    }
  }

  @Test
  void aSourceThatCannotBeOpenedIsTheRecipesFault() {
    assertThatThrownBy(() -> read("jdbc", InputSpecBuilder::build))
        .isExactlyInstanceOf(RecipeException.class)
        .hasMessageContainingAll("'url' is required", "input.options");
    String url = "jdbc:nothing://someone:hunter2@nowhere/db";
    assertThatThrownBy(() -> read("jdbc", s -> s.option("url", url).option("dbtable", "t").build()))
        .isExactlyInstanceOf(MissingInputException.class)
        .hasMessageContainingAll("No suitable driver", "--jars")
        .hasMessageNotContaining("hunter2");
    for (String format : new String[] {"kafka", "rate"}) {
      assertThatThrownBy(() -> read(format, InputSpecBuilder::build))
          .isExactlyInstanceOf(RecipeException.class)
          .hasMessageContaining("is not a source that this Spark knows");
    }
    assertThatThrownBy(() -> Ingest.read(spark(), InputSpec.ofTable("a b!", "y").build()))
        .isExactlyInstanceOf(RecipeException.class)
        .hasMessageContaining("input.table 'a b!' is no name of a table");
  }

  private static Ingested read(
      String format, java.util.function.Function<InputSpecBuilder, InputSpec> spec) {
    return Ingest.read(
        spark(),
        spec.apply(
            new InputSpecBuilder(
                java.util.Optional.of(format),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                "y")));
  }

  @Test
  void pathsThatCannotBeReachedAreMissing() throws IOException {
    assertThatThrownBy(() -> Ingest.read(spark(), csv("s3a://bucket/x.csv").build()))
        .isExactlyInstanceOf(MissingInputException.class)
        .hasMessageContainingAll("s3a://bucket/x.csv cannot be reached", "--packages");
    assertThatThrownBy(() -> Ingest.read(spark(), csv(dir + "/12:00/*.csv").build()))
        .isExactlyInstanceOf(RecipeException.class)
        .hasMessageContaining("is no path");
    Files.createDirectories(dir.resolve("outer/inner"));
    Files.writeString(dir.resolve("outer/inner/a.csv"), "y,x\n0,1\n1,2\n");
    assertThatThrownBy(() -> Ingest.read(spark(), csv(dir + "/outer").build()))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContaining("recursiveFileLookup");
  }

  @Test
  void namesThatAreNoNamesSayWhichOptionIsWrong() throws IOException {
    String plain = file("n.csv", "y,x\n0,1\n1,2\n").toString();
    assertThatThrownBy(() -> Ingest.read(spark(), InputSpec.of("csv", plain, "y").build()))
        .hasMessageContaining("set input.options.header = true");
    assertThatThrownBy(() -> Ingest.read(spark(), csv(plain).option("sep", ";").build()))
        .hasMessageNotContaining("input.options");
    String semicolons = file("s.csv", "y;x\n0;1\n1;2\n").toString();
    assertThatThrownBy(() -> Ingest.read(spark(), csv(semicolons).build()))
        .hasMessageContaining("set input.options.sep");
    String bare = file("b.csv", "0,1.5\n1,2.5\n").toString();
    assertThatThrownBy(() -> Ingest.read(spark(), csv(bare).build()))
        .hasMessageContaining("set input.options.header = false");
  }
}
