package io.ogive.spark;

import io.ogive.data.BadValueException;
import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Fits {@link Features} to an input: kinds of columns by its schema, levels and means from training
 * rows that can be used, classes from all rows that can.
 *
 * <p>Under the policy MEAN a number that is missing in some training row gets an indicator; one
 * that is never missing there is filled without. A missing text is a level under that policy.
 * Levels stand in the order of their code units.
 */
final class FeatureFitter {
  private final InputSpec spec;
  private final Dataset<?> rows;
  private final StructType schema;
  private final Layout layout;

  FeatureFitter(Dataset<?> rows, InputSpec spec) {
    this.rows = rows;
    this.spec = spec;
    this.schema = rows.schema();
    this.layout = Layout.of(schema, spec);
  }

  /** Features with a shift of zero, and whether blocks are to be sparse is not yet known. */
  Features fit() {
    int[] sizes = vectorSizes();
    Layout read = needsEveryCell(spec) ? layout : layout.only(schema, spec, ColumnKind.TEXT);
    FitTotals totals = totals(read, provisional(read, sizes));
    totals.ledger().check(spec.badRowCeiling());
    checkRoles(totals);
    LabelColumn label = label(spec, totals);
    List<Column> columns = columns(read, totals, sizes);
    int width = columns.stream().mapToInt(Column::width).sum();
    if (width == 0) {
      throw new BadInputException(
          "no feature is left: each column has one level only; see features.columns and "
              + "features.exclude");
    }
    return new Features(label, columns, new double[width], spec.storage());
  }

  private static LabelColumn label(InputSpec spec, FitTotals totals) {
    if (spec.labelKind() != LabelColumn.Kind.CLASS) {
      return plainLabel(spec);
    }
    LabelColumn label = Classes.of(spec.label(), totals.labels(), spec.positive());
    if (totals.trainLabels().size() < 2) {
      throw new BadInputException(
          "label column '%s' has only one class, '%s', in the training rows; hold out fewer rows"
              .formatted(spec.label(), totals.trainLabels().first()));
    }
    return label;
  }

  /** A label that needs no look at the rows: a number, or flags. */
  static LabelColumn plainLabel(InputSpec spec) {
    return spec.labelKind() == LabelColumn.Kind.NUMBER
        ? LabelColumn.number(spec.label())
        : LabelColumn.flags(spec.labels());
  }

  private void checkRoles(FitTotals totals) {
    if (totals.trainRows() == 0) {
      throw new BadInputException(
          ("no training row is left of %d rows (%d held out, dropped: %s); see data.split and "
                  + "features.missing")
              .formatted(totals.ledger().rows(), totals.testRows(), totals.ledger().dropped()));
    }
    if (totals.testRows() == 0 && spec.split() instanceof InputSpec.Split.ByColumn by) {
      throw new BadInputException(
          "no row has '%s' in the split column '%s'; correct the value that holds rows out"
              .formatted(by.testValue(), by.column()));
    }
  }

  /** Whether a row's other cells decide over its use, its role or the fill. */
  static boolean needsEveryCell(InputSpec spec) {
    return spec.onBadRow() == InputSpec.OnBadRow.DROP
        || spec.missing() != Column.Missing.ERROR
        || spec.split() instanceof InputSpec.Split.ByHash;
  }

  /** The sizes of vector columns, from the schema or the first vector. */
  private int[] vectorSizes() {
    int[] sizes = new int[layout.features()];
    for (int c = 0; c < sizes.length; c++) {
      if (layout.kind(c) == ColumnKind.VECTOR) {
        int size = AttributeGroup.fromStructField(schema.apply(layout.name(c))).size();
        sizes[c] = size >= 0 ? size : firstSize(c);
      }
    }
    return sizes;
  }

