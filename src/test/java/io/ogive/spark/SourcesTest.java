package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.data.ColumnMoments;
import io.ogive.data.Role;
import io.ogive.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rows make a source, in which order, and what a source is called. */
class SourcesTest {
  @TempDir Path dir;

  private static SparkSession spark() {
    return LocalSpark.session("local[2]");
  }

  @Test
  void sourcesDoNotDependOnTheNumberOfCores() {
    InputSpec spec = IngestTest.churn().partitions(3).blockRows(500).build();
    long two = IngestTest.fingerprint(Ingest.read(LocalSpark.session("local[2]"), spec));
    long one = IngestTest.fingerprint(Ingest.read(LocalSpark.session("local[1]"), spec));
    assertThat(one).isEqualTo(two);
  }

  @Test
  void rowsAreDealtRoundRobinInTheirOrder() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(RowFactory.create(i % 2, (double) i));
    }
    StructType schema =
        new StructType().add("y", DataTypes.IntegerType).add("x", DataTypes.DoubleType);
    Dataset<Row> input = spark().createDataFrame(rows, schema).repartition(1).sort("x").coalesce(1);
    Ingested ingested = Ingest.of(input, InputSpec.ofRows("y").partitions(3).build());
    List<StoredRows.One> stored = StoredRows.of(ingested).of(Role.TRAIN);
    List<Integer> sources = stored.stream().map(StoredRows.One::source).toList();
    assertThat(sources).isSorted().containsOnly(0, 1, 2);
    for (int s = 0; s < 3; s++) {
      int source = s;
      List<Double> x =
          stored.stream().filter(r -> r.source() == source).map(r -> r.x().get(0)).toList();
      assertThat(x).isSorted().allMatch(value -> value % 3 == source).hasSizeBetween(6, 7);
    }
    ingested.store().close();
  }

  @Test
  void dealingLosesAndChangesNoRow() {
    List<List<String>> both = new ArrayList<>();
    for (int partitions : new int[] {0, 3}) {
      Ingested ingested = Ingest.read(spark(), IngestTest.churn().partitions(partitions).build());
      both.add(
          StoredRows.of(ingested).rows().stream()
              .map(row -> row.role() + row.label() + row.x())
              .sorted()
              .toList());
      ingested.store().close();
    }
    assertThat(both.get(1)).isEqualTo(both.get(0)).hasSize(7043);
  }

  /** Over 200 sources Spark sorts rows in memory; rows of numbers alone then share a buffer. */
  @Test
  void dealingIntoManySourcesChangesNoRow() {
    Dataset<Row> rows = spark().sql("select id % 2 y, id x from range(0, 1000, 1, 1)");
    Ingested ingested = Ingest.of(rows, InputSpec.ofRows("y").partitions(250).build());
    List<Double> x = new ArrayList<>();
    StoredRows.of(ingested).rows().forEach(row -> x.add(row.x().get(0)));
    ingested.store().close();
    assertThat(x).doesNotHaveDuplicates().hasSize(1000);
  }

  @Test
  void sourcesKnowTheirFilesUnlessRowsAreDealtAnew() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("two"));
    Files.writeString(folder.resolve("a.csv"), "y,x\n0,1\n1,2\n0,4\n1,8\n");
    Files.writeString(folder.resolve("b.csv"), "y,x\n0,1\n1,2\n");
    InputSpecBuilder spec = InputSpec.of("csv", folder.toString(), "y").option("header", "true");
    Ingested ingested = Ingest.read(spark(), spec.build());
    ingested.store().close();
    // Spark packs small files into one partition, the larger first.
    assertThat(ingested.names().of(0).orElseThrow()).endsWith("/two/a.csv and 1 more");
    assertThat(ingested.names().of(1)).isEmpty();
    String path = folder.resolve("b.csv").toString();
    Ingested one =
        Ingest.read(spark(), InputSpec.of("csv", path, "y").option("header", "true").build());
    one.store().close();
    assertThat(one.names().of(0).orElseThrow()).endsWith("/two/b.csv");
    Ingested dealt = Ingest.read(spark(), spec.partitions(2).build());
    dealt.store().close();
    assertThat(dealt.names().of(0)).isEmpty();
  }

  @Test
  void sourcesWithoutRowsDoNotTroubleReplicas() throws IOException {
    Path file = Files.writeString(dir.resolve("few.csv"), "y,x\n0,1\n1,2\n0,4\n");
    InputSpec spec =
        InputSpec.of("csv", file.toString(), "y").option("header", "true").partitions(6).build();
    try (SparkBlockStore store = Ingest.read(spark(), spec).store()) {
      assertThat(store.summary().sources()).isEqualTo(3);
      assertThat(ColumnMoments.of(store.byReplica(2)).weight()).isEqualTo(3);
    }
  }
}
