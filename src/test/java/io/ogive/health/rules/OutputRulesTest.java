package io.ogive.health.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.health.SourceHealth;
import io.ogive.health.rules.RunFacts.Output;
import io.ogive.health.rules.RunFacts.Steps;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules about outputs, at and beside their thresholds. */
class OutputRulesTest {
  /** p = 0.0099: a row of class 1 there has a margin below -4.595. */
  private static final double VERY_WRONG = -4.605;

  @Test
  void aStartIsOffTheBaseRateBeyondHalfALogarithm() {
    Rule rule = new BiasNotPrior();
    assertThat(rule.looksAtStart()).isTrue();
    // 100 of 1000 are of class 1; exp(0.5) = 1.6487.
    assertThat(Seen.counts(rule, Seen.LOGISTIC, prior(0.1648))).containsExactly(0);
    Finding found = Seen.found(rule, Seen.LOGISTIC, prior(0.165)).get(0).get(0);
    assertThat(found.evidence().get("bias")).isCloseTo(Math.log(1.0 / 9), within(1e-12));
    assertThat(found.cure()).contains("-2.197");
    assertThat(Seen.counts(rule, Seen.LOGISTIC, prior(0.06))).containsExactly(1);
    RunFacts weighted = Seen.on(new RunFacts.Data(true, new TreeMap<>(), PartitionColumns.NONE));
    assertThat(Seen.counts(rule, weighted, prior(0.5)))
        .as("counts of rows are not what weighted rows are fitted to")
        .containsExactly(0);
  }

  private static Observation prior(double p) {
    double score = Math.log(p / (1 - p));
    return round(both(Seen.rows(900, 0, score), Seen.rows(100, 1, score)));
  }

  @Test
  void squaredErrorIsWeakWhereItKeepsLessThanATenth() {
    Rule rule = new SquaredErrorOnSigmoid();
    RunFacts squared =
        new RunFacts(List.of(), Output.SIGMOID, true, Steps.FULL, false, RunFacts.Data.UNKNOWN);
    // Wrong by the same margin everywhere, kappa is g: 0.1 at |z| = 3.64.
    Observation weak = round(Seen.rows(10, 1, -3.7));
    assertThat(Seen.counts(rule, squared, weak)).containsExactly(1);
    assertThat(Seen.counts(rule, squared, round(Seen.rows(10, 1, -3.6)))).containsExactly(0);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, weak)).as("cross-entropy").containsExactly(0);
  }

  @Test
  void confidentlyWrongRowsCountAboveTwoPercentOrHalfTheLoss() {
    assertThat(fourTimes(wrong(20, 980, 1))).containsOnly(0);
    assertThat(fourTimes(wrong(21, 979, 1))).containsExactly(0, 0, 0, 1);
    // 9 rows at 10 in 1000 rows are 0.09 of loss; at 3 the others have 0.0486, at 2 0.127.
    assertThat(fourTimes(heavy(3))).containsExactly(0, 0, 0, 1);
    assertThat(fourTimes(heavy(2))).containsOnly(0);
    assertThat(fourTimes(wrong(9, 99_991, 20))).as("half of nearly nothing").containsOnly(0);
    Consumer<SourceHealth> bad = both(Seen.rows(21, 1, VERY_WRONG), Seen.rows(979, 1, 1));
    Observation[] falling =
        IntStream.range(0, 6)
            .mapToObj(n -> Seen.round(n, Math.pow(0.89, n), 1, List.of(), 0, List.of(bad)))
            .toArray(Observation[]::new);
    assertThat(Seen.counts(new ConfidentlyWrong(), Seen.LOGISTIC, falling))
        .as("the loss still falls by 11 % a round")
        .containsOnly(0);
  }

  private static List<Integer> fourTimes(Observation round) {
    return Seen.counts(new ConfidentlyWrong(), Seen.LOGISTIC, round, round, round, round);
  }

  private static Observation wrong(int rows, int others, double score) {
    return round(both(Seen.rows(rows, 1, VERY_WRONG), Seen.rows(others, 1, score)));
  }

  private static Observation heavy(double score) {
    return round(both(Seen.rows(9, 1, -10), Seen.rows(991, 1, score)));
  }

  @Test
  void classesAreSeparatedWhereWeightsGrowForEver() {
    Rule rule = new Separation();
    // g is 0.0493 at |z| = 4.38, 0.0505 at 4.35.
    assertThat(Seen.counts(rule, Seen.LOGISTIC, growing(4.38, 1.02))).containsExactly(0, 0, 0, 1);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, growing(4.35, 1.06)))
        .as("Fisher mass is left")
        .containsOnly(0);
    assertThat(Seen.counts(rule, Seen.LOGISTIC, growing(9, 1.005)))
        .as("weights come to rest")
        .containsOnly(0);
    assertThat(Seen.counts(rule, Seen.NET, growing(9, 2)))
        .as("a network may well get all of its training rows right")
        .containsOnly(0);
  }

  /** Four rounds of rows that are all right at a score, under weights that grow by a factor. */
  private static Observation[] growing(double score, double factor) {
    return IntStream.range(0, 4)
        .mapToObj(n -> split(n, score, Math.pow(factor, n)))
        .toArray(Observation[]::new);
  }

  private static Observation split(int number, double score, double norm) {
    List<Consumer<SourceHealth>> rows =
        List.of(both(Seen.rows(500, 0, -score), Seen.rows(500, 1, score)));
    return Seen.round(number, 0.1, 0.1, List.of(norm), 0, rows);
  }

  private static Consumer<SourceHealth> both(Consumer<SourceHealth> a, Consumer<SourceHealth> b) {
    return a.andThen(b);
  }

  private static Observation round(Consumer<SourceHealth> rows) {
    return Seen.round(0, 0, rows);
  }
}
