package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.Pass;
import io.ogive.data.Shard;
import io.ogive.data.Total;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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
  private final List<Shard> shards;
  private final ForkJoinPool threads;

  private NearShards(List<Shard> shards, int threads) {
    this.shards = shards;
    this.threads = new ForkJoinPool(threads);
  }

  /** Takes what is cached, if all of it is and takes at most that many bytes. */
  static Optional<NearShards> of(CachedPartitions partitions, long mostBytes) {
    List<Integer> wanted = partitions.withRows();
    if (!isSmall(partitions, wanted.size(), mostBytes)) {
      return Optional.empty();
    }
    List<Shard> shards = new ArrayList<>();
    for (int partition : wanted) {
      Optional<Iterator<Block>> found = CachedPartitions.find(partitions.id(), partition);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      List<Block> blocks = new ArrayList<>();
      found.get().forEachRemaining(blocks::add);
      shards.add(new Shard(partition, blocks));
    }
    return Optional.of(new NearShards(shards, cores(partitions.context())));
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
    List<ForkJoinTask<Outcome<T>>> running =
        shards.stream().map(shard -> threads.submit(() -> over(shard, pass))).toList();
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

  private static <T extends Total<T>> Outcome<T> over(Shard shard, Pass<T> pass) {
    Outcome<T> outcome = new Outcome<>();
    long start = System.nanoTime();
    try {
      outcome.add(pass.over(shard));
    } catch (RuntimeException e) {
      if (!SparkErrors.isOwn(e)) {
        throw e;
      }
      outcome.fail(shard.id(), e);
    }
    long nanoseconds = System.nanoTime() - start;
    String host = SparkEnv.get().blockManager().blockManagerId().host();
    outcome.done(
        new TaskEnvelope(
            shard.id(),
            host,
            nanoseconds / 1_000_000,
            0,
            List.of(shard.id()),
            List.of(nanoseconds)));
    return outcome;
  }

  void close() {
    threads.shutdown();
  }
}
