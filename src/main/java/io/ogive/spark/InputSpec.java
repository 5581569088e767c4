package io.ogive.spark;

import io.ogive.data.Column;
import io.ogive.data.LabelColumn;
import io.ogive.data.Storage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where rows come from and how they become blocks; part of the recipe.
 *
 * @param format a Spark source's name, or {@code libsvm} for the strict reader; empty with a table
 *     or with rows that the caller hands over
 * @param path the input path, if the source takes one
 * @param table a catalogue table instead of format and path
 * @param options handed to the source, such as header, sep, nullValue
 * @param where an SQL condition that rows must meet
 * @param label the label's column; the first of several
 * @param labelKind what a label is
 * @param moreLabels the further columns of a label of flags
 * @param positive for binary labels, the text of the class that becomes 1; empty: the second in
 *     order
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
 * @param maxLevels the most levels that a text column may have
 */
public record InputSpec(
    Optional<String> format,
    Optional<String> path,
    Optional<String> table,
    Map<String, String> options,
    Optional<String> where,
    String label,
    LabelColumn.Kind labelKind,
    List<String> moreLabels,
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
    Split split,
    int maxLevels) {

  /** The most levels of a text column unless the recipe says otherwise. */
  public static final int DEFAULT_MAX_LEVELS = 1000;

  public InputSpec {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    check(
        table.isEmpty() || format.isEmpty(),
        "input is either a table or a format, got table %s and format %s"
            .formatted(table.orElse("none"), format.orElse("none")));
    check(
        table.isEmpty() || path.isEmpty(),
        "input.path %s has no meaning with a table; leave one out".formatted(path.orElse("")));
    moreLabels = List.copyOf(moreLabels);
    check(!label.isBlank(), "input.label must name a column");
    check(
        moreLabels.isEmpty() == (labelKind != LabelColumn.Kind.FLAGS),
        "several label columns are flags, and one is none: " + labelKind + ", " + moreLabels);
    check(
        new HashSet<>(moreLabels).size() == moreLabels.size() && !moreLabels.contains(label),
        "input.labels names a column twice: %s, %s".formatted(label, moreLabels));
    check(
        positive.isEmpty() || labelKind == LabelColumn.Kind.CLASS,
        "input.positive needs a label of classes; leave it out");
    check(
        weight.isEmpty() || !weight.get().equals(label),
        "column '%s' cannot be both label and weight".formatted(label));
    check(
        new HashSet<>(include).size() == include.size(),
        "features.columns names a column twice: " + include);
    check(partitions >= 0, "data.partitions must not be negative, was " + partitions);
    check(blockRows > 0, "data.block-rows must be positive, was " + blockRows);
    check(
        badRowCeiling >= 0 && badRowCeiling <= 1,
        "input.bad-row-ceiling must be in 0 .. 1, was " + badRowCeiling);
    check(maxLevels > 0, "features.max-levels must be positive, was " + maxLevels);
  }

  /** All columns of the label. */
  List<String> labels() {
    List<String> all = new ArrayList<>(List.of(label));
    all.addAll(moreLabels);
    return all;
  }

  /** The defaults for a path: missing values and bad rows are errors, nothing is held out. */
  public static InputSpecBuilder of(String format, String path, String label) {
    return new InputSpecBuilder(Optional.of(format), Optional.of(path), Optional.empty(), label);
  }

  /** The defaults for rows that the caller hands over as a DataFrame. */
  public static InputSpecBuilder ofRows(String label) {
    return new InputSpecBuilder(Optional.empty(), Optional.empty(), Optional.empty(), label);
  }

  /** The defaults for a catalogue table. */
  public static InputSpecBuilder ofTable(String table, String label) {
    return new InputSpecBuilder(Optional.empty(), Optional.empty(), Optional.of(table), label);
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new RecipeException(message);
    }
  }

  /** How features are held. */
  public enum Density {
    /** Sparse if under a quarter of the first rows' slots is not zero, and slots are over 16. */
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
  public sealed interface Split extends Serializable {
    /** All rows train. */
    record None() implements Split {}

    /** A row is held out when a hash of (seed, its content) falls into the share. */
    record ByHash(double testShare, long seed) implements Split {
      public ByHash {
        check(testShare > 0 && testShare < 1, "split share must be in (0, 1), was " + testShare);
      }
    }

    /** A row is held out when a column, as text, has this value. */
    record ByColumn(String column, String testValue) implements Split {}
  }
}
