package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.Pass;
import io.ogive.data.Shard;
import io.ogive.data.Total;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.SparkContext;

/**
 * Shards on the driver, where a pass over them takes no Spark job: those of small data, which come
 * there, and in local mode all that memory holds, which are there. A job costs some milliseconds,
 * several times that while a JVM is young; a pass over 64 MB takes less.
 *
 * <p>Totals are exact, so that a pass finds the same here, to the last bit, as on executors; data
 * may come near, or not, by what it takes in the cache at the moment.
 */
final class NearShards {
  /** Data of more bytes are not held, but left to Spark, which may want their room. */
  private static final long MOST_HELD = 64L << 20;

  private final Source source;
  private final List<int[]> groups;
  private final NearThreads threads;

  /** Where shards come from. */
  private interface Source {
    /** The shard of a number, which notes what is read of it and may not be to its end. */
    Shard shard(int number, List<Iterator<Block>> read);
  }

  /** Shards, and which of them a thread passes over. */
  private NearShards(Source source, List<int[]> groups) {
    this.source = source;
    this.groups = groups;
    this.threads = new NearThreads(groups.size());
  }

  /** The most bytes that may be near a driver: in local mode all are. */
  static long most(SparkContext spark) {
    return spark.isLocal() ? Long.MAX_VALUE : MOST_HELD;
  }

  /** Takes what is cached, if all of it is and takes at most that many bytes. */
  static Optional<NearShards> of(CachedPartitions partitions, long mostBytes) {
    Optional<CachedPartitions.Held> cached = partitions.cached();
    long bytes = cached.map(held -> held.memory() + held.disk()).orElse(Long.MAX_VALUE);
    if (cached.isEmpty() || bytes > mostBytes) {
      return Optional.empty();
    }
    // A group a core: its totals are one, which takes less room and less adding.
    List<int[]> groups = partitions.groups(cores(partitions.context()));
    if (bytes > MOST_HELD) {
      return partitions.context().isLocal() && cached.get().disk() == 0
          ? Optional.of(new NearShards(left(partitions.id()), groups))
          : Optional.empty();
    }
    return held(partitions).map(source -> new NearShards(source, groups));
  }

  private static Optional<Source> held(CachedPartitions partitions) {
    Map<Integer, Shard> shards = new TreeMap<>();
    for (int partition : partitions.withRows()) {
      Optional<Iterator<Block>> found = CachedPartitions.find(partitions.id(), partition);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      List<Block> blocks = new ArrayList<>();
      found.get().forEachRemaining(blocks::add);
      shards.put(partition, new Shard(partition, blocks));
    }
    return Optional.of((number, read) -> shards.get(number));
  }

  private static Source left(int rdd) {
    return (number, read) ->
        Shard.streamed(
            number,
            () -> {
              Iterator<Block> blocks = CachedPartitions.blocks(rdd, number);
              read.add(blocks);
              return blocks;
            });
  }

  /** The driver's: in local mode those that Spark was given. */
  private static int cores(SparkContext spark) {
    return spark.isLocal()
        ? spark.defaultParallelism()
        : spark.conf().getInt("spark.driver.cores", 1);
  }

  <T extends Total<T>> Outcome<T> run(Pass<T> pass) {
    List<Callable<Outcome<T>>> calls = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      int task = g;
      calls.add(() -> over(task, pass));
    }
    Outcome<T> whole = new Outcome<>();
    threads.all(calls).forEach(whole::mergeWith);
    return whole;
  }

  private <T extends Total<T>> Outcome<T> over(int task, Pass<T> pass) {
    List<Iterator<Block>> read = new ArrayList<>();
    try {
      return new TimedShards(groups.get(task), number -> source.shard(number, read))
          .found(pass, task, 0);
    } finally {
      CachedPartitions.release(read);
    }
  }

  void close() {
    threads.close();
  }
}
