package io.ogive.spark;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.columnar.CachedBatch;
import org.apache.spark.sql.execution.CachedData;
import org.apache.spark.sql.execution.SQLExecutionRDD;
import org.apache.spark.sql.execution.columnar.ColumnAccessor;
import org.apache.spark.sql.execution.columnar.DefaultCachedBatch;
import org.apache.spark.sql.execution.columnar.DefaultCachedBatchSerializer;
import org.apache.spark.sql.execution.columnar.InMemoryRelation;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Columns of a cached DataFrame, read where Spark's cache holds them: a plan of its own takes
 * milliseconds to make, and copies each row first. An iterator hands out one row again and again.
 */
final class CachedFrame implements MappedPartitions.Mapper<CachedBatch, InternalRow> {
  private final DataType[] types;
  private final int[] positions;

  private CachedFrame(DataType[] types, int[] positions) {
    this.types = types;
    this.positions = positions;
  }

  /** The columns of a layout, if the rows are a cached DataFrame and its numbers are doubles. */
  static Optional<RDD<InternalRow>> rows(Dataset<?> rows, Layout layout) {
    try {
      return relation(rows).flatMap(held -> rows(rows, layout, held));
    } catch (LinkageError e) { // these classes are Spark's own, and may be others in another one
      return Optional.empty();
    }
  }

  /** What is held of the rows, in Spark's own form. */
  private static Optional<InMemoryRelation> relation(Dataset<?> rows) {
    if (!(rows instanceof org.apache.spark.sql.classic.Dataset<?> frame)) {
      return Optional.empty();
    }
    Option<CachedData> cached =
        frame.sparkSession().sharedState().cacheManager().lookupCachedData(frame);
    if (cached.isEmpty()) {
      return Optional.empty();
    }
    InMemoryRelation held = cached.get().cachedRepresentation();
    return held.cacheBuilder().serializer() instanceof DefaultCachedBatchSerializer
        ? Optional.of(held)
        : Optional.empty();
  }

  private static Optional<RDD<InternalRow>> rows(
      Dataset<?> rows, Layout layout, InMemoryRelation held) {
    DataType[] types = new DataType[layout.size()];
    int[] positions = new int[layout.size()];
    for (int c = 0; c < types.length; c++) {
      positions[c] = Schemas.position(rows.schema(), layout.name(c));
      types[c] = rows.schema().fields()[positions[c]].dataType();
      if (layout.kind(c) == ColumnKind.NUMBER && !types[c].equals(DataTypes.DoubleType)) {
        return Optional.empty();
      }
    }
    CachedFrame frame = new CachedFrame(types, positions);
    return Optional.of(MappedPartitions.of(batches(rows, held), frame).rdd());
  }

  /** With the session's settings, by which batches that were lost are computed again. */
  @SuppressWarnings("unchecked") // it hands on what it is given
  private static RDD<CachedBatch> batches(Dataset<?> rows, InMemoryRelation held) {
    RDD<?> cached = held.cacheBuilder().cachedColumnBuffers();
    RDD<?> configured =
        new SQLExecutionRDD(
            (RDD<InternalRow>) cached, rows.queryExecution().sparkSession().sessionState().conf());
    return (RDD<CachedBatch>) configured;
  }

  @Override
  public Iterator<InternalRow> of(int partition, Iterator<CachedBatch> batches) {
    SpecificInternalRow row =
        new SpecificInternalRow(CollectionConverters.asScala(List.of(types)).toList());
    return new Iterator<>() {
      private Column[] columns = {};
      private int left;

      @Override
      public boolean hasNext() {
        while (left == 0 && batches.hasNext()) {
          DefaultCachedBatch batch = (DefaultCachedBatch) batches.next();
          columns = columns(batch);
          left = batch.numRows();
        }
        return left > 0;
      }

      @Override
      public InternalRow next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        left--;
        for (int c = 0; c < columns.length; c++) {
          columns[c].next(row, c);
        }
        return row;
      }
    };
  }

  private Column[] columns(DefaultCachedBatch batch) {
    Column[] columns = new Column[positions.length];
    Arrays.setAll(
        columns, c -> new Column(types[c], batch.buffers()[positions[c]], batch.numRows()));
    return columns;
  }

  /**
   * The values of one column in a batch. Where they are long, their bytes are fetched into the
   * processor's cache some rows ahead, all at once: who reads them row by row waits for memory at
   * every row.
   */
  private static final class Column {
    private static final int AHEAD = 16 << 10;
    private static final int CACHE_LINE = 64;

    private final byte[] bytes;
    private final ColumnAccessor values;
    private final ByteBuffer rest;
    private int fetched;

    Column(DataType type, byte[] bytes, int rows) {
      this.bytes = bytes;
      this.values =
          ColumnAccessor.apply(type, ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
      this.rest = values.underlyingBuffer();
      this.fetched = bytes.length / CACHE_LINE < rows ? bytes.length : 0;
    }

    void next(InternalRow row, int at) {
      if (fetched < bytes.length && rest.position() > fetched - AHEAD / 2) {
        fetch();
      }
      values.extractTo(row, at);
    }

    private void fetch() {
      int from = Math.max(fetched, rest.position());
      int to = (int) Math.min(bytes.length, (long) from + AHEAD);
      int all = 0;
      for (int i = from; i < to; i += CACHE_LINE) {
        all |= bytes[i];
      }
      // What was read is of no use, but without one the compiler would read nothing.
      fetched = all == Integer.MIN_VALUE ? 0 : to;
    }
  }
}
