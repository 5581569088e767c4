package io.ogive.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;

/** Rows as a cached DataFrame of a vector {@code features} and a {@code label}. */
final class Frames {
  static final String LABEL = "label";
  static final String FEATURES = "features";

  /** Of every frame, for every peer. */
  static final int PARTITIONS = 4;

  private Frames() {}

  static Dataset<Row> cached(SparkSession spark, Rows rows) throws IOException {
    StructType schema =
        new StructType()
            .add(LABEL, DataTypes.DoubleType)
            .add(FEATURES, SQLDataTypes.VectorType(), false, named(rows.columns()));
    Dataset<Row> frame = spark.createDataFrame(rdd(spark, rows), schema).cache();
    frame.count();
    return frame;
  }

  /** That a vector has so many elements. */
  static Metadata named(int columns) {
    return new AttributeGroup(FEATURES, columns).toMetadata();
  }

  private static JavaRDD<Row> rdd(SparkSession spark, Rows rows) throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    if (rows instanceof LibSvmRows) {
      return context.parallelize(rows(rows, 0, rows.size()), PARTITIONS);
    }
    // Made where they are needed: a closure could not carry them.
    long step = Math.max(1, Math.min(10_000, rows.size() / PARTITIONS));
    List<Long> starts =
        LongStream.iterate(0, at -> at < rows.size(), at -> at + step).boxed().toList();
    return context
        .parallelize(starts, PARTITIONS)
        .flatMap(at -> rows(rows, at, Math.min(at + step, rows.size())).iterator());
  }

  private static List<Row> rows(Rows rows, long from, long to) throws IOException {
    List<Row> list = new ArrayList<>();
    int columns = rows.columns();
    rows.read(
        from,
        to,
        (label, indices, values) -> {
          Vector features =
              indices.length == 0 && values.length == columns
                  ? Vectors.dense(values.clone())
                  : Vectors.sparse(columns, indices.clone(), values.clone());
          list.add(RowFactory.create((double) label, features));
        });
    return list;
  }
}
