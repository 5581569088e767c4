package io.ogive.spark;

import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of an input that a run reads, in this order: features, label, then weight, split
 * column, the reason of a malformed row and the column that rows are counted by, as far as there
 * are such.
 */
final class Layout implements Serializable {
  private final List<String> names = new ArrayList<>();
  private final List<ColumnKind> kinds = new ArrayList<>();
  private final int features;
  private final int labels;
  private final LabelColumn.Kind labelKind;
  private int weight = -1;
  private int split = -1;
  private int malformed = -1;
  private int group = -1;

  private Layout(StructType schema, InputSpec spec, List<String> featureNames) {
    for (String name : featureNames) {
      add(schema, name, "leave it out with features.exclude, or cast it");
    }
    features = names.size();
    for (String name : spec.labels()) {
      refuse(add(schema, name, "cast it"), ColumnKind.VECTOR, "label");
    }
    labels = spec.labels().size();
    labelKind = spec.labelKind();
    if (spec.weight().isPresent()) {
      weight = names.size();
      ColumnKind kind = add(schema, spec.weight().get(), "cast it");
      refuse(kind, ColumnKind.VECTOR, "weight");
      refuse(kind, ColumnKind.TEXT, "weight");
    }
    if (spec.split() instanceof InputSpec.Split.ByColumn by) {
      split = names.size();
      refuse(add(schema, by.column(), "cast it"), ColumnKind.VECTOR, "split");
    }
    if (List.of(schema.fieldNames()).contains(InputReader.MALFORMED)) {
      malformed = names.size();
      add(schema, InputReader.MALFORMED, "");
    }
  }

  private Layout(Layout other) {
    names.addAll(other.names);
    kinds.addAll(other.kinds);
    features = other.features;
    labels = other.labels;
    labelKind = other.labelKind;
    weight = other.weight;
    split = other.split;
    malformed = other.malformed;
  }

  private ColumnKind add(StructType schema, String name, String remedy) {
    StructField field = schema.fields()[Schemas.position(schema, name)];
    ColumnKind kind = Schemas.kind(field, remedy);
    names.add(name);
    kinds.add(kind);
    return kind;
  }

  private void refuse(ColumnKind kind, ColumnKind bad, String role) {
    if (kind == bad) {
      throw new BadInputException(
          "the %s column '%s' holds a %s; name a column of numbers%s"
              .formatted(
                  role,
                  names.get(names.size() - 1),
                  bad == ColumnKind.VECTOR ? "vector" : "text",
                  role.equals("weight") ? "" : " or text"));
    }
  }

  /**
   * The columns that {@code spec} chooses.
   *
   * @throws BadInputException if a column it names is not there, or one it takes cannot be used
   */
  static Layout of(StructType schema, InputSpec spec) {
    List<String> chosen = new ArrayList<>(spec.include());
    spec.exclude().forEach(name -> Schemas.position(schema, name));
    List<String> taken = new ArrayList<>(spec.labels());
    taken.add(InputReader.MALFORMED);
    spec.weight().ifPresent(taken::add);
    if (spec.split() instanceof InputSpec.Split.ByColumn by) {
      taken.add(by.column());
    }
    for (String name : chosen) {
      if (taken.contains(name)) {
        throw new BadInputException(
            ("column '%s' is label, weight or split and cannot be a feature; take it out of "
                    + "features.columns")
                .formatted(name));
      }
    }
    if (chosen.isEmpty()) {
      chosen.addAll(List.of(schema.fieldNames()));
      chosen.removeAll(taken);
    }
    chosen.removeAll(spec.exclude());
    if (chosen.isEmpty()) {
      throw new BadInputException(
          "no feature column is left besides label, weight and split; see features.columns and "
              + "features.exclude");
    }
    return new Layout(schema, spec, chosen);
  }

  /** The columns of fitted features, and label, weight and split as {@code spec} says. */
  static Layout of(StructType schema, InputSpec spec, Features features) {
    for (Column column : features.columns()) {
      Schemas.checkFits(schema.fields()[Schemas.position(schema, column.name())], column);
    }
    return new Layout(schema, spec, features.columns().stream().map(Column::name).toList());
  }

  /** The same with the column by which rows are counted. */
  Layout groupedBy(StructType schema, String column) {
    Layout grouped = new Layout(this);
    grouped.group = names.size();
    grouped.add(schema, column, "name another in health.group-column");
    return grouped;
  }

  /** The same with some of the features only. */
  Layout only(StructType schema, InputSpec spec, ColumnKind kind) {
    List<String> some = new ArrayList<>();
    for (int c = 0; c < features; c++) {
      if (kinds.get(c) == kind) {
        some.add(names.get(c));
      }
    }
    return new Layout(schema, spec, some);
  }

  /** Rows of these columns alone, in this order, numbers as doubles. */
  Dataset<?> select(Dataset<?> rows) {
    org.apache.spark.sql.Column[] columns = new org.apache.spark.sql.Column[names.size()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = rows.col("`" + names.get(c).replace("`", "``") + "`");
      if (kinds.get(c) == ColumnKind.NUMBER) {
        columns[c] = columns[c].cast(DataTypes.DoubleType);
      }
    }
    return rows.select(columns);
  }

  /** Whether there is a feature column of this kind. */
  boolean has(ColumnKind kind) {
    return kinds.subList(0, features).contains(kind);
  }

  /** The number of feature columns, which come first. */
  int features() {
    return features;
  }

  /** The number of columns. */
  int size() {
    return names.size();
  }

  ColumnKind kind(int column) {
    return kinds.get(column);
  }

  String name(int column) {
    return names.get(column);
  }

  int label() {
    return features;
  }

  /** What a row's label is. */
  LabelColumn.Kind labelKind() {
    return labelKind;
  }

  /** The number of label columns, which stand from {@link #label} on. */
  int labels() {
    return labels;
  }

  OptionalInt weight() {
    return position(weight);
  }

  OptionalInt split() {
    return position(split);
  }

  OptionalInt malformed() {
    return position(malformed);
  }

  OptionalInt group() {
    return position(group);
  }

  private static OptionalInt position(int column) {
    return column < 0 ? OptionalInt.empty() : OptionalInt.of(column);
  }
}
