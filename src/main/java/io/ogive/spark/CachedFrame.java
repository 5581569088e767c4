package io.ogive.spark;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.columnar.CachedBatch;
import org.apache.spark.sql.execution.CachedData;
import org.apache.spark.sql.execution.SQLExecutionRDD;
import org.apache.spark.sql.execution.columnar.ColumnAccessor;
import org.apache.spark.sql.execution.columnar.DefaultCachedBatch;
import org.apache.spark.sql.execution.columnar.DefaultCachedBatchSerializer;
import org.apache.spark.sql.execution.columnar.InMemoryRelation;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.Platform;
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
    Arrays.setAll(columns, c -> Column.of(types[c], batch.buffers()[positions[c]]));
    return columns;
  }

  /** The values of one column in a batch, one after the other. */
  private interface Column {
    void next(InternalRow row, int at);

    static Column of(DataType type, byte[] bytes) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
      if (type.equals(SQLDataTypes.VectorType()) && buffer.getInt(0) == Vectors.NO_NULLS) {
        return new Vectors(bytes);
      }
      ColumnAccessor values = ColumnAccessor.apply(type, buffer);
      return values::extractTo;
    }
  }

  /**
   * Vectors of which none is null: an int that says so, then the length of each and its unsafe row,
   * which Spark would make an object for.
   *
   * <p>Bytes are fetched into the processor's cache some rows ahead, all at once: who reads them
   * row by row waits for memory at every row.
   */
  private static final class Vectors implements Column {
    static final int NO_NULLS = 0;

    private static final int AHEAD = 16 << 10;
    private static final int CACHE_LINE = 64;

    private final byte[] bytes;
    private final UnsafeRow vector = new UnsafeRow(SparkRow.VECTOR_FIELDS);
    private int position = Integer.BYTES;
    private int fetched = Integer.BYTES;

    Vectors(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void next(InternalRow row, int at) {
      if (fetched < bytes.length && position > fetched - AHEAD / 2) {
        fetch();
      }
      int length = Platform.getInt(bytes, Platform.BYTE_ARRAY_OFFSET + position);
      position += Integer.BYTES;
      vector.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET + position, length);
      position += length;
      row.update(at, vector);
    }

    private void fetch() {
      int from = Math.max(fetched, position);
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
