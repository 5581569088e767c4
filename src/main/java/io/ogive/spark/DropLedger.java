package io.ogive.spark;

import io.ogive.data.BadValueException;
import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts rows, and those left out by reason; or stops at the first bad one. */
final class DropLedger implements Serializable {
  private final InputSpec.OnBadRow onBadRow;
  private final TreeMap<String, Long> dropped = new TreeMap<>();
  private long rows;
  private long bad;

  DropLedger(InputSpec.OnBadRow onBadRow) {
    this.onBadRow = onBadRow;
  }

  void row() {
    rows++;
  }

  /** A row that the policy for missing values leaves out; no bad row. */
  void missing(String column) {
    dropped.merge("missing value in column '" + column + "'", 1L, Long::sum);
  }

  /**
   * A row with a value that cannot be used.
   *
   * @throws BadInputException unless bad rows are dropped
   */
  void bad(BadValueException problem, InputRow at) {
    if (onBadRow == InputSpec.OnBadRow.FAIL) {
      throw new BadInputException(at.where() + ", " + problem.getMessage(), problem);
    }
    bad++;
    dropped.merge("bad value in column '" + problem.column() + "'", 1L, Long::sum);
  }

  /** A row that its format's reader could not read. */
  void malformed(RowParser.MalformedRowException problem, InputRow at) {
    if (onBadRow == InputSpec.OnBadRow.FAIL) {
      throw new BadInputException(
          "%s, malformed: %s; correct the row or set input.on-bad-row = drop"
              .formatted(at.where(), problem.getMessage()),
          problem);
    }
    bad++;
    dropped.merge("malformed", 1L, Long::sum);
  }

  DropLedger mergeWith(DropLedger other) {
    rows += other.rows;
    bad += other.bad;
    other.dropped.forEach((reason, count) -> dropped.merge(reason, count, Long::sum));
    return this;
  }

  /**
   * Checks the share of bad rows.
   *
   * @throws BadInputException if there is no row at all, or more bad ones than the ceiling allows
   */
  void check(double ceiling) {
    if (rows == 0) {
      throw new BadInputException("the input has no rows; check input.path and input.where");
    }
    if (bad > ceiling * rows) {
      throw new BadInputException(
          ("%d of %d rows are bad, more than input.bad-row-ceiling = %s allows: %s; correct them "
                  + "or raise the ceiling")
              .formatted(bad, rows, ceiling, dropped));
    }
  }

  long rows() {
    return rows;
  }

  /** The rows left out, by reason. */
  SortedMap<String, Long> dropped() {
    return Collections.unmodifiableSortedMap(dropped);
  }
}
