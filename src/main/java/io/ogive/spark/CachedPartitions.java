package io.ogive.spark;

import io.ogive.data.Block;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.BlockResult;
import org.apache.spark.storage.BlockStatus;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageStatus;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * The partitions of a persisted RDD of blocks, each a shard of its number.
 *
 * <p>Passes do not run on that RDD but on {@link #tasks}, which name partitions and have no
 * lineage: Spark would serialize the lineage anew for every pass, which takes longer than a small
 * pass itself, and would run a task for every partition, however small. A task that does not find a
 * partition in the cache says so, and the driver has it {@link #build built} again.
 */
final class CachedPartitions {
  private final JavaRDD<CachedBlock> rdd;
  private final long[] rows;
  private boolean built;
  private RDD<int[]> tasks;
  private int most;

  /**
   * Partitions of an RDD that is persisted.
   *
   * @param rows of each partition; those without are left out of passes
   * @param built whether they are in the cache already
   */
  CachedPartitions(JavaRDD<CachedBlock> rdd, long[] rows, boolean built) {
    this.rdd = rdd;
    this.rows = rows.clone();
    this.built = built;
  }

  JavaRDD<CachedBlock> rdd() {
    return rdd;
  }

  SparkContext context() {
    return rdd.context();
  }

  int id() {
    return rdd.id();
  }

  /**
   * The partitions in groups, one a task, near where they are cached: at most as many as the
   * cluster has cores, or as are asked for.
   *
   * @param wanted 0 for as many as there are cores
   */
  RDD<int[]> tasks(int wanted) {
    int limit = limit(wanted);
    if (tasks == null || limit != most) {
      tasks = grouped(rows, limit);
      most = limit;
    }
    return tasks;
  }

  /** The same for some of the partitions. */
  RDD<int[]> tasks(int wanted, List<Integer> some) {
    long[] chosen = new long[rows.length];
    some.forEach(p -> chosen[p] = rows[p]);
    return grouped(chosen, limit(wanted));
  }

  private int limit(int wanted) {
    return wanted > 0 ? wanted : Math.max(1, context().defaultParallelism());
  }

  private RDD<int[]> grouped(long[] byPartition, int limit) {
    List<Tuple2<int[], Seq<String>>> groups =
        TaskGroup.of(byPartition, locations(), limit).stream().map(TaskGroup::preferring).toList();
    return context()
        .makeRDD(
            CollectionConverters.asScala(groups).toList(), ClassTag$.MODULE$.apply(int[].class));
  }

  /** Where each partition is cached, in the words of Spark's scheduler; empty where it is not. */
  private String[] locations() {
    RDDBlockId[] ids = new RDDBlockId[rows.length];
    for (int p = 0; p < ids.length; p++) {
      ids[p] = new RDDBlockId(rdd.id(), p);
    }
    var found = SparkEnv.get().blockManager().master().getLocations(ids);
    String[] locations = new String[rows.length];
    for (int p = 0; p < ids.length; p++) {
      var holders = found.apply(p);
      locations[p] =
          holders.isEmpty()
              ? ""
              : "executor_%s_%s".formatted(holders.head().host(), holders.head().executorId());
    }
    return locations;
  }

  /** The partitions that passes go over. */
  List<Integer> withRows() {
    return IntStream.range(0, rows.length).filter(p -> rows[p] > 0).boxed().toList();
  }

  /** Computes all partitions unless that was done before. */
  void buildAtFirst() {
    if (!built) {
      build(withRows());
      built = true;
    }
  }

  /** Computes partitions that are not cached, and caches them. */
  void build(List<Integer> partitions) {
    tasks = null;
    try {
      context()
          .runJob(
              rdd.rdd(),
              new Drain(),
              CollectionConverters.asScala(List.<Object>copyOf(partitions)).toList(),
              ClassTag$.MODULE$.apply(BoxedUnit.class));
    } catch (Exception e) { // Scala does not declare what it throws
      throw SparkErrors.unwrapped(e);
    }
  }

  /** The partitions with rows in groups of about as many, at most so many, wherever they are. */
  List<int[]> groups(int most) {
    String[] anywhere = new String[rows.length];
    Arrays.fill(anywhere, "");
    return TaskGroup.of(rows, anywhere, most).stream().map(TaskGroup::partitions).toList();
  }

  /** What caches hold, in bytes. */
  record Held(long memory, long disk) {}

  /** What executors hold of the partitions with rows; empty unless that is all of them. */
  Optional<Held> cached() {
    StorageStatus[] executors = SparkEnv.get().blockManager().master().getStorageStatus();
    long memory = 0;
    long disk = 0;
    for (int partition : withRows()) {
      RDDBlockId id = new RDDBlockId(rdd.id(), partition);
      boolean found = false;
      for (StorageStatus executor : executors) {
        Option<BlockStatus> status = executor.getBlock(id);
        if (status.isDefined()) {
          found = true;
          memory += status.get().memSize();
          disk += status.get().diskSize();
        }
      }
      if (!found) {
        return Optional.empty();
      }
    }
    return Optional.of(new Held(memory, disk));
  }

  /** Thrown where a partition is not in the cache. */
  static final class NotCachedException extends RuntimeException {
    NotCachedException(int partition) {
      super("partition " + partition + " is not cached");
    }
  }

  /**
   * The blocks of a partition as {@link #find} finds them.
   *
   * @throws NotCachedException if it does not
   */
  static Iterator<Block> blocks(int rdd, int partition) {
    return find(rdd, partition).orElseThrow(() -> new NotCachedException(partition));
  }

  /** The blocks of a partition as this executor finds them cached, here or elsewhere. */
  static Optional<Iterator<Block>> find(int rdd, int partition) {
    return elements(rdd, partition).map(CachedBlock::blocks);
  }

  /** The elements of a partition of any RDD, found in the same way. */
  static Optional<Iterator<Object>> elements(int rdd, int partition) {
    Option<BlockResult> found =
        SparkEnv.get()
            .blockManager()
            .get(new RDDBlockId(rdd, partition), ClassTag$.MODULE$.apply(Object.class));
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(CollectionConverters.asJava(found.get().data()));
  }

  /**
   * Reads to their ends what was found outside of a task: Spark locks a partition until then, or
   * until a task ends.
   */
  static void release(List<? extends Iterator<?>> found) {
    found.forEach(rest -> rest.forEachRemaining(element -> {}));
  }

  private static final class Drain
      extends AbstractFunction2<TaskContext, scala.collection.Iterator<CachedBlock>, BoxedUnit>
      implements java.io.Serializable {
    @Override
    public BoxedUnit apply(TaskContext context, scala.collection.Iterator<CachedBlock> blocks) {
      while (blocks.hasNext()) {
        blocks.next();
      }
      return BoxedUnit.UNIT;
    }
  }
}
