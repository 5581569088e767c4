package io.ogive.spark;

import io.ogive.data.BadValueException;
import io.ogive.data.Role;
import io.ogive.data.Storage;
import org.apache.spark.sql.catalyst.InternalRow;

/** Takes label, weight and role from a row, and refuses what cannot be one. */
final class RowParser {
  private final Layout layout;
  private final RowSplit split;
  private final SparkRow row;
  private String label = "";
  private double weight;
  private Role role = Role.TRAIN;

  RowParser(Layout layout, InputSpec.Split split) {
    this.layout = layout;
    this.split = new RowSplit(layout, split);
    this.row = new SparkRow(layout);
  }

  /**
   * Reads one row; {@link #row()} then gives its features.
   *
   * @throws BadValueException if label or weight cannot be used
   * @throws MalformedRowException if the reader of the format could make nothing of it
   */
  void parse(InternalRow values) {
    row.wrap(values);
    if (layout.malformed().isPresent() && !row.isMissing(layout.malformed().getAsInt())) {
      throw new MalformedRowException(row.text(layout.malformed().getAsInt()));
    }
    label = parseLabel();
    weight = layout.weight().isPresent() ? parseWeight(layout.weight().getAsInt()) : 1;
    role = split.role(row);
  }

  private String parseLabel() {
    int column = layout.label();
    String name = layout.name(column);
    if (row.isMissing(column)) {
      throw new BadValueException(
          name, "label is missing", "correct the row or set input.on-bad-row = drop");
    }
    String text = row.text(column);
    if (layout.kind(column) == ColumnKind.NUMBER && !Double.isFinite(row.number(column))) {
      throw new BadValueException(
          name, "label is " + text, "correct the row or set input.on-bad-row = drop");
    }
    // A row's numbers are doubles here, and there 2^53 and 2^53 + 1 are one label.
    if (layout.kind(column) == ColumnKind.NUMBER && Math.abs(row.number(column)) >= 0x1p53) {
      throw new BadValueException(
          name,
          "label is %s, and numbers from 2^53 on are not told apart".formatted(text),
          "make it text, with input.options.schema or a view");
    }
    return text;
  }

  private double parseWeight(int column) {
    String name = layout.name(column);
    String remedy = "weights are 0 or positive; correct the row or set input.on-bad-row = drop";
    if (row.isMissing(column)) {
      throw new BadValueException(name, "weight is missing", remedy);
    }
    double value = row.number(column);
    if (!(value >= 0) || !Storage.FLOAT64.holds(value)) {
      throw new BadValueException(name, "weight is " + value, remedy);
    }
    return value;
  }

  SparkRow row() {
    return row;
  }

  String label() {
    return label;
  }

  double weight() {
    return weight;
  }

  Role role() {
    return role;
  }

  /** A row that its format's reader could not read. */
  static final class MalformedRowException extends RuntimeException {
    MalformedRowException(String message) {
      super(message);
    }
  }
}
