package io.ogive.data;

import io.ogive.math.Panels;
import java.util.Arrays;
import java.util.Set;

/** Finds between which values each slot lies, the largest weight, and the rows of each class. */
record BoundsPass(Set<Role> roles, int classes) implements Pass<BoundsTotal> {
  BoundsPass {
    roles = Set.copyOf(roles);
  }

  @Override
  public BoundsTotal over(Shard shard) {
    BoundsTotal total = BoundsTotal.empty(classes);
    for (Block block : shard.blocks()) {
      if (roles.contains(block.id().role())) {
        total.widen(block.columns());
        rows(block, total);
        if (block instanceof Block.Dense dense) {
          dense(dense, total);
        } else if (block instanceof Block.Sparse sparse) {
          sparse(sparse, total);
        }
      }
    }
    return total;
  }

  @Override
  public String description() {
    return "column bounds";
  }

  private static void rows(Block block, BoundsTotal total) {
    for (int i = 0; i < block.rows(); i++) {
      if (block.weights()[i] > 0) {
        double label = block.labels()[i];
        if (label < 0 || label != (int) label) {
          throw new IllegalArgumentException(
              "%s row %d: label %s is not a class index".formatted(block.id(), i, label));
        }
        total.addRow((int) label, block.weights()[i]);
      }
    }
  }

  private static void dense(Block.Dense block, BoundsTotal total) {
    Panels x = block.features();
    int[][] absent = absent(block);
    int rows = Panels.LANES * absent.length;
    for (int[] lanes : absent) {
      rows -= lanes.length;
    }
    double[] lanes = new double[Panels.LANES];
    double[] least = new double[Panels.LANES];
    double[] most = new double[Panels.LANES];
    for (int j = 0; j < x.columns(); j++) {
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      Arrays.fill(most, Double.NEGATIVE_INFINITY);
      for (int p = 0; p < x.panels(); p++) {
        if (absent[p].length < Panels.LANES) {
          x.copyLanes(p, j, lanes);
          double present = lanes[firstPresent(absent[p])];
          for (int lane : absent[p]) {
            lanes[lane] = present;
          }
          widen(lanes, least, most);
        }
      }
      for (int i = 0; i < Panels.LANES; i++) {
        total.addRange(j, least[i], most[i]);
      }
      total.addValues(j, rows);
    }
  }

  private static void widen(double[] lanes, double[] least, double[] most) {
    for (int i = 0; i < Panels.LANES; i++) {
      least[i] = Math.min(least[i], lanes[i]);
      most[i] = Math.max(most[i], lanes[i]);
    }
  }

  private static int firstPresent(int[] absent) {
    int lane = 0;
    while (lane < absent.length && absent[lane] == lane) {
      lane++;
    }
    return lane;
  }

  /** For each panel the lanes of rows that have no weight or are padding. */
  private static int[][] absent(Block block) {
    int[][] absent = new int[Panels.length(block.rows(), 1) / Panels.LANES][];
    for (int p = 0; p < absent.length; p++) {
      int[] lanes = new int[Panels.LANES];
      int count = 0;
      for (int lane = 0; lane < Panels.LANES; lane++) {
        int row = p * Panels.LANES + lane;
        if (row >= block.rows() || block.weights()[row] == 0) {
          lanes[count++] = lane;
        }
      }
      absent[p] = Arrays.copyOf(lanes, count);
    }
    return absent;
  }

  private static void sparse(Block.Sparse block, BoundsTotal total) {
    for (int i = 0; i < block.rows(); i++) {
      if (block.weights()[i] > 0) {
        for (int k = block.features().start(i); k < block.features().start(i + 1); k++) {
          double v = block.features().value(k);
          total.addRange(block.features().column(k), v, v);
          total.addValues(block.features().column(k), 1);
        }
      }
    }
  }
}
