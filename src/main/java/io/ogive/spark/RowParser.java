package io.ogive.spark;

import io.ogive.data.BadValueException;
import io.ogive.data.Role;
import io.ogive.data.Storage;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/** Takes label, weight and role from a row, and refuses what cannot be one. */
final class RowParser {
  private final Layout layout;
  private final RowSplit split;
  private final SparkRow row;
  private double labelNumber;
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
    parseLabel();
    weight = layout.weight().isPresent() ? parseWeight(layout.weight().getAsInt()) : 1;
    role = split.role(row);
  }

  private void parseLabel() {
    switch (layout.labelKind()) {
      case CLASS -> parseClass(layout.label());
      case NUMBER -> labelNumber = parseNumber(layout.label());
      case FLAGS -> {
        long flags = 0;
        for (int k = 0; k < layout.labels(); k++) {
          flags |= parseFlag(layout.label() + k) ? 1L << k : 0;
        }
        labelNumber = (double) flags;
      }
    }
  }

  private double parseNumber(int column) {
    if (row.isMissing(column)) {
      throw badLabel(column, "label is missing");
    }
    double value = row.number(column);
    if (!Storage.FLOAT64.holds(value)) {
      throw badLabel(column, "label is " + value);
    }
    return value;
  }

  private boolean parseFlag(int column) {
    if (row.isMissing(column)) {
      throw badLabel(column, "label is missing");
    }
    String text = row.text(column).strip();
    return switch (text) {
      case "1", "true" -> true;
      case "0", "false" -> false;
      default ->
          throw badLabel(
              column, "label is '%s', and a flag is 0 or 1, true or false".formatted(text));
    };
  }

  private void parseClass(int column) {
    if (row.isMissing(column)) {
      throw badLabel(column, "label is missing");
    }
    if (layout.kind(column) == ColumnKind.NUMBER) {
      labelNumber = row.number(column);
      if (!(Math.abs(labelNumber) < 0x1p53)) {
        if (!Double.isFinite(labelNumber)) {
          throw badLabel(column, "label is " + label());
        }
        // A row's numbers are doubles here, and there 2^53 and 2^53 + 1 are one label.
        throw new BadValueException(
            layout.name(column),
            "label is %s, and numbers from 2^53 on are not told apart".formatted(label()),
            "make it text, with input.options.schema or a view");
      }
    }
  }

  private BadValueException badLabel(int column, String problem) {
    return new BadValueException(
        layout.name(column), problem, "correct the row or set input.on-bad-row = drop");
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

  /** The label as text. */
  String label() {
    return row.text(layout.label());
  }

  /** The place of the label in a list, if it is text. */
  int labelIn(List<String> classes) {
    return row.indexOf(layout.label(), classes);
  }

  /** The label, if it is a number; of flags, the sum of 2^k over those that are set. */
  double labelNumber() {
    return labelNumber;
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
