package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.math.Kernels;
import io.ogive.math.NotRepresentableException;
import io.ogive.math.SparseRows;

/** Adds a block's gradients, residuals times features, to the sums; keeps its work space. */
final class GradientSums {
  private static final double UNIT = 0x1p-80;

  private final double[] scale;
  private final int logits;
  private final double[][] sums;
  private final int[] touchedIn;
  private int sparseAdds;

  /**
   * Sums over blocks.
   *
   * @param vectors how many gradients there are at all points together
   * @param logits how many of them belong to one point
   */
  GradientSums(double[] scale, int vectors, int logits) {
    this.scale = scale;
    this.logits = logits;
    this.sums = new double[vectors][scale.length];
    this.touchedIn = new int[scale.length];
  }

  /** Adds the gradients, where {@code r} is residual times weight by row, logits within points. */
  void add(Block block, double[][] r, LogisticTotal total) {
    if (block instanceof Block.Dense dense) {
      Kernels.best().transposed(dense.features(), r, sums);
    }
    for (int v = 0; v < r.length; v++) {
      LogisticSums point = total.point(v / logits);
      int first = v % logits * (scale.length + 1);
      if (block instanceof Block.Sparse sparse) {
        addSparse(sparse, r[v], sums[v], first, point);
      } else {
        for (int j = 0; j < scale.length; j++) {
          add(block, first, j, sums[v], point);
        }
      }
      addIntercept(block, r[v], first, point);
    }
  }

  private void addIntercept(Block block, double[] r, int first, LogisticSums point) {
    double whole = 0;
    for (double ri : r) {
      whole += ri;
    }
    try {
      point.gradient().add(first + scale.length, round(whole));
    } catch (NotRepresentableException e) {
      point.fail(block.id(), LogisticFault.INTERCEPT, e.value());
    }
  }

  /** Adds the columns that the block has entries in and no others: rows may be very wide. */
  private void addSparse(
      Block.Sparse block, double[] r, double[] sums, int first, LogisticSums point) {
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
        add(block, first, j, sums, point);
      }
    }
  }

  private void add(Block block, int first, int j, double[] sums, LogisticSums point) {
    try {
      point.gradient().add(first + j, round(sums[j] * scale[j]));
    } catch (NotRepresentableException e) {
      point.fail(block.id(), j, e.value());
    }
  }

  /**
   * To the unit of the sums, halves to even: unlike their rounding down, it is odd in the value.
   */
  private static double round(double value) {
    return Math.rint(value / UNIT) * UNIT;
  }
}
