package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.Column;
import io.ogive.data.Role;
import io.ogive.health.HealthLevel;
import io.ogive.model.LogisticModel;
import io.ogive.reference.TextbookLogistic;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.RoundListener;
import io.ogive.solver.StoppingRule;
import io.ogive.testing.LocalSpark;
import io.ogive.testing.SeededRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fits of real files, from the reader on, are what the textbook finds on the same rows. */
class FitsAgainstTextbookTest {
  private static final String CHURN = "src/data/wa_churn7043.csv.gz";
  private static final String DIGITS = "src/data/digits.csv.gz";
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = LocalSpark.session("local[2]");
  }

  @AfterAll
  static void stop() {
    LocalSpark.stop();
  }

  @Test
  void multinomialOnDigits() {
    verify(digits(), logistic(0, 1e-2, ClassWeights.NONE));
  }

  /** More rows than it takes for a fit to stop before the textbook's digits. */
  @Test
  void manyRowsOnceTheyAreFittedToTheLastDigits(@TempDir Path folder) {
    String file = folder.resolve("rows").toString();
    SeededRows.draw(5, 70_000, 3, 2).frame(spark, 2).write().parquet(file);
    InputSpec input = InputSpec.of("parquet", file, "y").weight("w").build();
    ModelSpec usual = new ModelSpec.Logistic(LogisticOptions.defaults().withPenalties(1e-3, 0));
    Verification found =
        Verifier.verify(spark, new TrainSpec(input, usual, HealthLevel.BASIC), OptionalInt.empty());
    assertThat(found.holds()).as("%s", found).isTrue();
    assertThat(found.checks().get(2).difference()).as("%s", found).isLessThan(1e-8);
    Ingested ingested = Ingest.read(spark, input);
    try (SparkBlockStore store = ingested.store()) {
      Fitted fitted =
          Trainer.fit(store, ingested.features(), usual, HealthLevel.BASIC, RoundListener.none());
      assertThat(fitted.fit().gradientNorm()).isBetween(1e-8, 1e-6);
    }
  }

  @Test
  void elasticNetOnDigits() {
    verify(digits().where("_c64 in (3, 8)"), logistic(1e-2, 1e-2, ClassWeights.NONE));
  }

  @Test
  void networkByFullBatchLbfgsOnDigits() {
    verify(
        digits(),
        new ModelSpec.Network(
            NetworkOptions.builder()
                .sigmoids(16)
                .solver(NetworkOptions.Solver.LBFGS)
                .l2(1e-4)
                .stopping(new StoppingRule(20, 0))
                .build()));
  }

  @Test
  void rowAndClassWeightsOnChurn() {
    // Tenure is 0 for some customers: rows of weight 0 are among them.
    verify(churn().weight("tenure"), logistic(0, 1e-3, new ClassWeights(true, Map.of())));
    verify(
        churn().weight("tenure"),
        logistic(0, 1e-3, new ClassWeights(false, Map.of("Yes", 2.5, "No", 0.5))));
  }

  @Test
  void textColumnsFromParquet(@TempDir Path folder) {
    String path = folder.resolve("churn.parquet").toString();
    InputReader.read(spark, churn().build())
        .repartition(3)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(path);
    InputSpec spec =
        InputSpec.of("parquet", path, "churn").positive("Yes").missing(Column.Missing.MEAN).build();
    verify(spec, logistic(0, 1e-3, ClassWeights.NONE));
    assertThat(Ingest.read(spark, spec).store().summary().rows(Role.TRAIN)).isEqualTo(7043);
  }

  @Test
  void aColumnOfMeanBillionAndDeviationOneLosesNothing() {
    Random random = new Random(5);
    List<Row> rows = new ArrayList<>();
    double[][] x = new double[2000][1];
    int[] y = new int[2000];
    for (int i = 0; i < x.length; i++) {
      double value = 1e9 + random.nextGaussian();
      y[i] = value - 1e9 + random.nextGaussian() > 0 ? 1 : 0;
      x[i][0] = value - 1e9;
      rows.add(RowFactory.create(value, y[i]));
    }
    Ingested ingested =
        Ingest.of(
            spark.createDataFrame(
                rows,
                new StructType().add("x", DataTypes.DoubleType).add("y", DataTypes.IntegerType)),
            InputSpec.ofRows("y").build());
    LogisticModel model =
        (LogisticModel)
            Trainer.fit(
                    ingested.store(),
                    ingested.features(),
                    logistic(0, 0, ClassWeights.NONE),
                    HealthLevel.OFF,
                    RoundListener.none())
                .model();
    double[] ones = new double[x.length];
    java.util.Arrays.fill(ones, 1);
    TextbookLogistic.Solution optimum =
        new TextbookLogistic(x, y, ones, 1, true, 0, 0, false).fit(50);
    double slope = optimum.weights()[0][0];
    assertThat(model.weights()[0][0]).isCloseTo(slope, within(1e-6 * slope));
    // The control: rounded to float32 as they are, a billion and one is a billion.
    assertThat((float) (1e9 + 1)).isEqualTo((float) 1e9);
  }

  @Test
  void heldOutAucOnChurnIsTheTextbooks() {
    InputSpec spec = churn().split(new InputSpec.Split.ByHash(0.3, 1)).partitions(4).build();
    ModelSpec.Logistic model = logistic(0, 1e-4, ClassWeights.NONE);
    TrainingResult result =
        Trainer.train(spark, new TrainSpec(spec, model, HealthLevel.BASIC), round -> {});
    Ingested ingested = Ingest.read(spark, spec);
    PlainRows train = rows(ingested, Role.TRAIN);
    TextbookLogistic.Solution optimum =
        new TextbookLogistic(train.x(), train.y(), train.w(), 1, true, 0, 1e-4, true).fit(50);
    PlainRows test = rows(ingested, Role.TEST);
    double[] score = new double[test.x().length];
    for (int i = 0; i < score.length; i++) {
      score[i] = optimum.probabilities(test.x()[i])[1];
    }
    assertThat(result.test().get("auc"))
        .isGreaterThanOrEqualTo(0.82)
        .isCloseTo(auc(score, test.y()), within(1e-3));
    assertThat(result.fit().value()).isCloseTo(optimum.objective(), within(1e-9));
  }

  /** The share of pairs of a 1 and a 0 in which the 1 scores higher, ties half. */
  private static double auc(double[] score, int[] y) {
    double right = 0;
    long pairs = 0;
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < y.length; j++) {
        if (y[i] == 1 && y[j] == 0) {
          pairs++;
          right += score[i] > score[j] ? 1 : score[i] == score[j] ? 0.5 : 0;
        }
      }
    }
    return right / pairs;
  }

  private static PlainRows rows(Ingested ingested, Role role) {
    List<Block> blocks =
        ingested.store().blocks().collect().stream().filter(b -> b.id().role() == role).toList();
    return PlainRows.of(blocks);
  }

  private static InputSpecBuilder churn() {
    return InputSpec.of("csv", CHURN, "churn")
        .option("header", "true")
        .positive("Yes")
        .missing(Column.Missing.MEAN);
  }

  private static InputSpecBuilder digits() {
    return InputSpec.of("csv", DIGITS, "_c64").partitions(3);
  }

  private static ModelSpec.Logistic logistic(double l1, double l2, ClassWeights weights) {
    return new ModelSpec.Logistic(
        new LogisticOptions(
            Family.AUTO,
            l2,
            l1,
            true,
            true,
            weights,
            LogisticOptions.Solver.AUTO,
            new StoppingRule(1000, 1e-9)));
  }

  private static void verify(InputSpecBuilder input, ModelSpec model) {
    verify(input.build(), model);
  }

  private static void verify(InputSpec input, ModelSpec model) {
    Verification verification =
        Verifier.verify(spark, new TrainSpec(input, model, HealthLevel.BASIC), OptionalInt.empty());
    assertThat(verification.checks()).hasSizeGreaterThan(2);
    assertThat(verification.holds()).as("%s", verification).isTrue();
  }
}
