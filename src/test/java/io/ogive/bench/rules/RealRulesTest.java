package io.ogive.bench.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.bench.rules.Trial.Result;
import io.ogive.health.HealthLevel;
import io.ogive.health.rules.RuleSettings;
import io.ogive.health.rules.Rules;
import io.ogive.model.Activation;
import io.ogive.model.Loss;
import io.ogive.objective.Schedule;
import io.ogive.solver.DivergedException;
import io.ogive.solver.HiddenLayer;
import io.ogive.solver.LogisticOptions.Solver;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkOptions.Adam;
import io.ogive.solver.NetworkOptions.Init;
import io.ogive.solver.NetworkOptions.Sgd;
import io.ogive.solver.NetworkOptionsBuilder;
import io.ogive.solver.StoppingRule;
import io.ogive.spark.Diagnosis;
import io.ogive.spark.HealthSpec;
import io.ogive.spark.Ingest;
import io.ogive.spark.Ingested;
import io.ogive.spark.InputSpec;
import io.ogive.spark.ModelSpec;
import io.ogive.spark.TrainSpec;
import io.ogive.spark.Trainer;
import io.ogive.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every rule fires in a real training that is bad in its way, and is silent in healthy ones. */
class RealRulesTest {
  private static final int PARTITIONS = 8;
  private static final Set<String> FIRED = new TreeSet<>();

  private static SparkSession spark;
  private static RealRows digits;
  private static RealRows churn;
  private static DealtRows dealtDigits;
  private static Ingested ingestedDigits;

  @BeforeAll
  static void read() throws IOException {
    spark = LocalSpark.session("local[2]");
    RealData data = new RealData(Path.of("src/data"));
    digits = data.digits();
    churn = numbers(data.churn(spark));
    dealtDigits = DealtRows.of(digits, 1, 1, PARTITIONS, Plant.NONE);
    ingestedDigits = Ingest.of(dealtDigits.frame(spark), digits.input(new InputSpec.Split.None()));
  }

  @AfterAll
  static void everyRuleHasFired() {
    ingestedDigits.store().close();
    dealtDigits.close();
    Set<String> all = new TreeSet<>();
    Rules.ALL.forEach(rule -> all.add(rule.id()));
    if (FIRED.size() > 5) { // not where a single test was run
      all.removeAll(FIRED);
      assertThat(all).as("rules that never fired").isEmpty();
    }
  }

  /** Four columns of churn, as numbers. */
  private static RealRows numbers(RealRows churn) {
    return new VectorRows(
        "churn",
        churn.size(),
        4,
        churn::label,
        i -> {
          Row row = churn.row(i);
          return Vectors.dense(
              row.<Number>getAs("tenure").doubleValue(),
              row.<Number>getAs("monthly_charges").doubleValue(),
              row.getAs("contract").equals("Two year") ? 1 : 0,
              row.getAs("internet_service").equals("Fiber optic") ? 1 : 0);
        });
  }

  @Test
  void aHealthyNetworkIsSilentAndLookedAt() {
    Set<String> looked = new HashSet<>();
    assertThat(rules(healthy(), looked)).isEmpty();
    assertThat(looked)
        .contains("SATURATED_LAYER", "FROZEN_UNITS", "UPDATE_RATIO", "BAD_INIT", "RECENTRE")
        .contains("PARTITION_LABEL_FLIP", "PARTITION_LABEL_SKEW", "BIAS_NOT_PRIOR");
  }

  private static NetworkOptionsBuilder healthy() {
    return NetworkOptions.builder().sigmoids(32).l2(5e-4).stopping(new StoppingRule(12, 0));
  }

  @Test
  void inputsAsTheyAreUnderWeightsOfMllibsSizeSaturate() {
    assertThat(rules(healthy().standardize(false).init(Init.MLLIB)))
        .contains("BAD_INIT", "SATURATED_LAYER", "BIAS_NOT_PRIOR");
    assertThat(
            fired(
                trial(
                    churn,
                    new ModelSpec.Network(
                        healthy()
                            .standardize(false)
                            .init(Init.MLLIB)
                            .stopping(new StoppingRule(3, 0))
                            .build()),
                    Plant.NONE)))
        .contains("LOW_TRANSMISSION");
  }

  @Test
  void stepsThatThrowUnitsOutFreezeThem() {
    assertThat(rules(healthy().adam(new Adam(0, 32, 0, 5, 0.9, 0.999, 1e-8))))
        .contains("FROZEN_UNITS", "RECENTRE");
  }

  @Test
  void batchNormalisationIsTheCureThatTheRulesName() {
    NetworkOptionsBuilder cured = healthy().standardize(false).init(Init.MLLIB);
    cured.hidden(Collections.nCopies(1, new HiddenLayer(32, Activation.SIGMOID, true, 0)));
    assertThat(rules(cured))
        .doesNotContain("SATURATED_LAYER", "LOW_TRANSMISSION", "FROZEN_UNITS", "RECENTRE");
  }

  @Test
  void eightLayersOfSigmoidsVanish() {
    Integer[] layers = new Integer[8];
    Arrays.fill(layers, 16);
    assertThat(rules(healthy().sigmoids(layers).init(Init.GLOROT)))
        .contains("VANISHING_GRADIENT", "LINEAR_COLLAPSE");
  }

  @Test
  void aWildRateShows() {
    assertThat(rules(healthy().adam(new Adam(0, 32, 0, 1, 0.9, 0.999, 1e-8))))
        .contains("UPDATE_RATIO");
    assertThat(rules(sgd(100))).contains("CONFIDENTLY_WRONG");
    assertThat(rules(sgd(1e-7))).contains("PLATEAU");
    assertThat(rules(sgd(1e200))).contains("NON_FINITE");
  }

