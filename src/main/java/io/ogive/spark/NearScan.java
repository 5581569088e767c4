package io.ogive.spark;

import io.ogive.spark.PartitionScan.Scan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.SparkEnv;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.execution.SQLExecutionRDD;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * A {@link PartitionScan} without a Spark job: in local mode, of what {@link MappedPartitions} make
 * of an RDD that memory holds. A job serializes the lineage, once a task, and runs Spark's
 * scheduler: milliseconds, and ten times that while a JVM is young.
 *
 * <p>What is persisted on the way is, as a task would. Where Spark has let go of a partition there
 * is no result, and a job must find it.
 */
final class NearScan<T, R> {
  private final RDD<T> rdd;
  private final Scan<T, R> scan;

  private NearScan(RDD<T> rdd, Scan<T, R> scan) {
    this.rdd = rdd;
    this.scan = scan;
  }

  /** The results for some of the partitions, in their order, if all are near. */
  static <T, R> Optional<List<R>> of(RDD<T> rdd, Scan<T, R> scan, List<Integer> partitions) {
    if (!rdd.context().isLocal() || !isHeld(source(rdd), partitions)) {
      return Optional.empty();
    }
    NearScan<T, R> near = new NearScan<>(rdd, scan);
    NearThreads threads = new NearThreads(rdd.context().defaultParallelism());
    try {
      List<Callable<R>> each = new ArrayList<>();
      partitions.forEach(p -> each.add(() -> near.over(p)));
      return Optional.of(threads.all(each));
    } catch (CachedPartitions.NotCachedException e) {
      // What was made tells its findings once, and has: a job must make it again.
      SparkEnv.get().blockManager().master().removeRdd(rdd.id(), true);
      return Optional.empty();
    } finally {
      threads.close();
    }
  }

  /** What partitions are made of in the end. */
  private static RDD<?> source(RDD<?> rdd) {
    return rdd instanceof MappedPartitions<?, ?> mapped
        ? source(mapped.parent())
        : rdd instanceof SQLExecutionRDD configured ? source(configured.sqlRDD()) : rdd;
  }

  private static boolean isHeld(RDD<?> rdd, List<Integer> partitions) {
    BlockManager cache = SparkEnv.get().blockManager();
    return partitions.stream()
        .map(p -> cache.getStatus(new RDDBlockId(rdd.id(), p)))
        .allMatch(status -> status.isDefined() && status.get().memSize() > 0);
  }

  private R over(int partition) {
    List<Iterator<?>> read = new ArrayList<>();
    try {
      return scan.over(rows(rdd, partition, read));
    } finally {
      CachedPartitions.release(read);
    }
  }

  private static <E> Iterator<E> rows(RDD<E> of, int partition, List<Iterator<?>> read) {
    if (!(of instanceof MappedPartitions<?, E> mapped)) {
      return NearScan.<E>cached(source(of), partition, read)
          .orElseThrow(() -> new CachedPartitions.NotCachedException(partition));
    }
    if (mapped.getStorageLevel().equals(StorageLevel.NONE())) {
      return made(mapped, partition, read);
    }
    return NearScan.<E>cached(mapped, partition, read)
        .or(
            () -> {
              put(mapped, partition, made(mapped, partition, read));
              return cached(mapped, partition, read);
            })
        .orElseThrow(() -> new CachedPartitions.NotCachedException(partition));
  }

  private static <P, E> Iterator<E> made(
      MappedPartitions<P, E> mapped, int partition, List<Iterator<?>> read) {
    return mapped.of(partition, rows(mapped.parent(), partition, read));
  }

  private static <E> void put(MappedPartitions<?, E> mapped, int partition, Iterator<E> elements) {
    BlockManager cache = SparkEnv.get().blockManager();
    RDDBlockId id = new RDDBlockId(mapped.id(), partition);
    UntilFailure<E> until = new UntilFailure<>(elements);
    cache.putIterator(
        id,
        CollectionConverters.asScala(until),
        mapped.getStorageLevel(),
        true,
        ClassTag$.MODULE$.<E>apply(Object.class));
    if (until.failure != null) {
      cache.removeBlock(id, true);
      throw until.failure;
    }
  }

  /**
   * Elements up to where there is no next one, or it cannot be had. Memory that the cache reserved
   * for a partition that fails on the way is given back when the task ends, and this is none.
   */
  private static final class UntilFailure<E> implements Iterator<E> {
    private final Iterator<E> elements;
    private E next;
    private RuntimeException failure;

    UntilFailure(Iterator<E> elements) {
      this.elements = elements;
    }

    @Override
    public boolean hasNext() {
      try {
        if (next == null && failure == null && elements.hasNext()) {
          next = elements.next();
        }
      } catch (RuntimeException e) {
        failure = e;
      }
      return next != null;
    }

    @Override
    public E next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      E element = next;
      next = null;
      return element;
    }
  }

  @SuppressWarnings("unchecked") // the cache has no types
  private static <E> Optional<Iterator<E>> cached(
      RDD<?> rdd, int partition, List<Iterator<?>> read) {
    Optional<Iterator<Object>> found = CachedPartitions.elements(rdd.id(), partition);
    found.ifPresent(read::add);
    return found.map(elements -> (Iterator<E>) elements);
  }
}
