package io.ogive.data;

import io.ogive.math.KeyedRandom;
import io.ogive.testing.Table;
import java.util.List;

/** Drawn tables, and the moments of their blocks. */
final class MomentsOfDraws {
  private MomentsOfDraws() {}

  /** Columns of many kinds: unit, far from 0, skewed, tiny, huge, mostly 0, constant, 0. */
  static Table table(int rows, long seed) {
    KeyedRandom random = KeyedRandom.of(seed, rows);
    double[][] x = new double[rows][8];
    double[] labels = new double[rows];
    double[] weights = new double[rows];
    for (int i = 0; i < rows; i++) {
      double u = random.nextDouble();
      double normal = u + random.nextDouble() + random.nextDouble() - 1.5;
      x[i][0] = normal;
      x[i][1] = 1e9 + normal;
      x[i][2] = i == rows / 2 ? 1e6 : u;
      x[i][3] = 1e-30 * (u + 0.5);
      x[i][4] = 1e30 * normal;
      x[i][5] = random.nextInt(20) == 0 ? u + 1 : 0;
      x[i][6] = 0.1;
      x[i][7] = 0;
      labels[i] = random.nextInt(3);
      weights[i] = random.nextInt(7) == 0 ? 0 : 0.1 + random.nextDouble();
    }
    return new Table(x, labels, weights);
  }

  static ColumnMoments of(List<Block> blocks) {
    Block first = blocks.get(0);
    return ColumnMoments.of(
        LocalBlockStore.of(first.columns(), first instanceof Block.Sparse, 3, blocks));
  }
}
