package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.health.HealthTotal;
import io.ogive.health.SigmoidLayer;
import io.ogive.health.SourceHealth;
import io.ogive.solver.Round;
import io.ogive.spark.TaskEnvelope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/**
 * health.jsonl holds what was observed, recounted here by hand, in a fixed order, and never NaN.
 */
class HealthLogTest {
  // Two rows with one hidden unit: z = 0 and z = 5, h as given, signals u = 2 and 1.
  private static final double[] Z = {0, 5};
  private static final double[] H = {0.5, 0.9933071490757153};
  private static final double[] U = {2, 1};
  private static final double[] DELTA = {0.5, 0.0066480566707901};

  // Their margins: right at m = 1, wrong at m = -5.
  private static final double[] MARGIN = {1, -5};
  private static final double[] PROBABILITY = {0.7310585786300049, 0.0066928509242849};
  private static final double[] LOSS = {0.3132616875182228, 5.006715348489118};

  @Test
  void figuresAreThoseOfARecount() throws IOException {
    JsonNode source = lines(round(7, total(3))).get(1);
    assertThat(source.get("round").asInt()).isEqualTo(7);
    assertThat(source.get("source").asInt()).isEqualTo(3);
    assertThat(source.get("rows").asLong()).isEqualTo(2);
    assertThat(source.get("weight").asDouble()).isEqualTo(2.5);

    JsonNode layer = source.at("/hidden/0");
    assertThat(layer.get("layer").asInt()).isEqualTo(1);
    assertThat(layer.get("count").asLong()).isEqualTo(2);
    // g = 1 is octave 0 and h = 1/2 is high; g = 4 h (1 - h) = 0.02659 is in [2^-6, 2^-5).
    assertThat(counts(layer.get("octaves_low"))).isEqualTo(only());
    assertThat(counts(layer.get("octaves_high"))).isEqualTo(only(0, 6));
    close(layer, "core_share", 0.5);
    close(layer, "mean_z", 2.5);
    close(layer, "var_z", 6.25);
    close(layer, "mean_g", (1 + 4 * H[1] * (1 - H[1])) / 2);
    close(layer, "phi", (2 * H[1] - 1) / 2);
    close(layer, "saturated_share", 0.5);
    double signalOut = DELTA[0] * DELTA[0] + DELTA[1] * DELTA[1];
    close(layer, "signal_in", 5);
    close(layer, "signal_out", signalOut);
    close(layer, "transmission", 4 * Math.sqrt(signalOut / 5));
    close(layer, "attenuation", Math.sqrt(signalOut / 1.25));

    JsonNode label = source.at("/output/classes/1");
    assertThat(label.get("class").asInt()).isEqualTo(1);
    assertThat(label.get("count").asLong()).isEqualTo(2);
    // 4 p (1 - p) = 0.786 is octave 1 and right, 0.02659 octave 6 and wrong.
    assertThat(counts(label.get("octaves_right"))).isEqualTo(only(1));
    assertThat(counts(label.get("octaves_wrong"))).isEqualTo(only(6));
    close(label, "mean_margin", -2);
    close(label, "var_margin", 9);
    close(label, "mean_loss", (LOSS[0] + LOSS[1]) / 2);
    assertThat(label.get("confidently_wrong").asLong()).isEqualTo(1);
    assertThat(label.get("very_confidently_wrong").asLong()).isEqualTo(1);
    close(label, "confidently_wrong_loss_share", LOSS[1] / (LOSS[0] + LOSS[1]));
    close(label, "very_confidently_wrong_loss_share", LOSS[1] / (LOSS[0] + LOSS[1]));
    close(label, "residual", 2 - PROBABILITY[0] - PROBABILITY[1]);
    double[] g = {
      4 * PROBABILITY[0] * (1 - PROBABILITY[0]), 4 * PROBABILITY[1] * (1 - PROBABILITY[1])
    };
    close(label, "fisher_mass", g[0] + g[1]);
    double[] r = {1 - PROBABILITY[0], 1 - PROBABILITY[1]};
    close(source.get("output"), "kappa", (r[0] * g[0] + r[1] * g[1]) / (r[0] + r[1]));
    close(source.get("output"), "right_share", 0.5);
    close(source.get("output"), "signal", 1.25);
  }

