package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.health.HealthLevel;
import io.ogive.model.NetworkModel;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkOptions.Solver;
import io.ogive.solver.RoundListener;
import io.ogive.solver.StoppingRule;
import io.ogive.testing.LocalSpark;
import io.ogive.testing.SeededRows;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The objective of a network is a mean over rows, however they are cut into blocks and partitions.
 * The control is Spark MLlib's, which is a mean of its blocks' means.
 */
class ObjectiveOfBlocksTest {
  private static final int BLOCK = 128;

  @AfterAll
  static void stop() {
    LocalSpark.stop();
  }

  @Test
  void oneRowMoreThanABlockWeighsAsMuchAsTheOthersWhereItDoesNotInMllib() {
    SparkSession spark = LocalSpark.session("local[2]");
    SeededRows rows = SeededRows.draw(3, BLOCK + 1, 4, 2);
    Dataset<Row> frame = rows.frame(spark, 1).cache();
    double[] whole = fit(frame, 1024);
    double[] cut = fit(frame, BLOCK);
    assertThat(difference(cut, whole)).isLessThan(1e-9);
    double[] theirWhole = mllib(frame, 1024);
    double[] theirCut = mllib(frame, BLOCK);
    assertThat(difference(theirCut, theirWhole)).isGreaterThan(1e-3);
  }

  private static double[] fit(Dataset<Row> frame, int blockRows) {
    Ingested ingested =
        Ingest.of(frame, InputSpec.ofRows("y").exclude("w").blockRows(blockRows).build());
    NetworkOptions options =
        NetworkOptions.builder()
            .sigmoids(3)
            .solver(Solver.LBFGS)
            .stopping(new StoppingRule(8, 0))
            .build();
    try (SparkBlockStore store = ingested.store()) {
      return ((NetworkModel)
              Trainer.fit(
                      store,
                      ingested.features(),
                      new ModelSpec.Network(options),
                      HealthLevel.OFF,
                      RoundListener.none())
                  .model())
          .network()
          .parameters();
    }
  }

  /** One step down the gradient, from the same weights. */
  private static double[] mllib(Dataset<Row> frame, int blockRows) {
    double[] start = new double[(4 + 1) * 3 + (3 + 1) * 2];
    java.util.Arrays.setAll(start, i -> Math.sin(i));
    return new MultilayerPerceptronClassifier()
        .setLayers(new int[] {4, 3, 2})
        .setInitialWeights(Vectors.dense(start))
        .setSolver("gd")
        .setMaxIter(1)
        .setStepSize(1)
        .setBlockSize(blockRows)
        .setFeaturesCol("x")
        .setLabelCol("y")
        .fit(frame)
        .weights()
        .toArray();
  }

  private static double difference(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