  private static NetworkOptionsBuilder sgd(double rate) {
    return healthy().solver(NetworkOptions.Solver.SGD).sgd(new Sgd(rate, 0, false));
  }

  @Test
  void aLossThatLeavesWhereItWasHasDiverged() {
    NetworkOptionsBuilder rising = sgd(1000).sigmoids();
    rising.schedule(new Schedule(Schedule.Kind.CONSTANT, 12, 30, 0.1, 1));
    assertThat(rules(rising)).contains("DIVERGED");
  }

  @Test
  void squaredErrorLosesWhatASaturatedOutputIsOff() {
    Set<String> found =
        fired(
            new Trial(
                churn,
                "squared",
                new ModelSpec.Network(
                    healthy()
                        .sigmoids()
                        .loss(Optional.of(Loss.SQUARED_ERROR))
                        .standardize(false)
                        .init(Init.MLLIB)
                        .stopping(new StoppingRule(3, 0))
                        .build()),
                1,
                1,
                PARTITIONS,
                Plant.NONE));
    assertThat(found).contains("SQUARED_ERROR_ON_SIGMOID");
  }

  @Test
  void separableClassesWithoutAPenaltyGrowForEver() {
    RealRows zeros =
        new VectorRows(
            "zeros",
            digits.size(),
            64,
            i -> digits.label(i) == 0 ? 1 : 0,
            i -> ((VectorRows) digits).vectors().apply(i));
    assertThat(fired(trial(zeros, Trials.logistic(0, 0, Solver.NEWTON), Plant.NONE)))
        .contains("SEPARATION");
    assertThat(fired(trial(zeros, Trials.logistic(1e-3, 0, Solver.NEWTON), Plant.NONE)))
        .doesNotContain("SEPARATION");
  }

  @Test
  void plantedPartitionsAreNamed() {
    assertNamed("PARTITION_LABEL_FLIP", Plant.FLIPPED_LABELS);
    assertNamed("PARTITION_OUTLIER", Plant.COLUMN_TIMES_1000);
    assertNamed("PARTITION_LABEL_SKEW", Plant.ONE_CLASS);
    assertNamed("PARTITION_DRIFT", Plant.ONE_CLASS);
    assertNamed("PARTITION_SLOW", Plant.SLOW);
  }

  private static void assertNamed(String rule, Plant plant) {
    Trial trial = trial(churn, Trials.logistic(1e-3, 0, Solver.LBFGS), plant);
    Result result = trial.run(spark);
    FIRED.add(rule);
    assertThat(result.alerts())
        .as("%s in %s", rule, trial)
        .anySatisfy(
            told -> {
              assertThat(told.alert().rule()).isEqualTo(rule);
              assertThat(told.alert().place().source()).hasValue(trial.where());
              assertThat(told.alert().round()).isLessThanOrEqualTo(5);
            })
        .allSatisfy(told -> assertThat(told.alert().place().source()).hasValue(trial.where()));
  }

  @Test
  void healthyPartitionsAreSilent() {
    assertThat(fired(trial(churn, Trials.logistic(1e-3, 0, Solver.LBFGS), Plant.NONE))).isEmpty();
    assertThat(fired(trial(churn, Trials.network(8, 1, false, 8), Plant.NONE))).isEmpty();
  }

  @Test
  void aLargePartitionIsNamed() throws IOException {
    int[] all = IntStream.range(0, churn.size()).toArray();
    int[][] uneven = new int[PARTITIONS][];
    for (int p = 0; p < PARTITIONS; p++) {
      uneven[p] =
          p == 2
              ? Arrays.copyOfRange(all, 700, all.length)
              : Arrays.copyOfRange(all, 100 * p, 100 * p + 100);
    }
    InputSpec input = churn.input(new InputSpec.Split.None());
    try (DealtRows dealt = DealtRows.of(churn, Arrays.asList(uneven))) {
      Ingested ingested = Ingest.of(dealt.frame(spark), input);
      Set<String> found =
          fired(
              ingested,
              new TrainSpec(input, Trials.logistic(1e-3, 0, Solver.AUTO), full()),
              new HashSet<>());
      assertThat(found).containsExactly("PARTITION_SIZE");
      ingested.store().close();
    }
  }

  private static Trial trial(RealRows rows, ModelSpec model, Plant plant) {
    return new Trial(rows, "test", model, 1, 1, PARTITIONS, plant);
  }

  private static Set<String> fired(Trial trial) {
    Set<String> rules = new TreeSet<>();
    trial.run(spark).alerts().forEach(told -> rules.add(told.alert().rule()));
    FIRED.addAll(rules);
    return rules;
  }

  private static Set<String> rules(NetworkOptionsBuilder options) {
    return rules(options, new HashSet<>());
  }

  private static Set<String> rules(NetworkOptionsBuilder options, Set<String> looked) {
    InputSpec input = digits.input(new InputSpec.Split.None());
    return fired(
        ingestedDigits,
        new TrainSpec(input, new ModelSpec.Network(options.build()), full()),
        looked);
  }

  private static HealthSpec full() {
    return new HealthSpec(HealthLevel.FULL, 1);
  }

  private static Set<String> fired(Ingested ingested, TrainSpec spec, Set<String> looked) {
    Set<String> rules = new TreeSet<>();
    Diagnosis diagnosis =
        new Diagnosis(RuleSettings.defaults(), spec, told -> rules.add(told.alert().rule()));
    try {
      Trainer.rounds(ingested, spec, store -> store, diagnosis);
    } catch (DivergedException e) {
      // what NON_FINITE tells of
    }
    looked.addAll(diagnosis.exercised());
    FIRED.addAll(rules);
    return rules;
  }
}
