package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.math.Kernels;
import io.ogive.math.NotRepresentableException;
import io.ogive.math.SparseRows;

/** Adds a block's gradient, residuals times features, to the total; keeps its work space. */
final class GradientSums {
  private static final double UNIT = 0x1p-80;

  private final double[] scale;
  private final double[] sums;
  private final int[] touchedIn;
  private int sparseAdds;

  GradientSums(double[] scale) {
    this.scale = scale;
    this.sums = new double[scale.length];
    this.touchedIn = new int[scale.length];
  }

  /** Adds the gradient by logit k, where {@code r} is residual times weight by row. */
  void add(Block block, double[] r, int k, LogisticTotal total) {
    int first = k * (scale.length + 1);
    if (block instanceof Block.Dense dense) {
      Kernels.best().transposed(dense.features(), r, sums);
      for (int j = 0; j < sums.length; j++) {
        add(block, first, j, total);
      }
    } else if (block instanceof Block.Sparse sparse) {
      addSparse(sparse, r, first, total);
    }
    double whole = 0;
    for (double ri : r) {
      whole += ri;
    }
    try {
      total.gradient().add(first + scale.length, round(whole));
    } catch (NotRepresentableException e) {
      total.fail(block.id(), LogisticFault.INTERCEPT, e.value());
    }
  }

  /** Adds the columns that the block has entries in and no others: rows may be very wide. */
  private void addSparse(Block.Sparse block, double[] r, int first, LogisticTotal total) {
    sparseAdds++;
    SparseRows x = block.features();
    int entries = x.start(x.rows());
    for (int e = 0; e < entries; e++) {
      sums[x.column(e)] = 0;
    }
    x.addTransposed(r, sums);
    for (int e = 0; e < entries; e++) {
      int j = x.column(e);
      if (touchedIn[j] != sparseAdds) {
        touchedIn[j] = sparseAdds;
        add(block, first, j, total);
      }
    }
  }

  private void add(Block block, int first, int j, LogisticTotal total) {
    try {
      total.gradient().add(first + j, round(sums[j] * scale[j]));
    } catch (NotRepresentableException e) {
      total.fail(block.id(), j, e.value());
    }
  }

  /**
   * To the unit of the sums, halves to even: unlike their rounding down, it is odd in the value.
   */
  private static double round(double value) {
    return Math.rint(value / UNIT) * UNIT;
  }
}
