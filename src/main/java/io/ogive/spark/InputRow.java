package io.ogive.spark;

import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.catalyst.InternalRow;

/** One row of the input and where it stands; reused for the next row of an iterator. */
final class InputRow {
  private InternalRow values;
  private int partition;
  private long number;

  InputRow at(InternalRow values, int partition, long number) {
    this.values = values;
    this.partition = partition;
    this.number = number;
    return this;
  }

  InternalRow values() {
    return values;
  }

  /** The row's place in words: file, if Spark knows it, partition, and row from 1 on. */
  String where() {
    String file = InputFileBlockHolder.getInputFilePath().toString();
    return "%srow %d of partition %d"
        .formatted(file.isEmpty() ? "" : plain(file) + ": ", number, partition);
  }

  /** A file's name without the scheme of a local one. */
  static String plain(String file) {
    return file.replaceFirst("^file:/+", "/");
  }

  int partition() {
    return partition;
  }

  /** The row's number in its partition, from 1. */
  long number() {
    return number;
  }
}
