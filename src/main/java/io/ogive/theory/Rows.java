package io.ogive.theory;

import io.ogive.data.Block;
import io.ogive.data.BlockBuilder;
import io.ogive.data.BlockStore;
import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Role;
import io.ogive.data.Storage;
import io.ogive.math.DoubleBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/** Rows of numbers with a label each, all of weight 1 and from one source. */
record Rows(double[][] x, double[] labels, LabelColumn label) {
  /** The same rows with other labels. */
  Rows labelled(LabelColumn other, DoubleUnaryOperator of) {
    double[] changed = new double[labels.length];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = of.applyAsDouble(labels[i]);
    }
    return new Rows(x, changed, other);
  }

  /** Two classes: whether a label is such. */
  Rows flagged(DoublePredicate such) {
    return labelled(
        new LabelColumn("such", List.of("no", "yes")), value -> such.test(value) ? 1 : 0);
  }

  /** The rows of one label. */
  Rows only(double wanted) {
    List<double[]> kept = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == wanted) {
        kept.add(x[i]);
      }
    }
    double[] same = new double[kept.size()];
    Arrays.fill(same, wanted);
    return new Rows(kept.toArray(double[][]::new), same, label);
  }

  /** The share of rows of a label. */
  double share(double wanted) {
    int count = 0;
    for (double y : labels) {
      count += y == wanted ? 1 : 0;
    }
    return (double) count / labels.length;
  }

  int columns() {
    return x[0].length;
  }

  Features features() {
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < columns(); j++) {
      columns.add(new Column.Numeric("x" + j, Column.Missing.ERROR, 0));
    }
    return new Features(label, columns, new double[columns()], Storage.FLOAT64);
  }

  BlockStore store() {
    List<Block> blocks = new ArrayList<>();
    BlockBuilder builder =
        new BlockBuilder(
            0,
            Role.TRAIN,
            columns(),
            false,
            Storage.FLOAT64,
            BlockBuilder.DEFAULT_ROWS,
            new double[columns()],
            blocks::add);
    if (label.kind() != LabelColumn.Kind.CLASS) {
      builder.withoutClasses();
    }
    for (int i = 0; i < x.length; i++) {
      builder.startRow(labels[i], 1);
      builder.putAll(0, DoubleBytes.of(x[i]), 0, columns());
      builder.endRow();
    }
    builder.finish();
    return LocalBlockStore.of(columns(), false, label.classIndices(), blocks);
  }
}
