package io.ogive.spark;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * What a function makes of each partition of an RDD, as by {@code mapPartitionsWithIndex}: that
 * wraps the function in closures of Spark's own and reads their class files to clean them, for
 * milliseconds on the driver, and tasks carry them.
 */
final class MappedPartitions<T, R> extends RDD<R> {
  private final Mapper<T, R> mapper;

  private MappedPartitions(RDD<T> parent, Mapper<T, R> mapper) {
    super(parent, MappedPartitions.<R>tag());
    this.mapper = mapper;
  }

  /** Makes one partition of another. */
  interface Mapper<T, R> extends Serializable {
    Iterator<R> of(int partition, Iterator<T> rows);
  }

  static <T, R> JavaRDD<R> of(RDD<T> parent, Mapper<T, R> mapper) {
    return new JavaRDD<>(new MappedPartitions<>(parent, mapper), MappedPartitions.<R>tag());
  }

  /** Of elements in arrays of objects, as of all that comes from Java. */
  @SuppressWarnings("unchecked")
  private static <R> ClassTag<R> tag() {
    return (ClassTag<R>) ClassTag$.MODULE$.AnyRef();
  }

  @Override
  public Partition[] getPartitions() {
    return parent().partitions();
  }

  @Override
  public scala.collection.Iterator<R> compute(Partition split, TaskContext context) {
    Iterator<T> rows = CollectionConverters.asJava(parent().iterator(split, context));
    return CollectionConverters.asScala(of(split.index(), rows));
  }

  /** What a partition is made into. */
  Iterator<R> of(int partition, Iterator<T> rows) {
    return mapper.of(partition, rows);
  }

  /** What it is made of. */
  RDD<T> parent() {
    return this.<T>firstParent(MappedPartitions.<T>tag());
  }
}
