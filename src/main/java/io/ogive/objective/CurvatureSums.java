package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.math.ExactSums;
import io.ogive.math.Kernels;
import io.ogive.math.NotRepresentableException;
import io.ogive.math.Panels;
import io.ogive.math.SparseRows;
import java.util.Arrays;

/**
 * Adds a block's Hessian, sum over rows of slope * (x, 1) (x, 1)', to the sums at a point; keeps
 * its work space. The lower triangle, row by row, with the intercept last.
 */
final class CurvatureSums {
  /** Columns of the product at a time, so that only about half of it is computed. */
  private static final int STRIP = 64;

  private final double[] scale;
  private final boolean single;
  private final int size;
  private double[] left = {};
  private double[] right = {};
  private double[] product = {};
  private double[] triangle = {};
  private float[] singles = {};
  private float[] room = {};

  /**
   * Sums over blocks.
   *
   * @param single whether products of dense float32 columns are added in float32 within a block
   */
  CurvatureSums(double[] scale, boolean single) {
    this.scale = scale;
    this.single = single;
    this.size = scale.length + 1;
  }

  /**
   * Adds the curvature between all logits.
   *
   * @param spread of the block's rows
   */
  void add(Block block, LogisticSpread spread, LogisticSums sums) {
    for (int k = 0; k < spread.logits(); k++) {
      for (int l = 0; l <= k; l++) {
        add(block, spread.between(k, l), k == l, sums.curvature(k, l), sums);
      }
    }
  }

  /** Adds the sum over rows of slope * (x, 1) (x, 1)'. */
  private void add(
      Block block, double[] slope, boolean isPositive, ExactSums to, LogisticSums sums) {
    if (triangle.length == 0) {
      triangle = new double[size * (size + 1) / 2];
    }
    if (block instanceof Block.Dense dense && single && isPositive && dense.features().isSingle()) {
      single(dense.features(), slope);
    } else if (block instanceof Block.Dense dense) {
      dense(dense.features(), slope);
    } else if (block instanceof Block.Sparse sparse) {
      sparse(sparse.features(), slope);
    }
    try {
      to.addNearest(0, triangle, triangle.length);
    } catch (NotRepresentableException e) {
      int i = 0;
      while ((i + 1) * (i + 2) / 2 <= e.index()) {
        i++;
      }
      sums.fail(block.id(), i == scale.length ? LogisticFault.INTERCEPT : i, e.value());
    }
  }

  private void dense(Panels x, double[] slope) {
    int rows = x.rows();
    if (left.length < rows * size) {
      left = new double[rows * size];
      right = new double[rows * Math.min(STRIP, size)];
      product = new double[size * Math.min(STRIP, size)];
    }
    for (int from = 0; from < size; from += STRIP) {
      int to = Math.min(size, from + STRIP);
      copy(x, slope, from, to);
      Kernels.best().product(to, to - from, rows, left, rows, 1, right, product, false);
      for (int j = from; j < to; j++) {
        for (int i = 0; i <= j; i++) {
          triangle[j * (j + 1) / 2 + i] = product[i * (to - from) + j - from];
        }
      }
    }
  }

  /**
   * Scaled columns {@code from .. to}: by rows into {@code right}, times slope by columns into
   * left.
   */
  private void copy(Panels x, double[] slope, int from, int to) {
    double[] lanes = new double[Panels.LANES];
    int n = to - from;
    int rows = x.rows();
    for (int p = 0; p < x.panels(); p++) {
      int start = p * Panels.LANES;
      int count = Math.min(Panels.LANES, rows - start);
      for (int j = from; j < to; j++) {
        boolean intercept = j == scale.length;
        if (!intercept) {
          x.copyLanes(p, j, lanes);
        }
        for (int i = 0; i < count; i++) {
          double value = intercept ? 1 : lanes[i] * scale[j];
          right[(start + i) * n + j - from] = value;
          left[j * rows + start + i] = value * slope[start + i];
        }
      }
    }
  }

  /** X'SX in float32; the intercept's part in double. */
  private void single(Panels x, double[] slope) {
    int columns = scale.length;
    if (singles.length == 0) {
      singles = new float[triangle.length];
    }
    float[] roots = new float[x.panels() * Panels.LANES];
    double whole = 0;
    for (int i = 0; i < slope.length; i++) {
      roots[i] = (float) Math.sqrt(slope[i]);
      whole += slope[i];
    }
    if (room.length < Kernels.gramRoom(x)) {
      room = new float[Kernels.gramRoom(x)];
    }
    Kernels.best().gram(x, roots, room, singles);
    int at = 0;
    for (int j = 0; j < columns; j++) {
      for (int k = 0; k <= j; k++, at++) {
        triangle[at] = singles[at] * (scale[j] * scale[k]);
      }
    }
    double[] sums = new double[columns];
    Kernels.best().transposed(x, slope, sums);
    for (int j = 0; j < columns; j++) {
      triangle[at++] = sums[j] * scale[j];
    }
    triangle[at] = whole;
  }

  private void sparse(SparseRows x, double[] slope) {
    Arrays.fill(triangle, 0.0);
    int last = scale.length * (scale.length + 1) / 2;
    for (int i = 0; i < x.rows(); i++) {
      for (int e = x.start(i); e < x.start(i + 1); e++) {
        int j = x.column(e);
        double weighted = x.value(e) * scale[j] * slope[i];
        int row = j * (j + 1) / 2;
        for (int f = x.start(i); f <= e; f++) {
          int l = x.column(f);
          triangle[row + l] = Math.fma(weighted, x.value(f) * scale[l], triangle[row + l]);
        }
        triangle[last + j] += weighted;
      }
      triangle[last + scale.length] += slope[i];
    }
  }
}
