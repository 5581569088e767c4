package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.DynamicMessage;
import io.ogive.job.events.EventReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rounds of a run as another reader finds them. */
class TensorBoardLogTest {
  private static final int ROUNDS = 3;

  @TempDir Path folder;

  private Cli train(String output, String tensorBoard) {
    Cli cli =
        Cli.run(
            "train",
            "--config",
            "conf/digits.conf",
            "--set",
            "solver.max-rounds=" + ROUNDS,
            "--set",
            "health.tensorboard=" + tensorBoard,
            "--output",
            folder.resolve(output).toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    return cli;
  }

  @Test
  void eventsSayWhatHealthSaysAndTheModelIsTheSameWithoutThem() throws IOException {
    Cli with = train("with", "true");
    Cli without = train("without", "false");
    assertThat(with.json().get("model_sha256")).isEqualTo(without.json().get("model_sha256"));
    assertThat(folder.resolve("without/tensorboard")).doesNotExist();
    Path file = folder.resolve("with").resolve(RunFolder.TENSORBOARD);
    assertThat(file.getFileName().toString()).contains("tfevents");
    List<DynamicMessage> events = EventReader.read(Files.readAllBytes(file));
    assertThat(events).hasSize(1 + ROUNDS);
    List<JsonNode> whole = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("with/health.jsonl"))) {
      JsonNode node = Json.parse(line);
      if (node.get("source").isNull()) {
        whole.add(node);
      }
    }
    for (int r = 0; r < ROUNDS; r++) {
      DynamicMessage event = events.get(1 + r);
      JsonNode node = whole.get(r);
      JsonNode layer = node.at("/hidden/0");
      Map<String, DynamicMessage> values = values(event);
      assertThat(EventReader.field(event, "step")).isEqualTo((long) r);
      assertThat(scalar(values, "loss")).isEqualTo((float) node.get("loss").asDouble());
      assertThat(scalar(values, "gradient_norm"))
          .isEqualTo((float) node.get("gradient_norm").asDouble());
      assertThat(scalar(values, "held_out_loss"))
          .isEqualTo((float) node.get("held_out_loss").asDouble());
      assertThat(scalar(values, "transmission/layer_1"))
          .isEqualTo((float) layer.get("transmission").asDouble());
      assertThat(scalar(values, "signal_rms/layer_1")).isPositive();
      assertThat(buckets(values.get("octaves/layer_1"))).isEqualTo(octaves(layer));
    }
  }

  private static Map<String, DynamicMessage> values(DynamicMessage event) {
    Map<String, DynamicMessage> values = new TreeMap<>();
    for (DynamicMessage value :
        EventReader.messages((DynamicMessage) EventReader.field(event, "summary"), "value")) {
      values.put((String) EventReader.field(value, "tag"), value);
    }
    return values;
  }

  private static float scalar(Map<String, DynamicMessage> values, String tag) {
    return (Float) EventReader.field(values.get(tag), "simple_value");
  }

  /** Counts by signed octave. */
  private static Map<Integer, Double> buckets(DynamicMessage value) {
    DynamicMessage histogram = (DynamicMessage) EventReader.field(value, "histo");
    List<?> limits = (List<?>) EventReader.field(histogram, "bucket_limit");
    List<?> counts = (List<?>) EventReader.field(histogram, "bucket");
    Map<Integer, Double> all = new TreeMap<>();
    for (int i = 0; i < limits.size(); i++) {
      all.merge((int) ((Double) limits.get(i) - 0.5), (Double) counts.get(i), Double::sum);
    }
    return all;
  }

  private static Map<Integer, Double> octaves(JsonNode layer) {
    Map<Integer, Double> all = new TreeMap<>();
    for (int k = 0; k < 32; k++) {
      all.merge(-k, layer.get("octaves_low").get(k).asDouble(), Double::sum);
      all.merge(k, layer.get("octaves_high").get(k).asDouble(), Double::sum);
    }
    return all;
  }
}
