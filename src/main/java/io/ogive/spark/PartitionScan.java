package io.ogive.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/** Jobs that look once at each partition; results come in the order of partitions. */
final class PartitionScan {
  private PartitionScan() {}

  /** What a task makes of a partition. */
  interface Scan<T, R> extends Serializable {
    R over(Iterator<T> rows);
  }

  /** The result of every partition, in order. */
  static <T, R> Stream<R> all(JavaRDD<T> rdd, Scan<T, R> scan) {
    return run(rdd, scan, IntStream.range(0, rdd.getNumPartitions()).boxed().toList());
  }

  /** The first result that is there, of the partitions in order; looks at no more than it must. */
  static <T, R> Optional<R> first(JavaRDD<T> rdd, Scan<T, Optional<R>> scan) {
    Scan<T, List<R>> listed = rows -> scan.over(rows).map(List::of).orElse(List.of());
    for (int p = 0; p < rdd.getNumPartitions(); p++) {
      Optional<R> found = run(rdd, listed, List.of(p)).flatMap(List::stream).findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static <T, R> Stream<R> run(JavaRDD<T> rdd, Scan<T, R> scan, List<Integer> partitions) {
    return NearScan.of(rdd.rdd(), scan, partitions)
        .map(List::stream)
        .orElseGet(() -> job(rdd, scan, partitions));
  }

  private static <T, R> Stream<R> job(JavaRDD<T> rdd, Scan<T, R> scan, List<Integer> partitions) {
    scala.collection.immutable.Seq<Object> chosen =
        CollectionConverters.asScala(List.<Object>copyOf(partitions)).toList();
    try {
      Object results =
          rdd.context()
              .runJob(rdd.rdd(), new Task<>(scan), chosen, ClassTag$.MODULE$.apply(byte[].class));
      return Arrays.stream((byte[][]) results).map(Wire::<R>object);
    } catch (Exception e) { // Scala does not declare what it throws
      throw SparkErrors.unwrapped(e);
    }
  }

  private static final class Task<T, R>
      extends AbstractFunction2<TaskContext, scala.collection.Iterator<T>, byte[]>
      implements Serializable {
    private final Scan<T, R> scan;

    Task(Scan<T, R> scan) {
      this.scan = scan;
    }

    @Override
    public byte[] apply(TaskContext context, scala.collection.Iterator<T> rows) {
      return Wire.bytes(scan.over(CollectionConverters.asJava(rows)));
    }
  }
}
