package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five layers of 64 sigmoids under SGD, from weights as narrow as is customary: without batch
 * normalisation nothing of the signal reaches the first layer, and health.jsonl says so; with it
 * the same network learns, as it does from Ogive's own wider weights.
 */
class DeepSigmoidsTest {
  private static final String NARROW = "model.network.init=pytorch";
  private static final double CHANCE = 0.1;

  @TempDir Path folder;

  @Test
  void batchNormalisationCarriesTheSignalThatNarrowWeightsLose() throws IOException {
    Cli without = train("without", NARROW);
    Cli with = train("with", NARROW, "model.network.batch-norm=true");
    Cli wide = train("wide");
    assertThat(accuracy(without)).isBetween(CHANCE / 2, 2 * CHANCE);
    assertThat(accuracy(with)).isGreaterThan(0.8);
    assertThat(accuracy(wide)).isGreaterThan(0.8);
    assertThat(firstLayer("without").get("attenuation").doubleValue()).isLessThan(1e-3);
    assertThat(firstLayer("with").get("attenuation").doubleValue()).isGreaterThan(0.1);
    assertThat(firstLayer("wide").get("attenuation").doubleValue()).isGreaterThan(0.1);
  }

  private static double accuracy(Cli run) throws IOException {
    assertThat(run.code()).as(run.err()).isZero();
    return run.json().at("/test/accuracy").doubleValue();
  }

  /** Of the last round, over all sources. */
  private JsonNode firstLayer(String name) throws IOException {
    JsonNode last = null;
    for (String line : Files.readAllLines(folder.resolve(name).resolve("health.jsonl"))) {
      JsonNode node = Json.parse(line);
      last = node.get("source").isNull() ? node : last;
    }
    return last.at("/hidden/0");
  }

  private Cli train(String name, String... sets) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--config", "conf/digits.conf", "--output"));
    arguments.add(folder.resolve(name).toString());
    List<String> all =
        new ArrayList<>(
            List.of(
                "model.network.hidden=[64,64,64,64,64]",
                "solver.name=sgd",
                "solver.max-rounds=30"));
    all.addAll(Arrays.asList(sets));
    all.forEach(set -> arguments.addAll(List.of("--set", set)));
    return Cli.run(arguments.toArray(String[]::new));
  }
}
