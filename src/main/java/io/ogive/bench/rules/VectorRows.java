package io.ogive.bench.rules;

import io.ogive.spark.InputSpec;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of a label and a vector.
 *
 * @param columns of the vectors
 * @param labels the class of each row
 * @param vectors the features of each row
 */
record VectorRows(
    String name, int size, int columns, IntUnaryOperator labels, IntFunction<Vector> vectors)
    implements RealRows {
  private static final String LABEL = "label";
  private static final String FEATURES = "features";

  @Override
  public StructType schema() {
    return new StructType()
        .add(LABEL, DataTypes.DoubleType)
        .add(
            FEATURES,
            SQLDataTypes.VectorType(),
            false,
            new AttributeGroup(FEATURES, columns).toMetadata());
  }

  @Override
  public InputSpec input(InputSpec.Split split) {
    return InputSpec.ofRows(LABEL).split(split).build();
  }

  @Override
  public Row row(int i) {
    return row(labels.applyAsInt(i), vectors.apply(i));
  }

  static Row row(int label, Vector features) {
    return RowFactory.create((double) label, features);
  }

  @Override
  public int label(int i) {
    return labels.applyAsInt(i);
  }
}
