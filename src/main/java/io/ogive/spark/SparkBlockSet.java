package io.ogive.spark;

import io.ogive.data.BlockSet;
import io.ogive.data.Pass;
import io.ogive.data.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.reflect.ClassTag$;

/**
 * Shards in the partitions of an RDD; a pass is one Spark job of one stage.
 *
 * <p>Each task adds the totals of its shards, the driver adds those of the tasks. Totals are exact,
 * so neither grouping nor order can matter; a retried task replaces its result and cannot count
 * twice.
 */
public final class SparkBlockSet implements BlockSet {
  /** A pass of more bytes goes out as a broadcast. */
  private static final int CARRIED_BYTES = 64 << 10;

  private final JavaRDD<CachedShard> shards;
  private final Consumer<List<TaskEnvelope>> envelopes;

  /**
   * @param envelopes is handed those of every pass, in the order of tasks
   */
  SparkBlockSet(JavaRDD<CachedShard> shards, Consumer<List<TaskEnvelope>> envelopes) {
    this.shards = shards;
    this.envelopes = envelopes;
  }

  @Override
  public <T extends Total<T>> T aggregate(Pass<T> pass) {
    SparkContext spark = shards.context();
    String before = spark.getLocalProperty("spark.job.description");
    spark.setJobDescription(pass.description());
    try {
      return added(outcomes(spark, pass));
    } finally {
      spark.setJobDescription(before);
    }
  }

  private <T extends Total<T>> byte[][] outcomes(SparkContext spark, Pass<T> pass) {
    byte[] bytes = Wire.bytes(pass);
    if (bytes.length <= CARRIED_BYTES) {
      return run(spark, PassTask.carrying(bytes));
    }
    Broadcast<byte[]> shared = JavaSparkContext.fromSparkContext(spark).broadcast(bytes);
    try {
      return run(spark, PassTask.sharing(shared));
    } finally {
      shared.destroy();
    }
  }

  private byte[][] run(SparkContext spark, PassTask task) {
    try {
      return (byte[][]) spark.runJob(shards.rdd(), task, ClassTag$.MODULE$.apply(byte[].class));
    } catch (Exception e) { // Scala does not declare what it throws
      throw SparkErrors.unwrapped(e);
    }
  }

  private <T extends Total<T>> T added(byte[][] results) {
    List<TaskEnvelope> done = new ArrayList<>();
    T sum = null;
    for (byte[] result : results) {
      PassTask.Outcome<T> outcome = Wire.object(result);
      if (!outcome.errors().isEmpty()) {
        throw outcome.errors().get(0);
      }
      done.add(outcome.envelope());
      for (T total : outcome.totals()) {
        sum = sum == null ? total : sum.mergeWith(total);
      }
    }
    envelopes.accept(List.copyOf(done));
    if (sum == null) {
      throw new IllegalStateException("there is no block to pass over");
    }
    return sum;
  }
}
