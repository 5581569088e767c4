package io.ogive.spark;

import io.ogive.data.LabelColumn;
import java.util.List;

/** Finds the class of a row by its label: numbers as numbers, text by its bytes. */
final class LabelIndex {
  private static final int NONE = -1;

  private final ColumnKind kind;
  private final List<String> classes;
  private final double[] values;

  LabelIndex(LabelColumn label, ColumnKind kind) {
    this.kind = kind;
    this.classes = label.classes();
    values = new double[kind == ColumnKind.NUMBER ? classes.size() : 0];
    for (int k = 0; k < values.length; k++) {
      // A text that no number is written as, such as 1.0, is the label of no row.
      double value = NumberText.parse(classes.get(k)).orElse(Double.NaN);
      values[k] = NumberText.of(value).equals(classes.get(k)) ? value : Double.NaN;
    }
  }

  /** The class of a row, or one below 0 if its label is none. */
  int of(RowParser row) {
    return switch (kind) {
      case NUMBER -> of(row.labelNumber());
      case TEXT -> row.labelIn(classes);
      case FLAG, VECTOR -> classes.indexOf(row.label());
    };
  }

  private int of(double label) {
    for (int k = 0; k < values.length; k++) {
      if (values[k] == label) {
        return k;
      }
    }
    return NONE;
  }
}