  private int firstSize(int column) {
    Layout read = layout;
    Optional<Integer> size =
        PartitionScan.first(
            InputRows.of(rows, read),
            in -> {
              SparkRow row = new SparkRow(read);
              while (in.hasNext()) {
                row.wrap(in.next().values());
                if (!row.isMissing(column)) {
                  return Optional.of(row.vectorSize(column));
                }
              }
              return Optional.empty();
            });
    return size.orElseThrow(
        () ->
            new BadInputException(
                "vector column '%s' has no vector in any row; check the input"
                    .formatted(layout.name(column))));
  }

  /** Columns that find all that is wrong with a row before levels and means are known. */
  private Features provisional(Layout read, int[] sizes) {
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < read.features(); c++) {
      String name = read.name(c);
      columns.add(
          switch (read.kind(c)) {
            case NUMBER, FLAG -> new Column.Numeric(name, spec.missing(), 0);
            case TEXT ->
                new Column.Levels(name, List.of("", "x"), true, spec.missing(), Column.Unseen.ZERO);
            case VECTOR -> new Column.Vector(name, sizes[c]);
          });
    }
    int width = columns.stream().mapToInt(Column::width).sum();
    return new Features(
        new LabelColumn(spec.label(), List.of("", "x")),
        columns,
        new double[width],
        spec.storage());
  }

  private FitTotals totals(Layout read, Features provisional) {
    RowRules rules = RowRules.of(spec);
    return PartitionScan.all(InputRows.of(rows, read), in -> scan(in, read, provisional, rules))
        .reduce(FitTotals::mergeWith)
        .orElseGet(() -> new FitTotals(read.features(), rules, Classes.MOST));
  }

  private static FitTotals scan(
      Iterator<InputRow> in, Layout read, Features provisional, RowRules rules) {
    FitTotals totals = new FitTotals(read.features(), rules, Classes.MOST);
    RowParser parsed = new RowParser(read, rules.split());
    RowCheck check = new RowCheck(provisional);
    DropLedger ledger = totals.ledger();
    while (in.hasNext()) {
      InputRow at = in.next();
      ledger.row();
      try {
        parsed.parse(at.values());
        if (check.keeps(parsed.row())) {
          totals.add(parsed, read, rules.missing().fills(), at);
        } else {
          ledger.missing(check.missingColumn(parsed.row()));
        }
      } catch (BadValueException e) {
        ledger.bad(e, at);
      } catch (RowParser.MalformedRowException e) {
        ledger.malformed(e, at);
      }
    }
    return totals;
  }

  private List<Column> columns(Layout read, FitTotals totals, int[] sizes) {
    List<Column> columns = new ArrayList<>();
    int seen = 0; // place among the columns that were read
    for (int c = 0; c < layout.features(); c++) {
      String name = layout.name(c);
      boolean wasRead = seen < read.features() && read.name(seen).equals(name);
      switch (layout.kind(c)) {
        case NUMBER, FLAG -> columns.add(numeric(name, totals, wasRead ? seen : -1));
        case TEXT -> columns.add(levels(name, totals, seen));
        case VECTOR -> columns.add(new Column.Vector(name, sizes[c]));
      }
      seen += wasRead ? 1 : 0;
    }
    return columns;
  }

  private Column numeric(String name, FitTotals totals, int place) {
    if (!spec.missing().fills()) {
      return new Column.Numeric(name, spec.missing(), 0);
    }
    // No training row could teach an indicator its weight where none is missing.
    Column.Missing policy = totals.hasMissing(place) ? spec.missing() : Column.Missing.FILL;
    return new Column.Numeric(name, policy, totals.mean(place));
  }

  private Column levels(String name, FitTotals totals, int place) {
    TreeSet<String> levels = new TreeSet<>(totals.levels(place).sorted(name));
    if (spec.missing().fills() && totals.hasMissing(place)) {
      levels.add(Column.Levels.MISSING_LEVEL);
    }
    return new Column.Levels(
        name, List.copyOf(levels), !spec.fullLevels(), spec.missing(), spec.unseen());
  }
}
