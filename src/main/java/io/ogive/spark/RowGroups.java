package io.ogive.spark;

import io.ogive.data.RawRow;
import io.ogive.health.SourceNames;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * The groups of rows by the value of a column: one for each of the most frequent values, numbered
 * in their order as texts, then one of all further values, then one of missing ones. A function of
 * the rows alone.
 *
 * @param values in order
 */
record RowGroups(String column, List<String> values) implements Serializable {
  private static final int LONGEST = 60;

  /** Rows are not in groups. */
  static final RowGroups NONE = new RowGroups("", List.of());

  /**
   * The groups of rows, by one look at the column.
   *
   * @throws BadInputException if there is no such column, or it is of vectors
   */
  static RowGroups of(Dataset<Row> rows, GroupColumn by) {
    StructField field = rows.schema().fields()[Schemas.position(rows.schema(), by.name())];
    ColumnKind kind = Schemas.kind(field, "name another in health.group-column");
    if (kind == ColumnKind.VECTOR) {
      throw new BadInputException(
          "health.group-column '%s' holds a vector; name a column of text or whole numbers"
              .formatted(by.name()));
    }
    org.apache.spark.sql.Column column = rows.col("`" + by.name().replace("`", "``") + "`");
    if (kind == ColumnKind.NUMBER) {
      column = column.cast(DataTypes.DoubleType);
    }
    List<Row> counted =
        rows.select(column.as("value"))
            .where(functions.col("value").isNotNull())
            .groupBy("value")
            .count()
            .orderBy(functions.col("count").desc(), functions.col("value"))
            .limit(by.most() + 1)
            .collectAsList();
    int kept = counted.size() <= by.most() ? counted.size() : by.most() - 1;
    return new RowGroups(
        by.name(),
        counted.subList(0, kept).stream().map(row -> text(row.get(0))).sorted().toList());
  }

  private static String text(Object value) {
    return value instanceof Double number ? NumberText.of(number) : value.toString();
  }

  /** The group of a row. */
  int of(RawRow row, int at) {
    if (row.isMissing(at)) {
      return values.size() + 1;
    }
    int index = row.indexOf(at, values);
    return index < 0 ? values.size() : index;
  }

  boolean isNone() {
    return column.isEmpty();
  }

  /** More than the number of any group. */
  int limit() {
    return isNone() ? 0 : values.size() + 2;
  }

  /**
   * What groups are called.
   *
   * @param rows the training rows of each
   */
  SourceNames names(long[] rows) {
    TreeMap<Integer, String> names = new TreeMap<>();
    TreeMap<Integer, Long> counts = new TreeMap<>();
    for (int g = 0; g < rows.length; g++) {
      names.put(g, name(g));
      if (rows[g] > 0) {
        counts.put(g, rows[g]);
      }
    }
    return SourceNames.ofGroups(names, counts);
  }

  private String name(int group) {
    if (group >= values.size()) {
      return column + (group == values.size() ? ", all others" : " missing");
    }
    String value = values.get(group);
    return column + "=" + (value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value);
  }

  /** Those of an input, if a column is named. */
  static Optional<RowGroups> of(Dataset<Row> rows, Optional<GroupColumn> by) {
    return by.map(column -> of(rows, column));
  }
}
