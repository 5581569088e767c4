package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.health.HealthTotal;
import io.ogive.health.rules.Alert;
import io.ogive.health.rules.Finding;
import io.ogive.health.rules.Place;
import io.ogive.health.rules.Severity;
import io.ogive.solver.Round;
import io.ogive.solver.StoppingRule;
import io.ogive.spark.Diagnosis.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long now;

  private TerminalProgress progress(int columns) {
    return new TerminalProgress(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        columns,
        RemainingTime.ofRounds(60),
        () -> now);
  }

  /** A terminal's lines after all that was written. */
  private List<String> screen() {
    List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    int column = 0;
    String text = out.toString(StandardCharsets.UTF_8).replace("\033[K", "\0");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      StringBuilder line = lines.get(lines.size() - 1);
      switch (c) {
        case '\r' -> column = 0;
        case '\n' -> {
          lines.add(new StringBuilder());
          column = 0;
        }
        case '\0' -> line.setLength(column);
        default -> {
          line.setLength(Math.max(line.length(), column + 1));
          line.setCharAt(column++, c);
        }
      }
    }
    return lines.stream().map(StringBuilder::toString).toList();
  }

  private void round(TerminalProgress progress, int number) {
    now += 200_000_000;
    progress.onRound(of(number, 1.0 / (number + 1), 1));
  }

  private static Round of(int number, double loss, double norm) {
    return new Round(number, loss, loss, norm, OptionalDouble.empty(), new HealthTotal(0, 2));
  }

  private static Told told(String rule, Severity severity, Place place) {
    Finding finding = new Finding(severity, place, 1, Map.of(), "what is wrong", "why", "do this");
    return new Told(Optional.empty(), new Alert(1, rule, finding), Optional.empty());
  }

  @Test
  void oneLineIsDrawnAgainInItsPlace() {
    TerminalProgress progress = progress(100);
    for (int r = 0; r < 10; r++) {
      round(progress, r);
    }
    assertThat(screen()).containsExactly("round 10 of 60  about 10 s left  loss 0.100000");
    progress.end();
    progress.end();
    assertThat(screen()).containsExactly("round 10 of 60  about 10 s left  loss 0.100000", "");
    assertThat(progress.rounds()).isEqualTo(10);
  }

  @Test
  void alertsStandAboveAndTheWorstIsNamed() {
    TerminalProgress progress = progress(100);
    round(progress, 0);
    progress.alert(told("LOW_TRANSMISSION", Severity.WARN, Place.ofLayer(2)));
    progress.alert(told("SATURATED_LAYER", Severity.CRIT, Place.of(1, 5)));
    progress.alert(told("LOW_TRANSMISSION", Severity.WARN, Place.ofLayer(3)));
    round(progress, 1);
    assertThat(screen())
        .containsExactly(
            "WARN LOW_TRANSMISSION: what is wrong; do this",
            "CRIT SATURATED_LAYER: what is wrong; do this",
            "WARN LOW_TRANSMISSION: what is wrong; do this",
            "round 2 of 60  about 12 s left  loss 0.500000  CRIT SATURATED_LAYER, layer 1, partition 5");
  }

  @Test
  void aNarrowTerminalIsNotOverrun() {
    TerminalProgress progress = progress(20);
    round(progress, 0);
    assertThat(screen()).containsExactly("round 1 of 60  abou");
    progress.end();
  }

  @Test
  void roundsThatAreFastAreNotAllDrawn() {
    TerminalProgress progress = progress(100);
    for (int r = 0; r < 1000; r++) {
      now += 1_000_000;
      progress.onRound(of(r % 60, 0.25, 1));
    }
    progress.end();
    assertThat(out.toString(StandardCharsets.UTF_8).chars().filter(c -> c == '\r').count())
        .isBetween(9L, 13L);
    assertThat(screen().get(0)).startsWith("round 40 of 60");
  }

  @Test
  void aSolverThatEndsByItsGradientIsToldByHowThatFalls() {
    RemainingTime time = RemainingTime.of(new StoppingRule(500, 1e-8));
    assertThat(time.left()).isEmpty();
    for (int r = 0; r <= 4; r++) {
      time.round(of(r, 1, StrictMath.pow(10, -r)), 2);
    }
    assertThat(time.left().orElseThrow()).isCloseTo(4 * 2, within(1e-9));
    time.round(of(5, 1, 1e5), 2);
    assertThat(time.left()).as("a gradient that has grown").isEmpty();
  }

  @Test
  void timesAreToldAsPeopleSayThem() {
    assertThat(List.of(0.04, 9.94, 9.96, 99.0, 100.0, 5399.0, 5400.0))
        .extracting(TerminalProgress::time)
        .containsExactly("0.0 s", "9.9 s", "10 s", "99 s", "2 min", "90 min", "2 h");
  }

  @Test
  void onATerminalTheModelIsTheSameBytesAndElsewhereThereIsNoControlCharacter() throws IOException {
    String[] train = {"train", "--config", "conf/digits.conf", "--set", "solver.max-rounds=4"};
    Cli lines = Cli.run(train);
    System.setProperty(Progress.TERMINAL, "120");
    Cli inPlace;
    try {
      inPlace = Cli.run(train);
    } finally {
      System.clearProperty(Progress.TERMINAL);
    }
    assertThat(lines.code()).as(lines.err()).isZero();
    assertThat(inPlace.json().get("model_sha256")).isEqualTo(lines.json().get("model_sha256"));
    assertThat(inPlace.json().get("rounds")).isEqualTo(lines.json().get("rounds"));
    assertThat(inPlace.err()).contains("\rround 4 of 4  about 0.0 s left  loss ");
    assertThat(lines.err()).doesNotContain("\r").doesNotContain("\033").contains("round   3  loss");
  }
}
