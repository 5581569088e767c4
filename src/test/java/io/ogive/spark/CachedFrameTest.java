package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ogive.data.Column;
import io.ogive.data.ColumnMoments;
import io.ogive.testing.LocalSpark;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.RDDBlockId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cached frame is read where it is held, and gives what one that is not cached gives. */
class CachedFrameTest {
  private static final int ROWS = 5000;

  /** Of one partition, most of the last. */
  private static final int BATCH = 700;

  private static Dataset<Row> rows(String y) {
    String columns =
        """
        select %s y, sin(id) a, if(id %% 7 = 0, null, id) b, id %% 3 = 0 flag, int(id %% 4) c,
          concat('t', id %% 11) text, if(id %% 9 = 0, null, string(id %% 2)) other,
          if(id %% 5 = 0, id, 0) z0, 0 z1, 0 z2, if(id %% 11 = 0, -id, 0) z3, 0 z4, 0 z5
        from range(0, %d, 1, 3)\
        """
            .formatted(y, ROWS);
    Map<String, String> batches =
        Map.of("spark.sql.inMemoryColumnarStorage.batchSize", String.valueOf(BATCH));
    return new VectorAssembler()
        .setInputCols(new String[] {"z0", "z1", "z2", "z3", "z4", "z5"})
        .setOutputCol("v")
        .transform(LocalSpark.session("local[2]", batches).sql(columns));
  }

  /** As many rows in a session of other batches would trouble other tests. */
  @AfterAll
  static void stop() {
    LocalSpark.stop();
  }

  private static InputSpec spec(String... features) {
    return InputSpec.ofRows("y").include(features).missing(Column.Missing.MEAN).build();
  }

  private static void assertSame(Dataset<Row> rows, Dataset<Row> cached, InputSpec spec) {
    Ingested expected = Ingest.of(rows, spec);
    Ingested found = Ingest.of(cached, spec);
    try (SparkBlockStore one = expected.store();
        SparkBlockStore other = found.store()) {
      assertThat(found.features()).usingRecursiveComparison().isEqualTo(expected.features());
      assertThat(other.summary()).isEqualTo(one.summary());
      assertThat(StoredRows.of(found)).isEqualTo(StoredRows.of(expected));
      assertThat(ColumnMoments.of(other))
          .usingRecursiveComparison()
          .isEqualTo(ColumnMoments.of(one));
    }
  }

  /** The same rows in a frame that is to be cached: Spark must not take one for the other. */
  private static Dataset<Row> another(Dataset<Row> rows) {
    return rows.sparkSession().createDataFrame(rows.javaRDD(), rows.schema()).cache();
  }

  /** The same in a frame that is in the cache. */
  private static Dataset<Row> cached(Dataset<Row> rows) {
    Dataset<Row> cached = another(rows);
    assertThat(cached.count()).isEqualTo(ROWS);
    return cached;
  }

  @ParameterizedTest
  @ValueSource(strings = {"v", "a,v", "v,text", "other,v,c,flag", "z3,b,v,a,text"})
  void columnsOfACachedFrameGiveTheSameBlocks(String features) {
    Dataset<Row> rows = rows("id % 2");
    Dataset<Row> cached = cached(rows);
    assertSame(rows, cached, spec(features.split(",")));
    cached.unpersist(true);
  }

  @Test
  void aFrameOfNumbersAloneGivesTheSameBlocks() {
    Dataset<Row> rows = rows("double(id % 2)").selectExpr("a", "y", "double(b) b");
    Dataset<Row> cached = cached(rows);
    assertThat(CachedFrame.rows(cached, layout(cached, "b", "a"))).isPresent();
    assertSame(rows, cached, spec("b", "a"));
    cached.unpersist(true);
  }

  @Test
  void vectorsOfWhichSomeAreMissingGiveTheSameBlocks() {
    Dataset<Row> rows =
        rows("double(id % 2)").selectExpr("y", "if(c = 2 and text = 't3', null, v) v");
    Dataset<Row> cached = cached(rows);
    assertSame(rows, cached, InputSpec.ofRows("y").dropBadRows(0.1).build());
    assertThat(Ingest.of(cached, InputSpec.ofRows("y").dropBadRows(0.1).build()).droppedByReason())
        .containsOnlyKeys("bad value in column 'v'");
    cached.unpersist(true);
  }

