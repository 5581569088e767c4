package io.ogive.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Settings of a session under which the partitions of an input depend on its files alone.
 *
 * <p>Left to itself Spark cuts files by the number of cores, coalesces shuffles by the default
 * parallelism, and spreads local rows over it; each would change the sources of a run, and with
 * them the model's bits, from one cluster to the next.
 */
public final class SessionDefaults {
  /** Bytes of a file that make a source: small enough to keep the cores of a small machine busy. */
  static final long SOURCE_BYTES = 8L << 20;

  private static final Map<String, String> SETTINGS = new LinkedHashMap<>();

  static {
    SETTINGS.put("spark.sql.files.minPartitionNum", "1");
    SETTINGS.put("spark.sql.files.maxPartitionBytes", Long.toString(SOURCE_BYTES));
    SETTINGS.put("spark.sql.files.openCostInBytes", Long.toString(SOURCE_BYTES / 8));
    // Beyond this many sources Spark makes each larger: a rule of the files' sizes, too.
    SETTINGS.put("spark.sql.files.maxPartitionNum", "2048");
    SETTINGS.put("spark.sql.leafNodeDefaultParallelism", "4");
    SETTINGS.put("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false");
    SETTINGS.put("spark.sql.adaptive.localShuffleReader.enabled", "false");
    // A file that cannot be read is an error, never an absence.
    SETTINGS.put("spark.sql.files.ignoreCorruptFiles", "false");
    SETTINGS.put("spark.sql.files.ignoreMissingFiles", "false");
    SETTINGS.put("spark.sql.session.timeZone", "UTC");
  }

  private SessionDefaults() {}

  /** Sets them on {@code spark}; to be called before anything is read. */
  public static void apply(SparkSession spark) {
    SETTINGS.forEach((key, value) -> spark.conf().set(key, value));
  }
}
