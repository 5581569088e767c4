package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.health.HealthLevel;
import io.ogive.model.ModelFile;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.RoundListener;
import io.ogive.solver.StoppingRule;
import io.ogive.testing.LocalSpark;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Data three times the storage memory train to the same bytes as in memory. */
class SpilledBlocksTest {
  private static final String KRYO = "org.apache.spark.serializer.KryoSerializer";

  /** 4.8 MB of blocks a fit, 60,000 rows of 20 float32 values, on 1.2 MB. */
  private static final String ROWS =
      "select id %% 2 y, %s from range(0, 60000, 1, 6)"
          .formatted(
              String.join(
                  ", ",
                  java.util.stream.IntStream.range(0, 20)
                      .mapToObj(j -> "sin(id * %d) + (id %% 2) * 0.1 x%d".formatted(j + 3, j))
                      .toList()));

  private static final Map<String, String> LITTLE =
      Map.of("spark.testing.memory", "2000000", "spark.testing.reservedMemory", "0");

  private static final ModelSpec LOGISTIC =
      new ModelSpec.Logistic(
          new LogisticOptions(
              Family.AUTO,
              1e-4,
              0,
              true,
              true,
              ClassWeights.NONE,
              LogisticOptions.Solver.LBFGS,
              new StoppingRule(6, 1e-9)));

  private static final ModelSpec NETWORK =
      new ModelSpec.Network(
          NetworkOptions.builder()
              .sigmoids(3)
              .l2(1e-4)
              .seed(3)
              .adam(new NetworkOptions.Adam(2, 64, 0, 0.01, 0.9, 0.999, 1e-8))
              .stopping(new StoppingRule(1, 0))
              .build());

  /** The bytes of a model, and what its blocks took. */
  private record Trained(String sha256, long memory, long disk, long room) {}

  @AfterAll
  static void leaveNothingBehind() {
    LocalSpark.stop();
  }

  @Test
  void dataThreeTimesTheMemoryTrainToTheSameBytes() {
    for (ModelSpec model : List.of(LOGISTIC, NETWORK)) {
      Trained spilled = train(LITTLE, model);
      assertThat(spilled.disk()).isPositive();
      assertThat(spilled.memory() + spilled.disk()).isGreaterThan(3 * spilled.room());
      // The control: with room for all of it nothing spills.
      Trained inMemory = train(Map.of(), model);
      assertThat(inMemory.disk()).isZero();
      assertThat(inMemory.memory()).isLessThan(inMemory.room());
      assertThat(spilled.sha256()).isEqualTo(inMemory.sha256());
    }
  }

  @Test
  void kryoSpillsToTheSameBytes() {
    Trained spilled =
        train(
            Map.of(
                "spark.testing.memory",
                "2000000",
                "spark.testing.reservedMemory",
                "0",
                "spark.serializer",
                KRYO),
            LOGISTIC);
    assertThat(spilled.disk()).isPositive();
    assertThat(spilled.sha256()).isEqualTo(train(Map.of(), LOGISTIC).sha256());
  }

  private static Trained train(Map<String, String> settings, ModelSpec model) {
    SparkSession spark = LocalSpark.session("local[2]", settings);
    Ingested ingested = Ingest.of(spark.sql(ROWS), InputSpec.ofRows("y").build());
    try (SparkBlockStore store = ingested.store().withMostNear(0)) {
      Fitted fitted =
          Trainer.fit(store, ingested.features(), model, HealthLevel.BASIC, RoundListener.none());
      StorageStatus[] status = SparkEnv.get().blockManager().master().getStorageStatus();
      return new Trained(
          ModelFile.sha256(ModelFile.write(fitted.model())),
          Arrays.stream(status).mapToLong(StorageStatus::memUsed).sum(),
          Arrays.stream(status).mapToLong(StorageStatus::diskUsed).sum(),
          Arrays.stream(status).mapToLong(StorageStatus::maxMem).sum());
    }
  }
}
