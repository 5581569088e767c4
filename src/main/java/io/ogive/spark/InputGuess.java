package io.ogive.spark;

import io.ogive.data.BadValueException;
import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.sql.types.StructType;

/**
 * Features that an input of numbers and vectors seems to have, by the first rows of one partition.
 *
 * <p>Only the classes of the label and the sizes of vectors are guessed, since all else does not
 * depend on the rows. A row that does not fit tells that the guess is wrong; if none does, it is
 * what {@link FeatureFitter} would have found.
 *
 * @param features without a shift
 */
record InputGuess(Features features, FirstRows first) {
  /** What the first rows hold; no label at all if one of them cannot be used. */
  private record Look(List<String> labels, List<Column> columns, FirstRows first)
      implements Serializable {}

  /**
   * A guess, in one short job.
   *
   * @return nothing, where features depend on all rows, or the first ones are odd
   */
  static Optional<InputGuess> of(
      JavaRDD<InputRow> input, Layout layout, StructType schema, InputSpec spec) {
    if (FeatureFitter.needsEveryCell(spec) || layout.has(ColumnKind.TEXT)) {
      return Optional.empty();
    }
    int[] sizes = sizes(layout, schema);
    InputSpec.Split split = spec.split();
    return PartitionScan.first(input, in -> look(in, layout, split, sizes))
        .flatMap(look -> guess(look, spec));
  }

  /** The sizes of vectors by the schema; below 0 if it does not say. */
  private static int[] sizes(Layout layout, StructType schema) {
    int[] sizes = new int[layout.features()];
    for (int c = 0; c < sizes.length; c++) {
      if (layout.kind(c) == ColumnKind.VECTOR) {
        sizes[c] = AttributeGroup.fromStructField(schema.apply(layout.name(c))).size();
      }
    }
    return sizes;
  }

  private static Optional<Look> look(
      Iterator<InputRow> in, Layout layout, InputSpec.Split split, int[] sizes) {
    TreeSet<String> labels = new TreeSet<>();
    List<Column> columns = new ArrayList<>();
    FirstRows first = new FirstRows();
    RowParser parsed = new RowParser(layout, split);
    try {
      while (in.hasNext() && !first.isComplete()) {
        parsed.parse(in.next().values());
        if (columns.isEmpty()) {
          columns.addAll(columns(layout, parsed.row(), sizes));
        }
        labels.add(parsed.label());
        first.add(parsed, columns);
      }
    } catch (BadValueException | RowParser.MalformedRowException e) {
      return Optional.of(new Look(List.of(), List.of(), first));
    }
    return first.isEmpty()
        ? Optional.empty()
        : Optional.of(new Look(List.copyOf(labels), columns, first));
  }

  private static List<Column> columns(Layout layout, SparkRow row, int[] sizes) {
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < sizes.length; c++) {
      String name = layout.name(c);
      if (layout.kind(c) != ColumnKind.VECTOR) {
        columns.add(new Column.Numeric(name, Column.Missing.ERROR, 0));
      } else if (sizes[c] < 0 && row.isMissing(c)) {
        throw new BadValueException(name, "vector is missing", "remove the row");
      } else {
        columns.add(new Column.Vector(name, sizes[c] < 0 ? row.vectorSize(c) : sizes[c]));
      }
    }
    return columns;
  }

  private static Optional<InputGuess> guess(Look look, InputSpec spec) {
    try {
      if (look.columns().isEmpty()) {
        return Optional.empty();
      }
      LabelColumn label =
          spec.labelKind() == LabelColumn.Kind.CLASS
              ? Classes.of(spec.label(), look.labels(), spec.positive())
              : FeatureFitter.plainLabel(spec);
      int width = look.columns().stream().mapToInt(Column::width).sum();
      Features features = new Features(label, look.columns(), new double[width], spec.storage());
      return Optional.of(new InputGuess(features, look.first()));
    } catch (BadInputException e) {
      return Optional.empty(); // all rows will tell whether it is so
    }
  }
}