  @Test
  void theWholeComesFirstThenSourcesInOrder() throws IOException {
    HealthTotal total = total(10).mergeWith(total(2)).mergeWith(total(7));
    List<JsonNode> lines = lines(round(0, total));
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0).get("source").isNull()).isTrue();
    assertThat(lines.get(0).get("rows").asLong()).isEqualTo(6);
    assertThat(lines.get(0).get("loss").asDouble()).isEqualTo(0.5);
    assertThat(lines.get(0).get("held_out_loss").asDouble()).isEqualTo(0.75);
    assertThat(lines.subList(1, 4).stream().map(l -> l.get("source").asInt()))
        .containsExactly(2, 7, 10);
  }

  @Test
  void whatIsNotDefinedIsNullAndNeverNaN() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HealthTotal empty = new HealthTotal(1, 2);
    empty.source(0);
    try (HealthLog log = new HealthLog(out)) {
      log.onRound(
          new Round(0, Double.NaN, Double.POSITIVE_INFINITY, 1, OptionalDouble.empty(), empty));
    }
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text).doesNotContain("NaN").doesNotContain("Infinity");
    JsonNode whole = Json.parse(text.lines().findFirst().orElseThrow());
    assertThat(whole.get("loss").isNull()).isTrue();
    assertThat(whole.get("objective").isNull()).isTrue();
    assertThat(whole.get("held_out_loss").isNull()).isTrue();
    assertThat(whole.at("/hidden/0/mean_z").isNull()).isTrue();
  }

  @Test
  void aLevelThatMeasuresNothingLogsTheRoundAlone() throws IOException {
    List<JsonNode> lines = lines(round(3, new HealthTotal(1, 2)));
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).get("loss").asDouble()).isEqualTo(0.5);
    assertThat(lines.get(0).has("hidden")).isFalse();
  }

  @Test
  void aDiskThatIsFullIsToldOf() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    HealthLog log = new HealthLog(full);
    assertThatThrownBy(() -> log.onRound(round(0, total(0))))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("health.jsonl: No space left");
  }

  @Test
  void theProgressLineSaysTheWorstLayer() {
    double signalOut = DELTA[0] * DELTA[0] + DELTA[1] * DELTA[1];
    assertThat(ProgressLines.line(round(12, total(0)), 0.214))
        .isEqualTo(
            "round  12  loss 0.500000  |g| 1.2e-05  T %.2f  saturated 50.0 %%  0.21 s"
                .formatted(4 * Math.sqrt(signalOut / 5)));
    assertThat(ProgressLines.line(round(0, new HealthTotal(0, 2)), 1))
        .isEqualTo("round   0  loss 0.500000  |g| 1.2e-05  T -  saturated -  1.00 s");
  }

  @Test
  void theTasksOfARoundStandBesideItsFigures() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (HealthLog log = new HealthLog(out)) {
      log.onTasks(List.of(new TaskEnvelope(2, "node-7", 31, 1, List.of(4, 5), List.of(1L, 2L))));
      log.onRound(round(0, total(0)));
    }
    JsonNode whole =
        Json.parse(out.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow());
    assertThat(whole.at("/tasks/0").toString())
        .isEqualTo(
            "{\"task\":2,\"host\":\"node-7\",\"milliseconds\":31,\"attempt\":1,\"shards\":[4,5]}");
  }

  @Test
  void weightGainIsWhatTheWeightsDidToTheSignal() throws IOException {
    // One unit, two rows: rms(u) / rms(p - y) of the sums of squares, 1.25 at the output.
    JsonNode layer = lines(round(0, total(0))).get(0).at("/hidden/0");
    assertThat(layer.get("weight_gain").asDouble())
        .isCloseTo(Math.sqrt((U[0] * U[0] + U[1] * U[1]) / 1.25), within(1e-12));
  }

  private static HealthTotal total(int source) {
    HealthTotal total = new HealthTotal(1, 2);
    SourceHealth health = total.source(source);
    SigmoidLayer.forward(health.hidden().get(0), Z, H, 2);
    SigmoidLayer.backward(health.hidden().get(0), U, DELTA, 2);
    health.margins().observe(new double[] {1, 1}, MARGIN, PROBABILITY, LOSS, 2);
    health.observeOutput(1.25, 2.5);
    return total;
  }

  private static Round round(int number, HealthTotal health) {
    return new Round(number, 0.5, 0.625, 1.2e-5, OptionalDouble.of(0.75), health);
  }

  private static List<JsonNode> lines(Round round) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (HealthLog log = new HealthLog(out)) {
      log.onRound(round);
    }
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      nodes.add(Json.parse(line));
    }
    return nodes;
  }

  private static List<Long> counts(JsonNode array) {
    List<Long> all = new ArrayList<>();
    array.forEach(count -> all.add(count.asLong()));
    return all;
  }

  /** 32 octaves with a count of one in some. */
  private static List<Long> only(int... octaves) {
    Long[] all = new Long[32];
    java.util.Arrays.fill(all, 0L);
    for (int octave : octaves) {
      all[octave] = 1L;
    }
    return List.of(all);
  }

  private static void close(JsonNode node, String figure, double expected) {
    assertThat(node.get(figure).asDouble()).as(figure).isCloseTo(expected, within(1e-9));
  }
}
