package io.ogive.spark;

import io.ogive.data.LabelColumn;
import io.ogive.data.Role;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the fitting of features needs to know of the rows of one partition, or of all. */
final class FitTotals implements Serializable {
  private final int mostLabels;
  private final DropLedger ledger;
  private final TreeSet<String> labels = new TreeSet<>();
  private final TreeSet<String> trainLabels = new TreeSet<>();
  private final List<LevelSet> levels = new ArrayList<>();
  private final List<ExactMean> means = new ArrayList<>();
  private final boolean[] missing;
  private transient double lastTestLabel = Double.NaN;
  private transient double lastTrainLabel = Double.NaN;
  private long testRows;
  private long trainRows;

  FitTotals(int columns, RowRules rules, int mostLabels) {
    this.mostLabels = mostLabels;
    this.ledger = new DropLedger(rules.onBadRow());
    this.missing = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      levels.add(new LevelSet(rules.maxLevels()));
      means.add(new ExactMean());
    }
  }

  DropLedger ledger() {
    return ledger;
  }

  /** Adds a row that can be used. */
  void add(RowParser parsed, Layout layout, boolean meansToo, InputRow at) {
    boolean test = parsed.role() == Role.TEST;
    addLabel(parsed, layout, test);
    if (test) {
      testRows++;
      return;
    }
    trainRows++;
    SparkRow row = parsed.row();
    for (int c = 0; c < missing.length; c++) {
      boolean absent = row.isMissing(c);
      missing[c] |= absent;
      if (layout.kind(c) == ColumnKind.TEXT && !absent) {
        levels.get(c).add(row.utf8(c), at);
      } else if (meansToo && layout.kind(c) != ColumnKind.VECTOR && !absent) {
        means.get(c).add(row.number(c), parsed.weight());
      }
    }
  }

  private void addLabel(RowParser parsed, Layout layout, boolean test) {
    if (layout.labelKind() != LabelColumn.Kind.CLASS) {
      return;
    }
    if (layout.kind(layout.label()) == ColumnKind.NUMBER) {
      double number = parsed.labelNumber();
      if (number == (test ? lastTestLabel : lastTrainLabel)) {
        return;
      }
      if (test) {
        lastTestLabel = number;
      } else {
        lastTrainLabel = number;
      }
    }
    limited(labels, parsed.label());
    if (!test) {
      limited(trainLabels, parsed.label());
    }
  }

  private void limited(Set<String> set, String label) {
    if (set.size() <= mostLabels) {
      set.add(label);
    }
  }

  /** Adds those of a later partition. */
  FitTotals mergeWith(FitTotals other) {
    ledger.mergeWith(other.ledger);
    other.labels.forEach(label -> limited(labels, label));
    other.trainLabels.forEach(label -> limited(trainLabels, label));
    for (int c = 0; c < missing.length; c++) {
      missing[c] |= other.missing[c];
      levels.get(c).mergeWith(other.levels.get(c));
      means.get(c).mergeWith(other.means.get(c));
    }
    testRows += other.testRows;
    trainRows += other.trainRows;
    return this;
  }

  /** The labels of all rows; one more than the most, if there are too many. */
  SortedSet<String> labels() {
    return labels;
  }

  SortedSet<String> trainLabels() {
    return trainLabels;
  }

  LevelSet levels(int column) {
    return levels.get(column);
  }

  double mean(int column) {
    return means.get(column).mean();
  }

  /** Whether the column is missing in a training row. */
  boolean hasMissing(int column) {
    return missing[column];
  }

  long testRows() {
    return testRows;
  }

  long trainRows() {
    return trainRows;
  }
}
