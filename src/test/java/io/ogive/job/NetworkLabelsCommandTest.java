package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers and flags as labels, from file to metrics and scores. */
class NetworkLabelsCommandTest {
  private static final String NETWORK =
      """
      model { kind = network, network { hidden = [8], activation = tanh } }
      solver { max-rounds = 30, adam { rate = 0.02, replicas = 2 } }
      data { split { by = hash, test-share = 0.3 }, block-rows = 64 }
      """;

  @TempDir Path folder;
  private Path rows;

  @BeforeEach
  void write() throws IOException {
    Random random = new Random(4);
    List<String> lines = new ArrayList<>(List.of("a,b,price,red,round"));
    for (int i = 0; i < 600; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double price = 1000 + 300 * a - 200 * a * b + 20 * random.nextGaussian();
      boolean red = a + 0.5 * random.nextGaussian() > 0;
      boolean round = a * b + 0.3 * random.nextGaussian() > 0;
      lines.add("%s,%s,%s,%d,%s".formatted(a, b, price, red ? 1 : 0, round));
    }
    rows = folder.resolve("rows.csv");
    Files.write(rows, lines);
  }

  @Test
  void aNumberIsPredictedAndMeasuredInItsOwnUnits() throws IOException {
    JsonNode line =
        train("label = price, label-kind = number", "features.exclude = [red, round]", "number");
    assertThat(line.at("/test/r2").asDouble()).isGreaterThan(0.9);
    assertThat(line.at("/test/rmse").asDouble()).isBetween(10.0, 120.0);
    List<double[]> scored = new ArrayList<>();
    for (String row : score("number", "price")) {
      scored.add(Arrays.stream(row.split(",")).mapToDouble(Double::parseDouble).toArray());
    }
    assertThat(scored).hasSize(600);
    double mean = scored.stream().mapToDouble(r -> r[0]).average().orElseThrow();
    double squares = scored.stream().mapToDouble(r -> Math.pow(r[0] - r[1], 2)).sum();
    double all = scored.stream().mapToDouble(r -> Math.pow(r[0] - mean, 2)).sum();
    double absolute = scored.stream().mapToDouble(r -> Math.abs(r[0] - r[1])).average().orElse(0);
    JsonNode measured = evaluate("number");
    assertThat(measured.get("rmse").asDouble()).isCloseTo(Math.sqrt(squares / 600), within(1e-6));
    assertThat(measured.get("mae").asDouble()).isCloseTo(absolute, within(1e-6));
    assertThat(measured.get("r2").asDouble()).isCloseTo(1 - squares / all, within(1e-9));
    assertThat(measured.get("rows").asLong()).isEqualTo(600);
  }

  @Test
  void severalFlagsHaveAProbabilityAndAnAucEach() throws IOException {
    JsonNode line = train("labels = [red, round]", "features.exclude = [price]", "flags");
    assertThat(line.at("/test/auc_red").asDouble()).isGreaterThan(0.85);
    assertThat(line.at("/test/auc_round").asDouble()).isGreaterThan(0.85);
    List<String> scored = score("flags", "red,round");
    double logLoss = 0;
    for (String row : scored) {
      String[] cells = row.split(",", 5);
      boolean red = cells[0].equals("1");
      boolean round = cells[1].equals("true");
      double pRed = Double.parseDouble(cells[2]);
      double pRound = Double.parseDouble(cells[3]);
      logLoss -= Math.log(red ? pRed : 1 - pRed) + Math.log(round ? pRound : 1 - pRound);
      String expected =
          pRed > 0.5 && pRound > 0.5
              ? "\"red,round\""
              : pRed > 0.5 ? "red" : pRound > 0.5 ? "round" : "\"\"";
      assertThat(cells[4]).isEqualTo(expected);
    }
    JsonNode measured = evaluate("flags");
    assertThat(measured.get("log_loss").asDouble()).isCloseTo(logLoss / 600, within(1e-9));
    assertThat(measured.get("auc").asDouble())
        .isCloseTo(
            (measured.get("auc_red").asDouble() + measured.get("auc_round").asDouble()) / 2,
            within(1e-12));
  }

  @Test
  void bothAreVerifiedAgainstOneCoreAndTheTextbook() throws IOException {
    Path number = config("label = price, label-kind = number", "features.exclude = [red, round]");
    Cli verified =
        Cli.run("verify", "--config", number.toString(), "--set", "data.storage=float64");
    assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
    Path flags = config("labels = [red, round]", "features.exclude = [price]");
    verified = Cli.run("verify", "--config", flags.toString(), "--set", "data.storage=float64");
    assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
  }

  @Test
  void whatIsNoNumberAndNoFlagIsSaidWithItsPlace() throws IOException {
    Files.writeString(rows, Files.readString(rows) + "1,1,1000,2,true\n");
    Cli cli =
        Cli.run(
            "train",
            "--config",
            config("labels = [red, round]", "features.exclude = [price]").toString(),
            "--output",
            folder.resolve("bad").toString());
    assertThat(cli.code()).isEqualTo(65);
    assertThat(cli.err() + cli.out()).contains("label is '2', and a flag is 0 or 1, true or false");
    cli =
        Cli.run(
            "train",
            "--config",
            config("label = price, label-kind = number", "model.kind = logistic").toString(),
            "--output",
            folder.resolve("bad").toString());
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err() + cli.out()).contains("a logistic model needs a label of classes");
  }

  private Path config(String label, String more) throws IOException {
    Path file = folder.resolve("net" + Math.abs(label.hashCode() + more.hashCode()) + ".conf");
    Files.writeString(
        file,
        "input { format = csv, path = \"%s\", options { header = true }, %s }\n%s\n%s\n"
            .formatted(rows, label, NETWORK, more));
    return file;
  }

  private JsonNode train(String label, String more, String name) throws IOException {
    Cli cli =
        Cli.run(
            "train",
            "--config",
            config(label, more).toString(),
            "--output",
            folder.resolve(name).toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    return cli.json();
  }

  private List<String> score(String name, String keep) throws IOException {
    Path output = folder.resolve(name + "-scored");
    Cli cli =
        Cli.run(
            "score",
            "--model",
            folder.resolve(name).toString(),
            "--input",
            rows.toString(),
            "--keep",
            keep,
            "--output-format",
            "CSV",
            "--output",
            output.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    List<String> lines = Scored.lines(output);
    return lines.subList(1, lines.size());
  }

  private JsonNode evaluate(String name) throws IOException {
    Cli cli =
        Cli.run("evaluate", "--model", folder.resolve(name).toString(), "--input", rows.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    return cli.json();
  }
}
