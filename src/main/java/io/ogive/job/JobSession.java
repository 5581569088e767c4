package io.ogive.job;

import io.ogive.spark.SessionDefaults;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a command; it is stopped in the end unless somebody else had started it. */
final class JobSession implements AutoCloseable {
  private final SparkSession spark;
  private final boolean own;

  private JobSession(SparkSession spark, boolean own) {
    this.spark = spark;
    this.own = own;
  }

  /** Starts a session, with the master and all else that spark-submit was told. */
  static JobSession open(String name) {
    boolean own = SparkSession.getDefaultSession().isEmpty();
    SparkSession spark = SparkSession.builder().appName(name).getOrCreate();
    SessionDefaults.apply(spark);
    return new JobSession(spark, own);
  }

  SparkSession spark() {
    return spark;
  }

  @Override
  public void close() {
    if (own) {
      spark.stop();
    }
  }
}
