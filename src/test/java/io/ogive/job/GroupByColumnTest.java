package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.testing.LocalSpark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows counted by the values of a column: the log, the alerts and the report name its groups. */
class GroupByColumnTest {
  private static final String BY = "payment_method";
  private static final String BAD = "Mailed check";

  @TempDir private Path folder;

  @AfterAll
  static void stop() {
    LocalSpark.stop();
  }

  @Test
  void labelsThatAreFlippedInAGroupNameIt() throws IOException {
    List<String[]> rows = churn();
    List<String> head = Arrays.asList(rows.get(0));
    int by = head.indexOf(BY);
    int label = head.indexOf("churn");
    for (String[] row : rows.subList(1, rows.size())) {
      if (row[by].equals(BAD)) {
        row[label] = row[label].equals("Yes") ? "No" : "Yes";
      }
    }
    JsonNode grouped =
        train(rows, "grouped", "group-by = column, group-column = " + BY + ", level = full", 4);
    JsonNode plain = train(rows, "plain", "group-by = partition", 4);
    assertThat(grouped.get("model_sha256")).isEqualTo(plain.get("model_sha256"));

    List<JsonNode> flips =
        lines("grouped/alerts.jsonl").stream()
            .filter(alert -> alert.get("rule").asText().equals("PARTITION_LABEL_FLIP"))
            .toList();
    assertThat(flips).hasSize(1);
    JsonNode flip = flips.get(0);
    assertThat(flip.get("group").asText()).isEqualTo(BY + "=" + BAD);
    assertThat(flip.get("file").isNull()).isTrue();
    assertThat(flip.get("message").asText()).startsWith(BY + "=" + BAD + " (");
    assertThat(flip.get("cure").asText()).contains("the labels of " + BY + "=" + BAD);
    assertThat(lines("plain/alerts.jsonl"))
        .extracting(alert -> alert.get("rule").asText())
        .doesNotContain("PARTITION_LABEL_FLIP");
    assertThat(Files.readString(folder.resolve("grouped/report.html")))
        .contains("Groups of the last round", ">Groups by rounds<", BY + "=" + BAD)
        .doesNotContain("Partitions of the last round", "Partitions by rounds");

    Map<String, Long> expected = new TreeMap<>();
    for (String[] row : rows.subList(1, rows.size())) {
      expected.merge(BY + "=" + row[by], 1L, Long::sum);
    }
    assertThat(figures("grouped", 0, group -> group.get("rows").asLong())).isEqualTo(expected);
  }

  @Test
  void groupsAreBoundedAndTheSameHoweverRowsArePartitioned() throws IOException {
    List<String[]> rows = churn();
    String by = "group-by = column, group-column = tenure, groups = 3";
    train(rows, "three", by, 3);
    train(rows, "eight", by, 8);
    assertThat(lines("three/alerts.jsonl"))
        .as("healthy groups, the control")
        .allMatch(alert -> !alert.get("rule").asText().startsWith("PARTITION"));
    Map<String, String> three = figures("three", 0, group -> group.at("/output").toString());
    assertThat(three.keySet()).containsExactly("tenure, all others", "tenure=1", "tenure=72");
    Function<JsonNode, String> counts =
        group ->
            group.get("rows")
                + " "
                + group.at("/output/classes/0/octaves_right")
                + group.at("/output/classes/1/octaves_wrong");
    assertThat(figures("three", 0, counts)).isEqualTo(figures("eight", 0, counts));
  }

  @Test
  void aColumnThatIsNotThereOrNotNamedIsAnError() throws IOException {
    write(churn());
    Cli missing = run("x", "group-by = column, group-column = colour", 2);
    assertThat(missing.code()).isEqualTo(65);
    assertThat(missing.err()).contains("colour");
    Cli unnamed = run("x", "group-by = column", 2);
    assertThat(unnamed.code()).isEqualTo(2);
    assertThat(unnamed.err()).contains("set health.group-column");
    Cli unused = run("x", "group-column = contract", 2);
    assertThat(unused.code()).isEqualTo(2);
    assertThat(unused.err()).contains("health.group-by = column");
  }

  private <T> Map<String, T> figures(String run, int round, Function<JsonNode, T> figure)
      throws IOException {
    Map<String, T> all = new TreeMap<>();
    for (JsonNode line : lines(run + "/health.jsonl")) {
      if (line.get("round").asInt() == round && !line.get("source").isNull()) {
        all.put(line.get("group").asText(), figure.apply(line));
      }
    }
    return all;
  }

  private List<JsonNode> lines(String file) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(file))) {
      all.add(Json.parse(line));
    }
    return all;
  }

  private JsonNode train(List<String[]> rows, String output, String health, int partitions)
      throws IOException {
    write(rows);
    Cli run = run(output, health, partitions);
    assertThat(run.code()).as(run.err()).isZero();
    return run.json();
  }

  private void write(List<String[]> rows) throws IOException {
    Files.write(
        folder.resolve("rows.csv"), rows.stream().map(cells -> String.join(",", cells)).toList());
  }

  private Cli run(String output, String health, int partitions) throws IOException {
    Path config = folder.resolve(output + ".conf");
    Files.writeString(
        config,
        """
        input { format = csv, path = "%s", label = churn, positive = "Yes", options.header = true }
        features.missing = mean
        data.partitions = %d
        model { kind = logistic, logistic.l2 = 1e-3 }
        health { %s }
        """
            .formatted(folder.resolve("rows.csv"), partitions, health));
    return Cli.run(
        "train", "--config", config.toString(), "--output", folder.resolve(output).toString());
  }

  private static List<String[]> churn() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of("src/data/wa_churn7043.csv.gz"))),
                StandardCharsets.UTF_8))) {
      return new ArrayList<>(reader.lines().map(line -> line.split(",", -1)).toList());
    }
  }
}