  @Test
  void whatTheCacheHoldsInLocalModeIsReadWithoutAJob() {
    Dataset<Row> rows = rows("double(id % 2)");
    Dataset<Row> cached = cached(rows);
    int before = LocalSpark.jobs();
    Ingest.of(cached, spec("v")).store().close();
    assertThat(LocalSpark.jobs()).isEqualTo(before);
    Ingest.of(rows, spec("v")).store().close();
    assertThat(LocalSpark.jobs()).as("the negative control: not cached").isGreaterThan(before);
    cached.unpersist(true);
  }

  @Test
  void aFrameThatIsNotYetInTheCacheComesThere() {
    Dataset<Row> rows = rows("double(id % 2)");
    Dataset<Row> cached = another(rows);
    assertSame(rows, cached, spec("v"));
    int before = LocalSpark.jobs();
    Ingest.of(cached, spec("v")).store().close();
    assertThat(LocalSpark.jobs()).isEqualTo(before);
    cached.unpersist(true);
  }

  @Test
  void aPartitionThatTheCacheLostIsComputedAgain() {
    Dataset<Row> rows = rows("double(id % 2)");
    Dataset<Row> cached = cached(rows);
    RDD<?> batches = CachedFrame.rows(cached, layout(cached, "v")).orElseThrow();
    while (!batches.getStorageLevel().useMemory()) {
      batches = batches.dependencies().head().rdd();
    }
    int id = batches.id();
    SparkEnv.get().blockManager().removeBlock(new RDDBlockId(id, 1), true);
    int before = LocalSpark.jobs();
    Ingest.of(cached, spec("v")).store().close();
    assertThat(LocalSpark.jobs()).isGreaterThan(before);
    SparkEnv.get().blockManager().removeBlock(new RDDBlockId(id, 1), true);
    assertSame(rows, cached, spec("v"));
    cached.unpersist(true);
  }

  @Test
  void rowsThatCannotBeUsedAreToldAsOfAnyFrame() {
    Dataset<Row> rows = rows("if(id = 4321, null, double(id % 2))");
    Dataset<Row> cached = cached(rows);
    for (Dataset<Row> frame : List.of(rows, cached)) {
      assertThatThrownBy(() -> Ingest.of(frame, spec("v")))
          .isExactlyInstanceOf(BadInputException.class)
          .hasMessageContaining("row 989 of partition 2, column 'y': label is missing");
    }
    cached.unpersist(true);
  }

  @Test
  void lookingAtTheFirstRowsAloneLocksNothing() {
    Dataset<Row> cached = cached(rows("if(id = 1, null, double(id % 2))"));
    assertThatThrownBy(() -> Ingest.of(cached, spec("v"))).isInstanceOf(BadInputException.class);
    // Spark waits for who reads.
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> cached.unpersist(true));
  }

  @Test
  void whatTheCacheDoesNotHoldAsItIsReadIsLeftToSpark() {
    Dataset<Row> rows = rows("double(id % 2)");
    Dataset<Row> cached = cached(rows);
    assertThat(CachedFrame.rows(cached, layout(cached, "v"))).isPresent();
    assertThat(CachedFrame.rows(cached, layout(cached, "c"))).as("an int").isEmpty();
    for (Dataset<Row> other : List.of(cached.where("y > 0"), cached.select("y", "v"), rows)) {
      assertThat(CachedFrame.rows(other, layout(other, "v"))).isEmpty();
    }
    assertSame(rows.where("a > 0"), cached.where("a > 0"), spec("v", "c"));
    cached.unpersist(true);
    assertThat(CachedFrame.rows(cached, layout(cached, "v"))).isEmpty();
  }

  private static Layout layout(Dataset<Row> rows, String... features) {
    return Layout.of(rows.schema(), spec(features));
  }
}
