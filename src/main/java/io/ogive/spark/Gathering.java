package io.ogive.spark;

import io.ogive.data.Total;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/**
 * Runs the tasks of a pass and adds up what they find: on the driver, or, where totals are large
 * and many, eight by eight on executors first, so that the driver takes eight at most.
 *
 * @param tree whether to add on executors, if there are many tasks
 * @param sizes is told the size of the largest result, in bytes
 */
record Gathering(boolean tree, LongConsumer sizes) {
  static final int FAN_IN = 8;

  /** Results of more bytes together are read and added on all of the driver's cores. */
  private static final long LARGE = 1L << 20;

  private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);

  <T extends Total<T>> Outcome<T> run(RDD<int[]> groups, PassTask task) {
    int tasks = groups.getNumPartitions();
    boolean onExecutors = tree && tasks > FAN_IN;
    PassTask sender = task.toDriver();
    byte[][] results =
        onExecutors ? addedOnExecutors(groups, task, tasks) : results(groups, sender);
    sizes.accept(Arrays.stream(results).mapToLong(r -> r.length).max().orElse(0));
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    long bytes = Arrays.stream(results).mapToLong(r -> r.length).sum();
    Stream<byte[]> each = Arrays.stream(results);
    return (bytes > LARGE || task.isLarge() ? each.parallel() : each)
        .map(
            result ->
                onExecutors
                    ? Wire.<Outcome<T>>object(result, loader)
                    : sender.<T>received(result, loader))
        .reduce(Outcome::mergeWith)
        .orElseGet(Outcome::new);
  }

  private static byte[][] addedOnExecutors(RDD<int[]> groups, PassTask task, int tasks) {
    JavaRDD<byte[]> level =
        new JavaRDD<>(groups, ClassTag$.MODULE$.apply(int[].class))
            .mapPartitions(group -> one(task.apply(TaskContext.get(), scala(group))));
    for (int left = tasks; left > FAN_IN; ) {
      left = (left + FAN_IN - 1) / FAN_IN;
      JavaPairRDD<Integer, byte[]> keyed =
          level.mapToPair(bytes -> new Tuple2<>(TaskContext.getPartitionId() / FAN_IN, bytes));
      level =
          keyed
              .partitionBy(new HashPartitioner(left)) // an int is its own hash
              .mapPartitions(parts -> one(Wire.bytes(sum(parts))), false);
    }
    return results(level.rdd(), new First());
  }

  private static <T> byte[][] results(
      RDD<T> rdd, scala.Function2<TaskContext, scala.collection.Iterator<T>, byte[]> task) {
    try {
      return (byte[][]) rdd.context().runJob(rdd, task, BYTES);
    } catch (Exception e) { // Scala does not declare what it throws
      throw SparkErrors.unwrapped(e);
    }
  }

  private static <T> scala.collection.Iterator<T> scala(Iterator<T> iterator) {
    return CollectionConverters.asScala(iterator);
  }

  private static <T> Iterator<T> one(T element) {
    return List.of(element).iterator();
  }

  private static <T extends Total<T>> Outcome<T> sum(Iterator<Tuple2<Integer, byte[]>> parts) {
    Outcome<T> sum = new Outcome<>();
    parts.forEachRemaining(part -> sum.mergeWith(Wire.<Outcome<T>>object(part._2)));
    return sum;
  }

  /** The only element of a partition. */
  private static final class First
      extends AbstractFunction2<TaskContext, scala.collection.Iterator<byte[]>, byte[]>
      implements java.io.Serializable {
    @Override
    public byte[] apply(TaskContext context, scala.collection.Iterator<byte[]> bytes) {
      return bytes.next();
    }
  }
}
