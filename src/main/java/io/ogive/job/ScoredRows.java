package io.ogive.job;

import io.ogive.data.LabelColumn;
import io.ogive.model.Model;
import io.ogive.model.ModelFile;
import io.ogive.spark.BadInputException;
import io.ogive.spark.InputReader;
import io.ogive.spark.InputSpec;
import io.ogive.spark.RowReader;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows with a model's scores: kept columns, then {@code p_<class>} for each class or flag, then
 * {@code prediction}: the most probable class, the flags of p over 1/2 joined by commas, or the
 * number.
 */
final class ScoredRows {
  static final String PREDICTION = "prediction";

  private static final String COUNT = "rows";

  private final Dataset<Row> dataset;
  private final Observation in;
  private final Observation out;

  private ScoredRows(Dataset<Row> dataset, Observation in, Observation out) {
    this.dataset = dataset;
    this.in = in;
    this.out = out;
  }

  /**
   * The scored rows of an input; computed when they are written.
   *
   * @param names columns of the input to keep; those with a comma stand in double quotes
   * @throws BadInputException if the input lacks a column of the model or a kept one
   * @throws SettingsException if two columns of the output would have one name
   */
  static ScoredRows of(SparkSession spark, InputSpec spec, Model model, List<String> names) {
    Dataset<Row> rows = InputReader.read(spark, spec);
    List<String> keep = names.stream().map(name -> unquoted(name, rows.schema())).toList();
    StructType schema = schema(rows.schema(), model, keep);
    // As a model file: any serializer of Spark's can carry bytes.
    Broadcast<byte[]> broadcast =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(ModelFile.write(model));
    RowReader reader = new RowReader(model.features(), rows.schema());
    int[] kept = keep.stream().mapToInt(rows.schema()::fieldIndex).toArray();
    RowScoring scoring = new RowScoring(broadcast, reader, kept);
    Observation in = new Observation();
    Observation out = new Observation();
    Dataset<Row> scored = counted(rows, in).mapPartitions(scoring, Encoders.row(schema));
    return new ScoredRows(counted(scored, out), in, out);
  }

  private static String unquoted(String name, StructType input) {
    boolean quoted = name.length() > 2 && name.startsWith("\"") && name.endsWith("\"");
    return quoted && !Arrays.asList(input.fieldNames()).contains(name)
        ? name.substring(1, name.length() - 1)
        : name;
  }

  private static Dataset<Row> counted(Dataset<Row> rows, Observation count) {
    return rows.observe(count, functions.count(functions.lit(1)).as(COUNT));
  }

  private static StructType schema(StructType input, Model model, List<String> keep) {
    StructType schema = new StructType();
    for (String name : keep) {
      if (!Arrays.asList(input.fieldNames()).contains(name)) {
        throw new BadInputException(
            "--keep names '%s', which the input has not; it has %s"
                .formatted(name, String.join(", ", input.fieldNames())));
      }
      StructField field = input.apply(name);
      schema = schema.add(field);
    }
    for (String label : model.features().label().classes()) {
      schema = schema.add("p_" + label, DataTypes.DoubleType, false);
    }
    boolean isNumber = model.features().label().kind() == LabelColumn.Kind.NUMBER;
    schema = schema.add(PREDICTION, isNumber ? DataTypes.DoubleType : DataTypes.StringType, false);
    Set<String> taken = new HashSet<>();
    for (String name : schema.fieldNames()) {
      if (!taken.add(name.toLowerCase(Locale.ROOT))) {
        throw new SettingsException(
            "the output would have two columns '%s'; leave one out of --keep, or rename it"
                .formatted(name));
      }
    }
    return schema;
  }

  Dataset<Row> dataset() {
    return dataset;
  }

  /** Rows that were read, once they are written. */
  long read() {
    return count(in);
  }

  /** Rows that were written. */
  long written() {
    return count(out);
  }

  private static long count(Observation observation) {
    try {
      return (Long) observation.getAsJava().get(COUNT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Spark counted the scored rows", e);
    }
  }
}
