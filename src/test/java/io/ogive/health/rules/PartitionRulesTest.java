package io.ogive.health.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.health.GradientSketch;
import io.ogive.health.SourceHealth;
import io.ogive.health.rules.PartitionColumns.OfSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules about partitions, at and beside their thresholds. */
class PartitionRulesTest {
  private static final int BAD = 5;

  @Test
  void aPartitionOfAnotherLossIsNamedTheSecondTime() {
    Rule rule = new PartitionOutlier();
    Observation bad = losses(8, 200, 3);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, bad, bad)).containsExactly(0, 1);
    Finding found = Seen.found(rule, Seen.LOGISTIC, bad, bad).get(1).get(0);
    assertThat(found.place()).isEqualTo(Place.ofSource(BAD));
    assertThat(found.message()).contains("partition 5 (200 rows): mean loss is");
    assertThat(Seen.counts(rule, Seen.LOGISTIC, bad, losses(8, 200, 0), bad))
        .as("not twice in a row")
        .containsExactly(0, 0, 0);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, losses(7, 200, 3), losses(7, 200, 3)))
        .as("seven partitions")
        .containsExactly(0, 0);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, losses(8, 199, 3), losses(8, 199, 3)))
        .as("199 rows")
        .containsExactly(0, 0);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, losses(8, 200, 0.9), losses(8, 200, 0.9)))
        .as("a high z of no effect")
        .containsExactly(0, 0);
  }

  /** Rows that are right by a margin of 2, but in one partition by that much less. */
  private static Observation losses(int partitions, int rows, double less) {
    return sources(partitions, s -> Seen.rows(rows, 1, 2 + 0.01 * (s % 3) - (s == BAD ? less : 0)));
  }

  @Test
  void aSteepPartitionIsNamedByItsGradient() {
    Rule rule = new PartitionOutlier();
    assertThat(Seen.counts(rule, Seen.LOGISTIC, gradients(10.5), gradients(10.5)))
        .containsExactly(0, 1);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, gradients(9.5), gradients(9.5)))
        .containsExactly(0, 0);
  }

  private static Observation gradients(double bad) {
    return sources(
        8,
        s ->
            Seen.rows(200, 1, 2)
                .andThen(
                    health -> {
                      GradientSketch.Part part = new GradientSketch.Part();
                      part.add((s == BAD ? bad : 1) * (1 + 0.01 * (s % 3)), 0);
                      health.gradient().observe(part);
                    }));
  }

  @Test
  void aColumnInAnotherUnitIsNamedWithItsPartition() {
    Rule rule = new PartitionOutlier();
    RunFacts planted = columns(38_000, 9_000);
    Observation round = Seen.round(0, 0, List.of());
    Finding found = Seen.found(rule, planted, round, round).get(1).get(0);
    assertThat(found.place()).isEqualTo(Place.ofSource(BAD));
    assertThat(found.message())
        .contains("column 'age' has mean 3.800e+04 where partitions have 38.");
    assertThat(Seen.counts(rule, columns(38.5, 9), round, round)).containsExactly(0, 0);
    assertThat(Seen.counts(rule, columns(46, 9), round, round))
        .as("0.89 of a deviation away")
        .containsExactly(0, 0);
    assertThat(Seen.counts(rule, columns(48, 9), round, round)).containsExactly(0, 1);
  }

  private static RunFacts columns(double mean, double deviation) {
    List<OfSource> sources = new ArrayList<>();
    for (int s = 0; s < 64; s++) {
      boolean bad = s == BAD;
      sources.add(
          new OfSource(
              s,
              500,
              new int[] {0, 1},
              new double[] {0.1, bad ? mean : 38 + 0.4 * Math.sin(s)},
              new double[] {1, bad ? deviation : 9}));
    }
    PartitionColumns columns = new PartitionColumns(List.of("hours", "age"), sources);
    return Seen.on(new RunFacts.Data(false, new TreeMap<>(), columns));
  }

  @Test
  void marginsThatAreDistributedOtherwiseAreDrift() {
    Rule rule = new PartitionDrift();
    assertThat(Seen.counts(rule, Seen.LOGISTIC, shifted(1.2), shifted(1.2))).containsExactly(0, 1);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, shifted(0.3), shifted(0.3))).containsExactly(0, 0);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, shifted(0), shifted(0))).containsExactly(0, 0);
  }

  /** Normal scores, in one partition that much higher. */
  private static Observation shifted(double by) {
    SplittableRandom random = new SplittableRandom(7);
    return sources(
        8,
        s -> {
          double[] label = new double[300];
          double[] score = new double[300];
          for (int i = 0; i < label.length; i++) {
            label[i] = i % 2;
            score[i] = (2 * label[i] - 1) * (1 + random.nextGaussian() + (s == BAD ? by : 0));
          }
          return Seen.rows(label, score)
              .andThen(health -> health.gradient().observe(new GradientSketch.Part()));
        });
  }

  @Test
  void labelsAreSkewedBeyondALogitAndFiveErrors() {
    Rule rule = new PartitionLabelSkew();
    // The whole is near 1/2, so that a logit is a share of 0.731 and an error 2 / sqrt(n).
    assertThat(Seen.counts(rule, Seen.LOGISTIC, mix(64, 400, 0.76))).containsExactly(1);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, mix(64, 400, 0.71))).containsExactly(0);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, mix(64, 60, 0.76)))
        .as("four standard errors")
        .containsExactly(0);
    Finding found = Seen.found(rule, Seen.LOGISTIC, mix(64, 400, 1)).get(0).get(0);
    assertThat(found.place()).isEqualTo(Place.ofSource(BAD));
    assertThat(found.message()).contains("the log-odds of class 1 are 6.7 above");
  }

  private static Observation mix(int partitions, int rows, double share) {
    return sources(
        partitions,
        s -> {
          int ones = (int) Math.round(rows * (s == BAD ? share : 0.5));
          return Seen.rows(ones, 1, 1).andThen(Seen.rows(rows - ones, 0, -1));
        });
  }

  @Test
  void flippedLabelsGoAgainstTheScores() {
    Rule rule = new PartitionLabelFlip();
    Finding found = Seen.found(rule, Seen.LOGISTIC, flipped(1)).get(0).get(0);
    assertThat(found.place()).isEqualTo(Place.ofSource(BAD));
    assertThat(found.severity()).isEqualTo(Severity.CRIT);
    assertThat(found.evidence().get("correlation")).isCloseTo(-1, within(1e-9));
    // Of 400 rows an error is 0.05: -0.3 is six of them, -0.2 four.
    assertThat(Seen.counts(rule, Seen.LOGISTIC, flipped(0.65))).containsExactly(1);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, flipped(0.60))).containsExactly(0);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, flipped(0))).containsExactly(0);
  }

  /** Scores that are all right, but for a share in one partition. */
  private static Observation flipped(double share) {
    return sources(
        8,
        s -> {
          int wrong = (int) Math.round(200 * (s == BAD ? share : 0));
          return Seen.rows(wrong, 1, -1)
              .andThen(Seen.rows(200 - wrong, 1, 1))
              .andThen(Seen.rows(wrong, 0, 1))
              .andThen(Seen.rows(200 - wrong, 0, -1));
        });
  }

  @Test
  void aPartitionIsTooLargeAboveFiveMedians() {
    Rule rule = new PartitionSize();
    Observation round = Seen.round(0, 0, List.of());
    assertThat(Seen.counts(rule, sizes(300, 300, 1500), round)).containsExactly(0);
    assertThat(Seen.found(rule, sizes(300, 300, 1501), round).get(0))
        .singleElement()
        .satisfies(f -> assertThat(f.place()).isEqualTo(Place.ofSource(2)));
    assertThat(Seen.counts(rule, sizes(10, 10, 999), round)).as("few rows").containsExactly(0);
  }

  private static RunFacts sizes(long... rows) {
    TreeMap<Integer, Long> sizes = new TreeMap<>();
    for (int s = 0; s < rows.length; s++) {
      sizes.put(s, rows[s]);
    }
    return Seen.on(new RunFacts.Data(false, sizes, PartitionColumns.NONE));
  }

  @Test
  void aPartitionIsSlowAboveFiveMediansThriceAfterTheFirstRound() {
    Rule rule = new PartitionSlow();
    assertThat(rule.looksAtClock()).isTrue();
    assertThat(Seen.counts(rule, Seen.LOGISTIC, slow(0, 149, 149, 149, 149)))
        .containsExactly(0, 0, 0, 1);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, slow(1, 149, 149, 9, 149))).containsOnly(0);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, slow(1, 109, 109, 109)))
        .as("99 ms are no matter")
        .containsOnly(0);
    Finding found = Seen.found(rule, Seen.LOGISTIC, slow(1, 149, 149, 149)).get(2).get(0);
    assertThat(found.place()).isEqualTo(Place.ofSource(2));
    assertThat(found.message()).contains("149 ms on host w2");
  }

  @Test
  void inRoundsOfLocalStepsAReplicaIsSlowAndItsHostIsNamed() {
    RunFacts local = Seen.by(RunFacts.Steps.adam(0.01, 0));
    Rule rule = new PartitionSlow();
    assertThat(Seen.counts(rule, local, slow(1, 109, 109, 109))).containsOnly(0);
    Finding found = Seen.found(rule, local, slow(1, 149, 149, 149)).get(2).get(0);
    assertThat(found.place()).as("a replica is no partition").isEqualTo(Place.WHOLE);
    assertThat(found.message()).startsWith("replica 2 takes 149 ms on host w2");
    assertThat(found.cure()).contains("host w2");
  }

  /** Rounds from a number on, in which the third of four takes so long, all others 10 ms. */
  private static Observation[] slow(int first, double... milliseconds) {
    return IntStream.range(0, milliseconds.length)
        .mapToObj(i -> times(first + i, milliseconds[i]))
        .toArray(Observation[]::new);
  }

  private static Observation times(int number, double slow) {
    List<TaskTime> times = new ArrayList<>();
    for (int s = 0; s < 4; s++) {
      times.add(new TaskTime(s, "w" + s, s == 2 ? slow : 10));
    }
    Observation plain = Seen.round(number, 0, List.of());
    return new Observation(number, 1, 1, 1, 1, List.of(), plain.whole(), plain.sources(), times);
  }

  private static Observation sources(
      int partitions, java.util.function.IntFunction<Consumer<SourceHealth>> of) {
    return Seen.round(1, 0, IntStream.range(0, partitions).mapToObj(of).toList());
  }

  @Test
  void aRobustZIsNotHiddenByWhatItMeasures() {
    double[] values = {1, 2, 3, 4, 5, 6, 7, 1000};
    assertThat(Robust.of(values).median()).isEqualTo(4.5);
    assertThat(Robust.of(values).z(1000)).isGreaterThan(100);
    double mean = Arrays.stream(values).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    assertThat((1000 - mean) / deviation).as("the usual z").isLessThan(3.5);
    assertThat(Robust.of(new double[] {1, 1, 1}).z(1)).isZero();
  }
}
