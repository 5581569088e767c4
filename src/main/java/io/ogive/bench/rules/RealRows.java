package io.ogive.bench.rules;

import io.ogive.spark.InputSpec;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Rows of a public data set in memory. */
interface RealRows {
  String name();

  int size();

  StructType schema();

  /** The input that they are, but for its split. */
  InputSpec input(InputSpec.Split split);

  Row row(int i);

  /** The class of a row, from 0. */
  int label(int i);
}
