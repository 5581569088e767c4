package io.ogive.spark;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;

/**
 * LibSVM files as rows of {@code label} and a vector {@code features}, read strictly over Spark's
 * text source.
 *
 * <p>The vector has as many elements as option {@code numFeatures} says, else as the largest index,
 * for which all files are read once.
 */
final class LibSvmSource {
  private static final String WIDTH = "numFeatures";

  /** A larger index must be meant: the option says so. */
  private static final int MOST_COLUMNS_UNASKED = 1 << 26;

  private LibSvmSource() {}

  static Dataset<Row> read(SparkSession spark, InputSpec spec) {
    for (String option : spec.options().keySet()) {
      if (!option.equals(WIDTH)) {
        throw new RecipeException(
            "input.options.%s is not an option of libsvm, whose only one is %s"
                .formatted(option, WIDTH));
      }
    }
    boolean drop = spec.onBadRow() == InputSpec.OnBadRow.DROP;
    Dataset<Row> lines = lines(spark, spec.path().orElseThrow());
    int width =
        spec.options().containsKey(WIDTH)
            ? width(spec.options().get(WIDTH))
            : largestIndex(lines, drop);
    StructType schema = schema(width, drop);
    return lines.mapPartitions(new Rows(width, drop), Encoders.row(schema));
  }

  /** Bytes of each line, its file and the place in it where Spark began to read. */
  private static Dataset<Row> lines(SparkSession spark, String path) {
    return spark
        .read()
        .option("lineSep", "\n")
        .text(path)
        .select(
            col("value").cast(DataTypes.BinaryType),
            col("_metadata.file_path"),
            col("_metadata.file_block_start"));
  }

  private static int width(String text) {
    try {
      int width = Integer.parseInt(text);
      if (width > 0) {
        return width;
      }
    } catch (NumberFormatException e) {
      // The same answer as for a width below 1.
    }
    throw new RecipeException(
        "input.options.%s must be a positive whole number, was '%s'".formatted(WIDTH, text));
  }

  private static int largestIndex(Dataset<Row> lines, boolean drop) {
    int largest =
        PartitionScan.all(lines.javaRDD(), rows -> largestIndex(rows, drop))
            .mapToInt(Integer::intValue)
            .max()
            .orElse(0);
    if (largest == 0) {
      throw new BadInputException("the input has no row with a feature; check input.path");
    }
    if (largest > MOST_COLUMNS_UNASKED) {
      throw new BadInputException(
          "the largest index is %d; if that is meant, set input.options.%s to it"
              .formatted(largest, WIDTH));
    }
    return largest;
  }

  private static int largestIndex(Iterator<Row> rows, boolean drop) {
    LibSvmLines lines = new LibSvmLines(rows, Integer.MAX_VALUE, drop);
    int largest = 0;
    while (lines.hasNext()) {
      if (lines.next().isEmpty()) {
        largest = Math.max(largest, lines.line().largestIndex());
      }
    }
    return largest;
  }

  private static StructType schema(int width, boolean drop) {
    Metadata sized = new AttributeGroup("features", width).toMetadata();
    StructType schema =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType(), true, sized);
    return drop ? schema.add(InputReader.MALFORMED, DataTypes.StringType) : schema;
  }

  private record Rows(int width, boolean drop)
      implements MapPartitionsFunction<Row, Row>, Serializable {
    @Override
    public Iterator<Row> call(Iterator<Row> in) {
      LibSvmLines lines = new LibSvmLines(in, width, drop);
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return lines.hasNext();
        }

        @Override
        public Row next() {
          String problem = lines.next();
          if (!problem.isEmpty()) {
            return RowFactory.create(null, null, problem);
          }
          LibSvmLine line = lines.line();
          Object features = Vectors.sparse(width, line.indices(), line.values());
          return drop
              ? RowFactory.create(line.label(), features, null)
              : RowFactory.create(line.label(), features);
        }
      };
    }
  }
}
