package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.data.Block;
import io.ogive.data.Pass;
import io.ogive.data.Shard;
import io.ogive.data.Total;
import io.ogive.math.ExactSums;
import io.ogive.testing.LocalSpark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that fail and blocks that are lost: the same bits, or a clear stop. */
class LostBlocksTest {
  /** Local tests share the JVM with their tasks. */
  private static final AtomicInteger FAULTS = new AtomicInteger();

  private static final AtomicInteger READS = new AtomicInteger();
  private static final int ROWS = 1000;

  private static final StructType SCHEMA =
      new StructType().add("y", DataTypes.IntegerType).add("x", DataTypes.DoubleType);

  private static Dataset<Row> rows(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(RowFactory.create(i % 2, StrictMath.sin(i)));
    }
    return spark.createDataFrame(rows, SCHEMA).repartition(1).coalesce(1);
  }

  /** Results of passes too large for tasks to carry stay in the driver's JVM as they are. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2 * PassSource.CARRIED_BYTES})
  void aRetriedTaskCannotCountTwice(int bytes) {
    byte[] carried = new byte[bytes];
    SparkSession spark = LocalSpark.session("local[2,4]");
    InputSpec spec = InputSpec.ofRows("y").partitions(5).blockRows(64).build();
    try (SparkBlockStore store = Ingest.of(rows(spark), spec).store().withMostNear(0)) {
      Count quiet = store.bySource().aggregate(new CountPass(false, carried));
      assertThat(quiet.rows()).isEqualTo(ROWS);
      for (SparkBlockSet set : List.of(store.bySource(), store.byReplica(3))) {
        FAULTS.set(0);
        Count total = set.aggregate(new CountPass(true, carried));
        assertThat(FAULTS.get()).as("faults").isEqualTo(store.lastEnvelopes().size());
        assertThat(store.lastEnvelopes()).allMatch(e -> e.attempt() == 1);
        assertThat(total.rows()).isEqualTo(ROWS);
        assertThat(total.sum().values()).isEqualTo(quiet.sum().values());
      }
    }
  }

  @Test
  void blocksThatAreLostAreBuiltAgainTheSame() {
    SparkSession spark = LocalSpark.session("local[2,4]");
    InputSpec spec = InputSpec.ofRows("y").build();
    READS.set(0);
    try (SparkBlockStore store = Ingest.of(unsteady(spark, false), spec).store().withMostNear(0)) {
      Count before = store.bySource().aggregate(new CountPass(false));
      int reads = READS.get();
      store.evict();
      Count after = store.bySource().aggregate(new CountPass(false));
      assertThat(READS.get()).as("reads").isGreaterThan(reads);
      assertThat(after.sum().values()).isEqualTo(before.sum().values());
    }
  }

  @Test
  void anInputThatDoesNotRepeatStopsTheRun() {
    SparkSession spark = LocalSpark.session("local[2,4]");
    InputSpec spec = InputSpec.ofRows("y").build();
    try (SparkBlockStore store = Ingest.of(unsteady(spark, true), spec).store().withMostNear(0)) {
      store.bySource().aggregate(new CountPass(false));
      store.evict();
      assertThatThrownBy(() -> store.bySource().aggregate(new CountPass(false)))
          .isExactlyInstanceOf(DataChangedException.class)
          .hasMessageContaining("source 0")
          .hasMessageContaining("write the input to Parquet first");
    }
  }

  /**
   * Rows whose source counts how often it is read and, if unsteady, gives other values each time.
   */
  private static Dataset<Row> unsteady(SparkSession spark, boolean changes) {
    return rows(spark)
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                in -> {
                  int read = READS.incrementAndGet();
                  List<Row> out = new ArrayList<>();
                  in.forEachRemaining(
                      row ->
                          out.add(
                              RowFactory.create(
                                  row.getInt(0), row.getDouble(1) + (changes ? read : 0))));
                  return out.iterator();
                },
            Encoders.row(SCHEMA));
  }

  record CountPass(boolean fails, byte[] carried) implements Pass<Count> {
    CountPass(boolean fails) {
      this(fails, new byte[0]);
    }

    @Override
    public Count over(Shard shard) {
      if (fails && TaskContext.get().attemptNumber() == 0) {
        FAULTS.incrementAndGet();
        throw new IllegalStateException("a fault on purpose");
      }
      ExactSums sum = new ExactSums(1, ExactSums.FINE);
      long rows = 0;
      for (Block block : shard.blocks()) {
        double[] x = new double[block.columns()];
        rows += block.rows();
        for (int i = 0; i < block.rows(); i++) {
          ((Block.Dense) block).features().copyRow(i, x, 0);
          sum.add(0, Arrays.stream(x).sum());
        }
      }
      return new Count(sum, rows);
    }
  }

  record Count(ExactSums sum, long rows) implements Total<Count> {
    @Override
    public Count mergeWith(Count other) {
      return new Count(sum.mergeWith(other.sum), rows + other.rows);
    }
  }
}
