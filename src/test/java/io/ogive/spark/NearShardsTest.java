package io.ogive.spark;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ogive.data.Block;
import io.ogive.data.BlockStore;
import io.ogive.data.Pass;
import io.ogive.data.Shard;
import io.ogive.data.Total;
import io.ogive.health.HealthLevel;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticTraining;
import io.ogive.solver.RoundListener;
import io.ogive.testing.BlockSetContract;
import io.ogive.testing.LocalSpark;
import io.ogive.testing.SeededRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The contract where small data have come to the driver, and when they do. */
class NearShardsTest extends BlockSetContract {
  private static final long ENOUGH = 1L << 20;

  @Override
  protected BlockStore store(boolean sparse, List<Block> blocks) {
    return spark(sparse, blocks).withMostNear(ENOUGH);
  }

  private static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(LocalSpark.session("local[2]").sparkContext());
  }

  private static SparkBlockStore spark(boolean sparse, List<Block> blocks) {
    return SparkBlockStore.of(context(), COLUMNS, sparse, CLASSES, blocks);
  }

  @Test
  void passesOverSmallDataTakeNoJobAndFindTheSame() {
    for (boolean sparse : new boolean[] {false, true}) {
      try (SparkBlockStore store = spark(sparse, blocks(sparse))) {
        double[] expected =
            store.bySource().aggregate(new SparkBlockStoreTest.WeightPass(0)).sums().values();
        store.withMostNear(ENOUGH);
        int before = LocalSpark.jobs();
        for (int pass = 0; pass < 3; pass++) {
          assertThat(
                  store.bySource().aggregate(new SparkBlockStoreTest.WeightPass(0)).sums().values())
              .isEqualTo(expected);
        }
        assertThat(LocalSpark.jobs()).isEqualTo(before);
        assertThat(store.lastEnvelopes().stream().flatMap(e -> e.shards().stream()).sorted())
            .containsExactly(1, 3, 5, 7);
        store.withMostNear(0);
        store.bySource().aggregate(new SparkBlockStoreTest.WeightPass(0));
        assertThat(LocalSpark.jobs()).isGreaterThan(before);
      }
    }
  }

  @Test
  void aFitOnTheDriverHasTheBitsOfOneOnExecutors() {
    SparkSession session = LocalSpark.session("local[2]");
    InputSpec spec = InputSpec.ofRows("y").weight("w").build();
    List<double[]> points = new ArrayList<>();
    List<Integer> jobs = new ArrayList<>();
    for (long most : new long[] {0, ENOUGH}) {
      Ingested input = Ingest.of(SeededRows.draw(3, 500, 5, 3).frame(session, 3), spec);
      try (SparkBlockStore store = input.store().withMostNear(most)) {
        int before = LocalSpark.jobs();
        points.add(
            LogisticTraining.fit(
                    store,
                    input.features(),
                    LogisticOptions.defaults(),
                    HealthLevel.BASIC,
                    RoundListener.none())
                .fit()
                .point());
        jobs.add(LocalSpark.jobs() - before);
      }
    }
    assertThat(points.get(1)).isEqualTo(points.get(0));
    assertThat(jobs.get(1)).isZero();
    assertThat(jobs.get(0)).isPositive();
  }

  @Test
  void dataAboveTheLimitStayOnExecutors() {
    try (SparkBlockStore store = spark(false, blocks(false)).withMostNear(100)) {
      store.bySource().aggregate(new SparkBlockStoreTest.WeightPass(0));
      int before = LocalSpark.jobs();
      store.bySource().aggregate(new SparkBlockStoreTest.WeightPass(0));
      assertThat(LocalSpark.jobs()).isGreaterThan(before);
    }
  }

  /** More than is held on the driver: 80 MB. */
  private static SparkBlockStore large() {
    String columns =
        IntStream.range(0, 20)
            .mapToObj(j -> "sin(id + %d) x%d".formatted(j, j))
            .collect(joining(","));
    String rows = "select id % 2 y, " + columns + " from range(0, 1000000, 1, 3)";
    return Ingest.of(LocalSpark.session("local[2]").sql(rows), InputSpec.ofRows("y").build())
        .store();
  }

  @Test
  void inLocalModeLargeDataAreNearWhereSparkKeepsThem() {
    try (SparkBlockStore store = large()) {
      int before = LocalSpark.jobs();
      long rows = store.bySource().aggregate(new RowsPass(-1)).rows();
      assertThat(rows).isEqualTo(1_000_000);
      assertThat(LocalSpark.jobs()).isEqualTo(before);
      store.withMostNear(0);
      assertThat(store.bySource().aggregate(new RowsPass(-1)).rows()).isEqualTo(rows);
      assertThat(LocalSpark.jobs()).isGreaterThan(before);
    }
  }

  @Test
  void largeDataThatSparkLetGoOfAreBuiltAgain() {
    try (SparkBlockStore store = large()) {
      store.bySource().aggregate(new RowsPass(-1));
      store.evict();
      for (int pass = 0; pass < 2; pass++) {
        assertThat(store.bySource().aggregate(new RowsPass(-1)).rows()).isEqualTo(1_000_000);
      }
    }
  }

  @Test
  void aPassThatFailsLocksNothing() {
    try (SparkBlockStore store = large()) {
      assertThatThrownBy(() -> store.bySource().aggregate(new RowsPass(1)))
          .hasMessage("in the middle of source 1");
      // Spark waits for who reads.
      assertTimeoutPreemptively(Duration.ofSeconds(20), store::evict);
    }
  }

  /** Counts rows, or fails after the first block of a source. */
  private record RowsPass(int fails) implements Pass<Rows> {
    @Override
    public Rows over(Shard shard) {
      long rows = 0;
      for (Block block : shard.blocks()) {
        rows += block.rows();
        if (shard.id() == fails) {
          throw new BadInputException("in the middle of source " + shard.id());
        }
      }
      return new Rows(rows);
    }
  }

  private record Rows(long rows) implements Total<Rows> {
    @Override
    public Rows mergeWith(Rows other) {
      return new Rows(rows + other.rows);
    }
  }

  @Test
  void ofSeveralErrorsThatOfTheLowestShardIsTold() {
    try (BlockStore store = store(false, blocks(false))) {
      assertThatThrownBy(() -> store.bySource().aggregate(new NamedPass()))
          .isExactlyInstanceOf(BadInputException.class)
          .hasMessage("source 1");
    }
  }

  /** Never finds anything, but says where. */
  private record NamedPass() implements Pass<Nothing> {
    @Override
    public Nothing over(Shard shard) {
      throw new BadInputException("source " + shard.id());
    }
  }

  private record Nothing() implements Total<Nothing> {
    @Override
    public Nothing mergeWith(Nothing other) {
      return this;
    }
  }
}
