package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.data.ColumnMoments;
import io.ogive.testing.LocalSpark;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A user's spark.serializer must not break a run: Kryo cannot read records. */
class KryoTest {
  @AfterAll
  static void leaveNothingBehind() {
    LocalSpark.stop();
  }

  @Test
  void kryoAndJavaGiveTheSame() {
    double[] java = means("local[2]", Map.of());
    double[] kryo =
        means("local[2]", Map.of("spark.serializer", "org.apache.spark.serializer.KryoSerializer"));
    assertThat(kryo).isEqualTo(java);
  }

  private static double[] means(String master, Map<String, String> settings) {
    SparkSession spark = LocalSpark.session(master, settings);
    String sql = "select id % 3 y, cast(id % 7 as string) t, sin(id) x from range(0, 500, 1, 2)";
    InputSpec spec = InputSpec.ofRows("y").partitions(3).blockRows(50).build();
    Ingested ingested = Ingest.of(spark.sql(sql), spec);
    try (SparkBlockStore store = ingested.store().withMostNear(0)) {
      assertThat(store.byReplica(2).aggregate(new LostBlocksTest.CountPass(false)).rows())
          .isEqualTo(500);
      assertThat(spark.sparkContext().getConf().contains("spark.serializer"))
          .isEqualTo(!settings.isEmpty());
      return ColumnMoments.of(store).mean();
    }
  }
}
