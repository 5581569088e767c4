package io.ogive.spark;

import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;

/** What a Spark column can be to us. */
enum ColumnKind {
  /** Any numeric type, handed on as double. */
  NUMBER,
  /** Boolean: 1 and 0 as a feature, {@code true} and {@code false} as a label. */
  FLAG,
  TEXT,
  /** Spark ML's vector. */
  VECTOR;

  /** The kind of a type; empty for one that cannot be used. */
  static Optional<ColumnKind> of(DataType type) {
    if (type instanceof NumericType) {
      return Optional.of(NUMBER);
    }
    if (type instanceof BooleanType) {
      return Optional.of(FLAG);
    }
    if (type instanceof StringType) {
      return Optional.of(TEXT);
    }
    return type.equals(SQLDataTypes.VectorType()) ? Optional.of(VECTOR) : Optional.empty();
  }
}
