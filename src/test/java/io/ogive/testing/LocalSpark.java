package io.ogive.testing;

import io.ogive.spark.SessionDefaults;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * One Spark session for all tests of a JVM, until another master is asked for.
 *
 * <p>Only one SparkContext may live in a JVM: {@link #session} with another master stops the one
 * before, and whatever was cached in it is gone.
 */
public final class LocalSpark {
  private static String current = "";
  private static SparkSession session;

  private LocalSpark() {}

  /**
   * The session of a local master, such as {@code local[2]} or, with retries, {@code local[2,4]}.
   */
  public static synchronized SparkSession session(String master) {
    return session(master, SparkSession.builder().master(master), Map.of());
  }

  /** The session of a local master with settings on top of those of all tests. */
  public static synchronized SparkSession session(String master, Map<String, String> settings) {
    SparkSession.Builder builder = SparkSession.builder().master(master);
    return session(master + new TreeMap<>(settings), builder, settings);
  }

  static synchronized SparkSession session(String key, SparkSession.Builder builder) {
    return session(key, builder, Map.of());
  }

  private static SparkSession session(
      String key, SparkSession.Builder builder, Map<String, String> settings) {
    if (!current.equals(key) || session.sparkContext().isStopped()) {
      stop();
      builder
          .appName("ogive-tests")
          .config("spark.ui.enabled", "false")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", "4")
          .config("spark.sql.warehouse.dir", "target/spark-warehouse");
      settings.forEach(builder::config);
      session = builder.getOrCreate();
      SessionDefaults.apply(session);
      session.sparkContext().setLogLevel("OFF");
      current = key;
    }
    return session;
  }

  /** The jobs of the session so far, those included that the listeners have yet to hear of. */
  public static synchronized int jobs() {
    try {
      session.sparkContext().listenerBus().waitUntilEmpty(10_000);
    } catch (Exception e) { // Scala does not declare what it throws
      throw new AssertionError(e);
    }
    return session.sparkContext().statusTracker().getJobIdsForGroup(null).length;
  }

  /** Stops the session there is, if any. */
  public static synchronized void stop() {
    if (session != null) {
      session.stop();
      SparkSession.clearActiveSession();
      SparkSession.clearDefaultSession();
    }
    current = "";
    session = null;
  }
}
