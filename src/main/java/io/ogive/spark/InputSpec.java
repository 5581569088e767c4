package io.ogive.spark;

import io.ogive.data.Column;
import io.ogive.data.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where rows come from and how they become blocks; part of the recipe.
 *
 * @param format a Spark source's name, or {@code libsvm} for the strict reader; empty with a table
 * @param path the input path, if the source takes one
 * @param table a catalogue table instead of format and path
 * @param options handed to the source, such as header, sep, nullValue
 * @param where an SQL condition that rows must meet
 * @param label the label's column
 * @param positive for binary labels, the text of the class that becomes 1; empty: the second in order
 * @param weight the column of row weights
 * @param include the feature columns; empty for all but label, weight, split and excluded ones
 * @param exclude columns that are not features
 * @param missing what to do with missing values
 * @param unseen what to do with levels not seen in training
 * @param fullLevels one slot for every level, instead of none for the first
 * @param dense dense, sparse, or by density
 * @param storage precision of stored features
 * @param partitions sources into which the rows are dealt round-robin; 0 as the input comes
 * @param blockRows rows of a full block
 * @param onBadRow what to do with a row that cannot be used
 * @param badRowCeiling the largest share of bad rows that may be dropped
 * @param split how rows are held out
 */
public record InputSpec(
    Optional<String> format,
    Optional<String> path,
    Optional<String> table,
    Map<String, String> options,
    Optional<String> where,
    String label,
    Optional<String> positive,
    Optional<String> weight,
    List<String> include,
    List<String> exclude,
    Column.Missing missing,
    Column.Unseen unseen,
    boolean fullLevels,
    Density dense,
    Storage storage,
    int partitions,
    int blockRows,
    OnBadRow onBadRow,
    double badRowCeiling,
    Split split) {

  /** How features are held. */
  public enum Density {
    AUTO,
    DENSE,
    SPARSE
  }

  /** What to do with a row that cannot be used. */
  public enum OnBadRow {
    FAIL,
    DROP
  }

  /** How rows are held out. */
  public sealed interface Split {
    /** All rows train. */
    record None() implements Split {}

    /** A row is held out when a hash of (seed, its content) falls into the share. */
    record ByHash(double testShare, long seed) implements Split {}

    /** A row is held out when a column, as text, has this value. */
    record ByColumn(String column, String testValue) implements Split {}
  }
}
