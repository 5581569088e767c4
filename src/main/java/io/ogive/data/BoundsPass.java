package io.ogive.data;

import io.ogive.math.Panels;
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
    double[] lanes = new double[Panels.LANES];
    for (int p = 0; p < x.panels(); p++) {
      int first = p * Panels.LANES;
      int count = Math.min(Panels.LANES, x.rows() - first);
      int[] present = new int[count];
      int presents = 0;
      for (int i = 0; i < count; i++) {
        if (block.weights()[first + i] > 0) {
          present[presents++] = i;
        }
      }
      for (int j = 0; j < x.columns(); j++) {
        x.copyLanes(p, j, lanes);
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < presents; k++) {
          double v = lanes[present[k]];
          least = v < least ? v : least;
          most = v > most ? v : most;
        }
        total.addRange(j, least, most, presents);
      }
    }
  }

  private static void sparse(Block.Sparse block, BoundsTotal total) {
    for (int i = 0; i < block.rows(); i++) {
      if (block.weights()[i] > 0) {
        for (int k = block.features().start(i); k < block.features().start(i + 1); k++) {
          double v = block.features().value(k);
          total.addRange(block.features().column(k), v, v, 1);
        }
      }
    }
  }
}
