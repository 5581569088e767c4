package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.math.Kernels;
import io.ogive.math.NotRepresentableException;

/** Adds a block's gradients, residuals times features, to the sums; keeps its work space. */
final class GradientSums {
  private static final double UNIT = 0x1p-80;

  private final double[] scale;
  private final int logits;
  private final int vectors;
  private double[][] sums = {};
  private SparseGradientSums sparseSums;

  /**
   * Sums over blocks.
   *
   * @param vectors how many gradients there are at all points together
   * @param logits how many of them belong to one point
   */
  GradientSums(double[] scale, int vectors, int logits) {
    this.scale = scale;
    this.logits = logits;
    this.vectors = vectors;
  }

  /** Adds the gradients, where {@code r} is residual times weight by row, logits within points. */
  void add(Block block, double[][] r, LogisticTotal total) {
    if (block instanceof Block.Dense dense) {
      addDense(dense, r, total);
    } else if (block instanceof Block.Sparse sparse) {
      if (sparseSums == null) {
        sparseSums = new SparseGradientSums(scale, vectors, logits);
      }
      sparseSums.add(sparse, r, total);
    }
    for (int v = 0; v < r.length; v++) {
      int first = v % logits * (scale.length + 1);
      addIntercept(block, r[v], first, total.point(v / logits));
    }
  }

  /** Brings to the total what is not there yet; once, after the last block. */
  void finish(LogisticTotal total) {
    if (sparseSums != null) {
      sparseSums.finish(total);
    }
  }

  private void addDense(Block.Dense block, double[][] r, LogisticTotal total) {
    if (sums.length == 0) {
      sums = new double[vectors][scale.length];
    }
    Kernels.best().transposed(block.features(), r, sums);
    for (int v = 0; v < r.length; v++) {
      LogisticSums point = total.point(v / logits);
      int first = v % logits * (scale.length + 1);
      for (int j = 0; j < scale.length; j++) {
        try {
          point.gradient().add(first + j, round(sums[v][j] * scale[j]));
        } catch (NotRepresentableException e) {
          point.fail(block.id(), j, e.value());
        }
      }
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

  /**
   * To the unit of the sums, halves to even: unlike their rounding down, it is odd in the value.
   */
  private static double round(double value) {
    return Math.rint(value / UNIT) * UNIT;
  }
}
