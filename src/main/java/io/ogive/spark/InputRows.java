package io.ogive.spark;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Iterator;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/** The rows of a Dataset as Spark holds them inside, with their places. */
final class InputRows {
  private InputRows() {}

  /**
   * Columns of rows as they come: a source for each partition. An iterator hands out one row again
   * and again.
   */
  static JavaRDD<InputRow> of(Dataset<?> rows, Layout layout) {
    RDD<InternalRow> columns =
        CachedFrame.rows(rows, layout)
            .orElseGet(() -> layout.select(rows).queryExecution().toRdd());
    return MappedPartitions.of(columns, InputRows::numbered);
  }

  private static Iterator<InputRow> numbered(int partition, Iterator<InternalRow> rows) {
    InputRow row = new InputRow();
    return new Iterator<>() {
      private long number;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public InputRow next() {
        return row.at(rows.next(), partition, ++number);
      }
    };
  }

  /**
   * Rows dealt into {@code sources}: the n-th row of input partition p, from 0, goes to source (p +
   * n) mod sources; there rows stand by p, then n. So it depends on the partitions of the input
   * alone.
   */
  static JavaRDD<InputRow> dealt(JavaRDD<InputRow> rows, StructType schema, int sources) {
    JavaPairRDD<Place, byte[]> keyed = rows.mapPartitionsToPair(in -> packed(schema, in));
    int columns = schema.size();
    return keyed
        .repartitionAndSortWithinPartitions(new RoundRobin(sources), Place.ORDER)
        .mapPartitions(in -> unpacked(columns, in), true);
  }

  private static Iterator<Tuple2<Place, byte[]>> packed(StructType schema, Iterator<InputRow> in) {
    UnsafeProjection compact = UnsafeProjection.create(schema);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return in.hasNext();
      }

      @Override
      public Tuple2<Place, byte[]> next() {
        InputRow row = in.next();
        // A projection writes every row into the same buffer, and the sort holds many rows at once.
        byte[] bytes = compact.apply(row.values()).copy().getBytes();
        return new Tuple2<>(new Place(row.partition(), row.number()), bytes);
      }
    };
  }

  private static Iterator<InputRow> unpacked(int columns, Iterator<Tuple2<Place, byte[]>> in) {
    InputRow row = new InputRow();
    UnsafeRow values = new UnsafeRow(columns);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return in.hasNext();
      }

      @Override
      public InputRow next() {
        Tuple2<Place, byte[]> next = in.next();
        values.pointTo(next._2, next._2.length);
        return row.at(values, next._1.partition, next._1.number);
      }
    };
  }

  /**
   * A row's partition and its number there, from 1. A class, not a record, so that Kryo can read
   * it.
   */
  private static final class Place implements Serializable {
    static final Comparator<Place> ORDER = new ByPartitionThenNumber();

    private final int partition;
    private final long number;

    Place(int partition, long number) {
      this.partition = partition;
      this.number = number;
    }
  }

  private static final class ByPartitionThenNumber implements Comparator<Place>, Serializable {
    @Override
    public int compare(Place a, Place b) {
      int byPartition = Integer.compare(a.partition, b.partition);
      return byPartition != 0 ? byPartition : Long.compare(a.number, b.number);
    }
  }

  private static final class RoundRobin extends Partitioner {
    private final int sources;

    RoundRobin(int sources) {
      this.sources = sources;
    }

    @Override
    public int numPartitions() {
      return sources;
    }

    @Override
    public int getPartition(Object key) {
      Place place = (Place) key;
      return (int) ((place.partition + place.number - 1) % sources);
    }
  }
}
