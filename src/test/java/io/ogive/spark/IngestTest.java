package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Column;
import io.ogive.data.Role;
import io.ogive.data.Storage;
import io.ogive.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks hold what a plain reading of the input says they should. */
class IngestTest {
  private static final long SEED = 7;
  private static final double SHARE = 0.3;

  @TempDir Path dir;

  private static SparkSession spark() {
    return LocalSpark.session("local[2]");
  }

  /** Customers of a telephone company; three of ten rows are held out. */
  static InputSpecBuilder churn() {
    return InputSpec.of("csv", PlainChurn.PATH, "churn")
        .option("header", "true")
        .missing(Column.Missing.MEAN)
        .storage(Storage.FLOAT64)
        .split(new InputSpec.Split.ByHash(SHARE, SEED));
  }

  @Test
  void aCsvWithTextAndMissingValuesIsEncodedAsByHand() throws IOException {
    PlainChurn plain = PlainChurn.read(SHARE, SEED);
    Ingested ingested = Ingest.read(spark(), churn().build());
    try (SparkBlockStore store = ingested.store()) {
      assertThat(ingested.features().slotNames()).isEqualTo(plain.slotNames());
      assertThat(ingested.features().label().classes()).containsExactly("No", "Yes");
      for (Role role : Role.values()) {
        List<StoredRows.One> rows = StoredRows.of(ingested).of(role);
        List<PlainChurn.One> expected = plain.of(role);
        assertThat(rows).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
          assertThat(rows.get(i).label()).isEqualTo(expected.get(i).label());
          for (int j = 0; j < expected.get(i).x().length; j++) {
            assertThat(rows.get(i).x().get(j)).isCloseTo(expected.get(i).x()[j], within(1e-9));
          }
        }
        assertThat(store.summary().rows(role)).isEqualTo(expected.size());
      }
      double share = store.summary().rows(Role.TEST) / 7043.0;
      assertThat(share).isCloseTo(SHARE, within(0.02));
    }
  }

  @Test
  void parquetGivesTheBlocksOfCsv() {
    String path = dir.resolve("churn.parquet").toString();
    InputReader.read(spark(), churn().build()).write().parquet(path);
    InputSpec parquet =
        InputSpec.of("parquet", path, "churn")
            .missing(Column.Missing.MEAN)
            .storage(Storage.FLOAT64)
            .split(new InputSpec.Split.ByHash(SHARE, SEED))
            .build();
    assertThat(fingerprint(Ingest.read(spark(), parquet)))
        .isEqualTo(fingerprint(Ingest.read(spark(), churn().build())));
  }

  @Test
  void anotherSeedHoldsOutOtherRows() {
    InputSpec other = churn().split(new InputSpec.Split.ByHash(SHARE, SEED + 1)).build();
    assertThat(fingerprint(Ingest.read(spark(), other)))
        .isNotEqualTo(fingerprint(Ingest.read(spark(), churn().build())));
  }

  @Test
  void libsvmRowsAreRead() throws IOException {
    Path file = dir.resolve("a.svm");
    Files.writeString(file, "# made by hand\n-1 1:0.5 3:2\r\n+1\t2:-1e-3 # a comment\n1 3:7\n");
    InputSpecBuilder spec =
        InputSpec.of("libsvm", file.toString(), "label").storage(Storage.FLOAT64);
    for (InputSpec.Density density : InputSpec.Density.values()) {
      Ingested ingested = Ingest.read(spark(), spec.dense(density).build());
      assertThat(ingested.store().summary().sparse())
          .isEqualTo(density == InputSpec.Density.SPARSE);
      assertThat(ingested.features().label().classes()).containsExactly("-1", "1");
      List<StoredRows.One> rows = StoredRows.of(ingested).of(Role.TRAIN);
      assertThat(rows.stream().map(StoredRows.One::label)).containsExactly("-1", "1", "1");
      assertThat(rows.stream().map(StoredRows.One::x))
          .containsExactly(
              List.of(0.5, 0.0, 2.0), List.of(0.0, -1e-3, 0.0), List.of(0.0, 0.0, 7.0));
      ingested.store().close();
    }
    Ingested wider = Ingest.read(spark(), spec.option("numFeatures", "5").build());
    assertThat(wider.features().width()).isEqualTo(5);
    wider.store().close();
  }

  @Test
  void denseAndSparseVectorsGiveTheSameBlocksAndSplit() {
    List<Row> dense = new ArrayList<>();
    List<Row> sparse = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Vector x = Vectors.dense(StrictMath.sin(i), i % 3 == 0 ? 0 : i, 1e9 + i % 5);
      dense.add(RowFactory.create((double) (i % 2), x, 1.0 + i % 3));
      sparse.add(RowFactory.create((double) (i % 2), x.toSparse(), 1.0 + i % 3));
    }
    InputSpec spec =
        InputSpec.ofRows("y")
            .weight("w")
            .storage(Storage.FLOAT32)
            .split(new InputSpec.Split.ByHash(0.4, 1))
            .build();
    Ingested ofDense = Ingest.of(vectors(dense), spec);
    Ingested ofSparse = Ingest.of(vectors(sparse), spec);
    assertThat(ofSparse.store().summary()).isEqualTo(ofDense.store().summary());
    assertThat(ofDense.store().summary().rows(Role.TEST)).isBetween(80L, 160L);
    // Shifted before it is rounded: 1e9 + 4 is no float, and yet it comes back whole.
    List<StoredRows.One> rows = StoredRows.of(ofDense).of(Role.TRAIN);
    assertThat(rows).allMatch(r -> r.x().get(2) >= 1e9 && r.x().get(2) % 1 == 0);
    assertThat(rows.stream().map(r -> r.x().get(2)).distinct()).hasSize(5);
    assertThat((double) (float) (1e9 + 4)).as("the negative control").isNotEqualTo(1e9 + 4);
    assertThat(rows.stream().map(StoredRows.One::weight).distinct())
        .containsExactlyInAnyOrder(1.0, 2.0, 3.0);
    ofDense.store().close();
    ofSparse.store().close();
  }

  private static Dataset<Row> vectors(List<Row> rows) {
    StructType schema =
        new StructType()
            .add("y", DataTypes.DoubleType)
            .add("x", SQLDataTypes.VectorType())
            .add("w", DataTypes.DoubleType);
    return spark().createDataFrame(rows, schema).coalesce(1);
  }

  @Test
  void theFillOfAMissingNumberIsTheWeightedMean() throws IOException {
    Path once = Files.writeString(dir.resolve("once.csv"), "y,w,x\n0,3,1.5\n1,1,7\n0,0,99\n1,2,\n");
    Path often =
        Files.writeString(
            dir.resolve("often.csv"), "y,w,x\n0,1,1.5\n0,1,1.5\n0,1,1.5\n1,1,7\n1,1,\n1,1,\n");
    for (Path path : List.of(once, often)) {
      Ingested ingested =
          Ingest.read(
              spark(),
              InputSpec.of("csv", path.toString(), "y")
                  .option("header", "true")
                  .weight("w")
                  .missing(Column.Missing.FILL)
                  .build());
      ingested.store().close();
      assertThat(ingested.features().columns())
          .as(path.toString())
          .containsExactly(new Column.Numeric("x", Column.Missing.FILL, (3 * 1.5 + 7) / 4));
    }
  }

  @Test
  void aColumnCanHoldRowsOut() {
    Dataset<Row> rows =
        spark()
            .sql("select id % 2 y, id x, if(id < 30, 'train', 'test') s from range(0, 100, 1, 1)");
    InputSpec spec = InputSpec.ofRows("y").split(new InputSpec.Split.ByColumn("s", "test")).build();
    Ingested ingested = Ingest.of(rows, spec);
    assertThat(ingested.features().slotNames()).containsExactly("x");
    assertThat(StoredRows.of(ingested).of(Role.TEST)).hasSize(70).allMatch(r -> r.x().get(0) >= 30);
    ingested.store().close();
  }

  @Test
  void heldOutRowsTakeNoPartInFitting() {
    String train = "select * from values (0, 'a', 1.0, 'train'), (1, 'b', 3.0, 'train'), ";
    String policies = "(0, 'a', null, 'train'), (1, 'a', %s, 'test') t(y, text, x, s)";
    List<Ingested> both = new ArrayList<>();
    for (String held : List.of("5.0", "1e6")) {
      InputSpec spec =
          InputSpec.ofRows("y")
              .missing(Column.Missing.MEAN)
              .split(new InputSpec.Split.ByColumn("s", "test"))
              .build();
      both.add(Ingest.of(spark().sql(train + policies.formatted(held)).coalesce(1), spec));
    }
    assertThat(both.get(0).features().columns()).isEqualTo(both.get(1).features().columns());
    assertThat(both.get(0).features().columns().get(1))
        .isEqualTo(new Column.Numeric("x", Column.Missing.MEAN, 2.0));
    both.forEach(ingested -> ingested.store().close());
  }

  @Test
  void wideRowsOfFewEntriesAreSparse() {
    String few = "select id % 2 y, cast(id % 50 as string) text from range(0, 200, 1, 1)";
    String narrow = "select id % 2 y, cast(id % 15 as string) text from range(0, 200, 1, 1)";
    try (SparkBlockStore wide = Ingest.of(spark().sql(few), InputSpec.ofRows("y").build()).store();
        SparkBlockStore slim =
            Ingest.of(spark().sql(narrow), InputSpec.ofRows("y").build()).store()) {
      assertThat(wide.summary().sparse()).isTrue();
      assertThat(slim.summary().sparse()).isFalse();
    }
  }

  @Test
  void aModelsFeaturesReadOtherRows() {
    Ingested trained = Ingest.read(spark(), churn().build());
    InputSpec fewer = churn().where("tenure > 60").build();
    Ingested other = Ingest.withFeatures(spark(), fewer, trained.features());
    assertThat(other.features()).isEqualTo(trained.features());
    assertThat(other.store().summary().rows(Role.TRAIN))
        .isPositive()
        .isLessThan(trained.store().summary().rows(Role.TRAIN));
    List<List<Double>> all =
        StoredRows.of(trained).of(Role.TEST).stream().map(StoredRows.One::x).toList();
    assertThat(all)
        .containsAll(StoredRows.of(other).of(Role.TEST).stream().map(StoredRows.One::x).toList());
    trained.store().close();
    other.store().close();
  }

  /** Of all blocks, which are closed. */
  static long fingerprint(Ingested ingested) {
    try (SparkBlockStore store = ingested.store()) {
      return store.summary().fingerprint();
    }
  }
}
