package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.health.GradientSketch;
import io.ogive.math.Kernels;
import io.ogive.math.NotRepresentableException;
import java.util.Arrays;

/** Adds a block's gradients, residuals times features, to the sums; keeps its work space. */
final class GradientSums {
  private final double[] scale;
  private final int logits;
  private final int vectors;
  private double[][] sums = {};
  private SparseGradientSums sparseSums;
  private double sketchUnit;

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

  /**
   * From now on sketches the gradients too, for the statistics of the blocks' sources.
   *
   * @param unit of the row weights
   */
  void sketchIn(double unit) {
    sketchUnit = unit;
  }

  /** Adds the gradients, where {@code r} is residual times weight by row, logits within points. */
  void add(Block block, double[][] r, LogisticTotal total) {
    GradientSketch.Part[] sketches = sketches();
    if (block instanceof Block.Dense dense) {
      addDense(dense, r, sketches, total);
    } else if (block instanceof Block.Sparse sparse) {
      if (sparseSums == null) {
        sparseSums = new SparseGradientSums(scale, vectors, logits);
      }
      sparseSums.add(sparse, r, sketches, total);
    }
    for (int v = 0; v < r.length; v++) {
      int first = v % logits * (scale.length + 1);
      double whole = RowSum.of(r[v]);
      addIntercept(block, whole, first, total.point(v / logits));
      if (sketches.length > 0) {
        sketches[v / logits].add(whole, first + scale.length);
      }
    }
    for (int p = 0; p < sketches.length; p++) {
      observe(block, sketches[p], total.point(p));
    }
  }

  /** Brings to the total what is not there yet; once, after the last block. */
  void finish(LogisticTotal total) {
    if (sparseSums != null) {
      sparseSums.finish(total);
    }
  }

  /** A sketch a point, or none. */
  private GradientSketch.Part[] sketches() {
    GradientSketch.Part[] parts = new GradientSketch.Part[sketchUnit > 0 ? vectors / logits : 0];
    Arrays.setAll(parts, p -> new GradientSketch.Part());
    return parts;
  }

  private void observe(Block block, GradientSketch.Part sketch, LogisticSums point) {
    if (point.fault().isEmpty()) {
      try {
        RowGroup.together(point.observed(), block).gradient().observe(sketch, sketchUnit);
      } catch (NotRepresentableException e) {
        point.observed().lose();
      }
    }
  }

  private void addDense(
      Block.Dense block, double[][] r, GradientSketch.Part[] sketches, LogisticTotal total) {
    if (sums.length == 0) {
      sums = new double[vectors][scale.length];
    }
    Kernels.best().transposed(block.features(), r, sums);
    for (int v = 0; v < r.length; v++) {
      LogisticSums point = total.point(v / logits);
      int first = v % logits * (scale.length + 1);
      for (int j = 0; j < scale.length; j++) {
        sums[v][j] *= scale[j];
      }
      if (sketches.length > 0) {
        sketches[v / logits].add(sums[v], scale.length, first);
      }
      try {
        point.gradient().addNearest(first, sums[v], scale.length);
      } catch (NotRepresentableException e) {
        point.fail(block.id(), e.index() - first, e.value());
      }
    }
  }

  private void addIntercept(Block block, double whole, int first, LogisticSums point) {
    try {
      point.gradient().addNearest(first + scale.length, whole);
    } catch (NotRepresentableException e) {
      point.fail(block.id(), LogisticFault.INTERCEPT, e.value());
    }
  }
}
