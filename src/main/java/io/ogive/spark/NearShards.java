package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.Pass;
import io.ogive.data.Shard;
import io.ogive.data.Total;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.RDDInfo;

/**
 * The shards of small data on the driver, where a pass over them takes no Spark job: a job costs
 * about ten milliseconds, a pass over 64 MB less.
 *
 * <p>Totals are exact, so that a pass finds the same here, to the last bit, as on executors; data
 * may come near, or not, by what it takes in the cache at the moment.
 */
final class NearShards {
  private final Map<Integer, Shard> shards;
  private final List<int[]> groups;
  private final ForkJoinPool threads;

  /** Shards by number, and which of them a thread passes over. */
  private NearShards(Map<Integer, Shard> shards, List<int[]> groups) {
    this.shards = shards;
    this.groups = groups;
    this.threads = new ForkJoinPool(groups.size());
  }

  /** Takes what is cached, if all of it is and takes at most that many bytes. */
  static Optional<NearShards> of(CachedPartitions partitions, long mostBytes) {
    List<Integer> wanted = partitions.withRows();
    if (!isSmall(partitions, wanted.size(), mostBytes)) {
      return Optional.empty();
    }
    Map<Integer, Shard> shards = new TreeMap<>();
    for (int partition : wanted) {
      Optional<Iterator<Block>> found = CachedPartitions.find(partitions.id(), partition);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      List<Block> blocks = new ArrayList<>();
      found.get().forEachRemaining(blocks::add);
      shards.put(partition, new Shard(partition, blocks));
    }
    return Optional.of(new NearShards(shards, groups(shards, cores(partitions.context()))));
  }

  /** A group a core: its totals are one, which takes less room and less adding. */
  private static List<int[]> groups(Map<Integer, Shard> shards, int cores) {
    long[] rows = new long[1 + shards.keySet().stream().mapToInt(id -> id).max().orElse(-1)];
    shards.forEach((id, shard) -> rows[id] = shard.blocks().stream().mapToLong(Block::rows).sum());
    String[] locations = new String[rows.length];
    Arrays.fill(locations, "");
    return TaskGroup.of(rows, locations, cores).stream().map(TaskGroup::partitions).toList();
  }

  private static boolean isSmall(CachedPartitions partitions, int wanted, long mostBytes) {
    for (RDDInfo info : partitions.context().getRDDStorageInfo()) {
      if (info.id() == partitions.id()) {
        return info.numCachedPartitions() >= wanted
            && info.memSize() + info.diskSize() <= mostBytes;
      }
    }
    return false;
  }

  /** The driver's: in local mode those that Spark was given. */
  private static int cores(SparkContext spark) {
    return spark.isLocal()
        ? spark.defaultParallelism()
        : spark.conf().getInt("spark.driver.cores", 1);
  }

  <T extends Total<T>> Outcome<T> run(Pass<T> pass) {
    List<ForkJoinTask<Outcome<T>>> running = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      int task = g;
      running.add(threads.submit(() -> over(task, pass)));
    }
    Outcome<T> whole = new Outcome<>();
    for (ForkJoinTask<Outcome<T>> one : running) {
      try {
        whole.mergeWith(one.get());
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
      } catch (InterruptedException e) {
        running.forEach(other -> other.cancel(true));
        Thread.currentThread().interrupt();
        throw new IllegalStateException("a pass was interrupted", e);
      }
    }
    return whole;
  }

  private <T extends Total<T>> Outcome<T> over(int task, Pass<T> pass) {
    int[] group = groups.get(task);
    Outcome<T> outcome = new Outcome<>();
    TimedShards each = new TimedShards(group, shards::get);
    long start = System.nanoTime();
    try {
      outcome.add(pass.overAll(each));
    } catch (RuntimeException e) {
      if (!SparkErrors.isOwn(e)) {
        throw e;
      }
      outcome.fail(each.at(), e);
    }
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    each.end();
    String host = SparkEnv.get().blockManager().blockManagerId().host();
    List<Integer> ids = Arrays.stream(group).boxed().toList();
    outcome.done(new TaskEnvelope(task, host, milliseconds, 0, ids, each.nanoseconds()));
    return outcome;
  }

  void close() {
    threads.shutdown();
  }
}
