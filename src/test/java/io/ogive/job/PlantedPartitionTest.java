package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.data.Block;
import io.ogive.health.MarginStats;
import io.ogive.health.Octaves;
import io.ogive.model.LogisticModel;
import io.ogive.model.ModelFile;
import io.ogive.spark.Ingest;
import io.ogive.spark.InputSpec;
import io.ogive.testing.LocalSpark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bad partition stands apart in health.jsonl, and its counts are those of a recount. */
class PlantedPartitionTest {
  private static final int PARTITIONS = 8;
  private static final int BAD = 5;

  @TempDir private Path folder;

  @AfterAll
  static void stop() {
    LocalSpark.stop();
  }

  @Test
  void flippedLabelsShowInTheirPartitionAlone() throws Exception {
    List<String[]> rows = bundled("wa_churn7043.csv.gz");
    for (int i = 1 + BAD; i < rows.size(); i += PARTITIONS) {
      rows.get(i)[0] = rows.get(i)[0].equals("Yes") ? "No" : "Yes";
    }
    Path output = train(rows, "churn", "positive = \"Yes\", options.header = true", "logistic", "");
    List<JsonNode> sources = lastRound(output);
    assertApart(sources, s -> s.at("/output/right_share").doubleValue(), 0.3);
    recount(output, sources);
  }

  @Test
  void aColumnTimesAThousandShowsInItsPartitionAlone() throws Exception {
    List<String[]> rows = bundled("digits.csv.gz");
    for (int i = 0; i < rows.size(); i++) {
      String[] cells = rows.get(i);
      for (int j = 0; j < 64; j++) {
        double unit = j == 27 && i % PARTITIONS == BAD ? 16e-3 : 16;
        cells[j] = Double.toString(Double.parseDouble(cells[j]) / unit);
      }
    }
    Path output =
        train(
            rows,
            "_c64",
            "",
            "network",
            "solver.max-rounds = 3, model.network.standardize = false");
    assertApart(lastRound(output), s -> s.at("/hidden/0/saturated_share").doubleValue(), 0.5);
    assertApart(lastRound(output), s -> s.at("/hidden/0/transmission").doubleValue(), 0.2);
  }

  @Test
  void nothingShowsWhereNothingIsPlanted() throws Exception {
    // The control: by the same yardstick healthy partitions are alike.
    Path output =
        train(
            bundled("wa_churn7043.csv.gz"),
            "churn",
            "positive = \"Yes\", options.header = true",
            "logistic",
            "");
    double[] share = figures(lastRound(output), s -> s.at("/output/right_share").doubleValue());
    assertThat(spread(share, -1)).isLessThan(0.05);
  }

  /**
   * The bad partition is at least {@code gap} from all others, which are within a quarter of that.
   */
  private static void assertApart(
      List<JsonNode> sources, ToDoubleFunction<JsonNode> figure, double gap) {
    double[] values = figures(sources, figure);
    double nearest = Double.POSITIVE_INFINITY;
    for (int s = 0; s < values.length; s++) {
      nearest = s == BAD ? nearest : Math.min(nearest, Math.abs(values[s] - values[BAD]));
    }
    assertThat(nearest).as("%s", java.util.Arrays.toString(values)).isGreaterThan(gap);
    assertThat(spread(values, BAD)).isLessThan(gap / 2);
  }

  private static double[] figures(List<JsonNode> sources, ToDoubleFunction<JsonNode> figure) {
    assertThat(sources).hasSize(PARTITIONS);
    return sources.stream().mapToDouble(figure).toArray();
  }

  private static double spread(double[] values, int but) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int s = 0; s < values.length; s++) {
      least = s == but ? least : Math.min(least, values[s]);
      most = s == but ? most : Math.max(most, values[s]);
    }
    return most - least;
  }

  /** Counts again, row by row, with the model that the last round was at. */
  private void recount(Path output, List<JsonNode> sources) throws IOException {
    LogisticModel model =
        (LogisticModel) ModelFile.read(Files.readAllBytes(output.resolve("model/model.ogive")));
    InputSpec spec =
        InputSpec.of("csv", folder.resolve("rows.csv").toString(), "churn")
            .option("header", "true")
            .positive("Yes")
            .missing(io.ogive.data.Column.Missing.MEAN)
            .partitions(PARTITIONS)
            .build();
    long[][] confidentlyWrong = new long[PARTITIONS][2];
    long[][][] octaves = new long[PARTITIONS][2][Octaves.SIZE];
    for (Block block :
        Ingest.read(LocalSpark.session("local[2]"), spec).store().blocks().collect()) {
      double[] x = new double[block.columns()];
      for (int i = 0; i < block.rows(); i++) {
        ((Block.Dense) block).features().copyRow(i, x, 0);
        double z = model.intercepts()[0];
        for (int j = 0; j < x.length; j++) {
          z += model.weights()[0][j] * x[j];
        }
        int y = (int) block.labels()[i];
        double m = y == 1 ? z : -z;
        int source = block.id().source();
        confidentlyWrong[source][y] += m < MarginStats.WRONG ? 1 : 0;
        double p = 1 / (1 + Math.exp(-m));
        double g = 4 * p * (1 - p);
        int octave = 0;
        while (octave < Octaves.SIZE - 1 && g < 1) {
          g *= 2;
          octave++;
        }
        octaves[source][y][octave]++;
      }
    }
    for (int s = 0; s < PARTITIONS; s++) {
      for (int y = 0; y < 2; y++) {
        JsonNode label = sources.get(s).at("/output/classes/" + y);
        assertThat(label.get("confidently_wrong").longValue()).isEqualTo(confidentlyWrong[s][y]);
        for (int k = 0; k < Octaves.SIZE; k++) {
          long found =
              label.get("octaves_right").get(k).longValue()
                  + label.get("octaves_wrong").get(k).longValue();
          assertThat(found)
              .as("source %d, class %d, octave %d", s, y, k)
              .isEqualTo(octaves[s][y][k]);
        }
      }
    }
  }

  private Path train(List<String[]> rows, String label, String input, String model, String more)
      throws IOException {
    Path data = folder.resolve("rows.csv");
    Files.write(data, rows.stream().map(cells -> String.join(",", cells)).toList());
    Path config = folder.resolve("run.conf");
    Files.writeString(
        config,
        """
        input { format = csv, path = "%s", label = %s, %s }
        features.missing = mean
        data.partitions = %d
        model.kind = %s
        model.logistic.l2 = 1e-3
        %s
        """
            .formatted(data, label, input, PARTITIONS, model, more));
    Path output = folder.resolve("run");
    Cli run = Cli.run("train", "--config", config.toString(), "--output", output.toString());
    assertThat(run.code()).as(run.err()).isZero();
    return output;
  }

  private static List<JsonNode> lastRound(Path output) throws IOException {
    List<JsonNode> last = new ArrayList<>();
    for (String line : Files.readAllLines(output.resolve("health.jsonl"))) {
      JsonNode node = Json.parse(line);
      if (node.get("source").isNull()) {
        last.clear();
      } else {
        last.add(node);
      }
    }
    return last;
  }

  private static List<String[]> bundled(String name) throws IOException {
    Path file = Path.of("src/data", name);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return new ArrayList<>(reader.lines().map(line -> line.split(",", -1)).toList());
    }
  }
}
