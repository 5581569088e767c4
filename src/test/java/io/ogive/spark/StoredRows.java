package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.Features;
import io.ogive.data.Role;
import java.util.ArrayList;
import java.util.List;

/** The rows of a store as plain values, shifts put back, in the order of sources and rows. */
record StoredRows(List<One> rows) {
  record One(int source, Role role, String label, double weight, List<Double> x) {}

  static StoredRows of(Ingested ingested) {
    Features features = ingested.features();
    List<One> rows = new ArrayList<>();
    for (Block block : ingested.store().blocks().collect()) {
      for (int i = 0; i < block.rows(); i++) {
        String label = features.label().classes().get((int) block.labels()[i]);
        rows.add(
            new One(
                block.id().source(),
                block.id().role(),
                label,
                block.weights()[i],
                values(block, i, features)));
      }
    }
    return new StoredRows(rows);
  }

  private static List<Double> values(Block block, int row, Features features) {
    double[] x = new double[block.columns()];
    if (block instanceof Block.Dense dense) {
      dense.features().copyRow(row, x, 0);
    } else if (block instanceof Block.Sparse sparse) {
      sparse.features().copyRow(row, x, 0);
    }
    List<Double> values = new ArrayList<>();
    for (int j = 0; j < x.length; j++) {
      values.add(x[j] + features.shift()[j]);
    }
    return values;
  }

  List<One> of(Role role) {
    return rows.stream().filter(row -> row.role() == role).toList();
  }
}
