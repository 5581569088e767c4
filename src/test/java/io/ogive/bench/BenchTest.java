package io.ogive.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ogive.bench.Work.Wanted;
import io.ogive.bench.Work.When;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole bench, of a work too small to time. */
class BenchTest {
  @TempDir private Path folder;

  @Test
  void fitsOfOgiveAndMllibEndInATableAndInJson() throws IOException {
    BenchOptions options =
        new BenchOptions(Optional.empty(), List.of(), Optional.empty(), 2, "700m", folder);
    Work tiny =
        new Work(
            "tiny",
            "dense:1000x5",
            1e-3,
            2,
            Duration.ofMinutes(2),
            10,
            List.of(new Wanted(PeerNames.MLLIB, When.FIRST, 1)));
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    ByteArrayOutputStream progress = new ByteArrayOutputStream();
    new Bench(options, printing(table), printing(progress))
        .run("trial", List.of(new Contest(tiny), new Unavailable("other", "needs a moon")));

    assertThat(progress.toString(StandardCharsets.UTF_8)).contains("tiny: fit 2  ogive");
    assertThat(table.toString(StandardCharsets.UTF_8).lines())
        .hasSize(5)
        .anyMatch(line -> line.matches("tiny +mllib [0-9.]+ +first fit .* objective .*"))
        .anyMatch(line -> line.matches("tiny +the optimum +passes to 1e-6 .*"))
        .anyMatch(line -> line.matches("other +needs a moon"));
    JsonNode json = new ObjectMapper().readTree(folder.resolve("trial.json").toFile());
    assertThat(json.path("machine").path("cores").asInt()).isPositive();
    assertThat(json.path("figures")).hasSize(3);
    JsonNode peers = json.path("works").get(0).path("peers");
    assertThat(peers).hasSize(2);
    for (JsonNode peer : peers) {
      assertThat(peer.path("fits")).hasSize(2);
    }
    assertThat(peers.get(0).path("fits").get(1).path("jobs")).as("near the driver").isEmpty();
    assertThat(peers.get(1).path("fits").get(1).path("jobs")).isNotEmpty();
    double ours = peers.get(0).path("objective").asDouble();
    assertThat(ours).isPositive();
    assertThat(ours).isLessThan(peers.get(1).path("objective").asDouble() * (1 + 1e-7));
  }

  @Test
  void whatWasMeasuredBeforeABenchIsCutOffIsPrinted() {
    BenchOptions options =
        new BenchOptions(Optional.empty(), List.of(), Optional.empty(), 2, "700m", folder);
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    Bench bench = new Bench(options, printing(table), printing(new ByteArrayOutputStream()));
    assertThatThrownBy(
            () -> bench.run("trial", List.of(new Unavailable("first", "needs a moon"), new Cut())))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(table.toString(StandardCharsets.UTF_8)).contains("needs a moon");
    assertThat(folder.resolve("trial.json")).content().contains("needs a moon");
  }

  /** A measurement in which the machine goes down. */
  private record Cut() implements Measurement {
    @Override
    public String name() {
      return "cut";
    }

    @Override
    public Outcome run(BenchOptions options, PrintStream progress) {
      throw new OutOfMemoryError("cut off");
    }
  }

  private static PrintStream printing(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }
}
