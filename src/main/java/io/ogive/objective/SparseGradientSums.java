package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.health.GradientSketch;
import io.ogive.math.ExactSums;
import io.ogive.math.Kernels;
import io.ogive.math.NotRepresentableException;
import io.ogive.math.SparseKernels;
import io.ogive.math.SparseRows;
import io.ogive.math.SparseUnits;

/**
 * Adds the gradients of sparse blocks, of all points and logits in one reading of the entries.
 *
 * <p>In scaled units an entry adds at most 1 to a logistic gradient. Rounded to a multiple of
 * 2^-47, about what additions in double would round, the entries of 2^15 rows are added as long
 * integers: in any order, in one place for all blocks, before they go to the exact sums. Blocks
 * that do not keep to that, such as those whose residuals are no numbers, are added in double, and
 * so are those of very many columns, of which they touch few.
 */
final class SparseGradientSums {
  private static final double UNITS = 0x1p47;
  private static final int MOST_ROWS = 1 << 15;

  /** Above so many sums a shard may touch few of them, and only these take room. */
  private static final int MOST_WHOLE = 1 << 22;

  private final double[] scale;
  private final int logits;
  private final int vectors;
  private final int length;
  private final boolean whole;
  private long[] units = {};
  private long[] ofBlock = {};
  private double[] sums = {};
  private int[] codes = {};
  private int rows;

  SparseGradientSums(double[] scale, int vectors, int logits) {
    this.scale = scale;
    this.logits = logits;
    this.vectors = vectors;
    this.length = Math.multiplyExact(vectors, scale.length);
    // By the width of one point, so that each has the bits that it has alone.
    this.whole = (long) logits * scale.length <= MOST_WHOLE;
  }

  /**
   * Adds the gradients, where {@code r} is residual times weight by row, logits within points.
   *
   * @param sketches of the gradients, one a point, or none
   */
  void add(Block.Sparse block, double[][] r, GradientSketch.Part[] sketches, LogisticTotal total) {
    SparseRows x = block.features();
    if (sketches.length > 0 && codes.length == 0) {
      codes = GradientSketch.codes(Math.min(MOST_WHOLE, logits * (scale.length + 1)));
    }
    if (!whole || x.rows() > MOST_ROWS) {
      addDoubles(block, r, sketches, total);
      return;
    }
    double[][] inside = r;
    for (int v = 0; v < vectors; v++) {
      if (!isWithinOne(r[v])) {
        inside = inside == r ? r.clone() : inside;
        inside[v] = new double[x.rows()];
        double[][] outside = new double[vectors][x.rows()];
        outside[v] = r[v];
        addDoubles(block, outside, sketches, total);
      }
    }
    addUnits(x, inside, sketches, total);
  }

  private static boolean isWithinOne(double[] r) {
    boolean within = true;
    for (double value : r) {
      within &= Math.abs(value) <= 1;
    }
    return within;
  }

  private void addUnits(
      SparseRows x, double[][] r, GradientSketch.Part[] sketches, LogisticTotal total) {
    rows += x.rows();
    if (rows > MOST_ROWS) {
      finish(total);
      rows = x.rows();
    }
    units = units.length == 0 ? new long[length] : units;
    if (sketches.length == 0) {
      Kernels.best().addUnits(x, r, scale, units);
      return;
    }
    ofBlock = ofBlock.length == 0 ? new long[length] : ofBlock;
    Kernels.best().addUnits(x, r, scale, ofBlock);
    for (int j : x.touched()) { // a column that comes twice has the sum 0 by then
      for (int v = 0; v < vectors; v++) {
        int at = j * vectors + v;
        long value = ofBlock[at];
        ofBlock[at] = 0;
        units[at] += value;
        sketch(sketches, j, v, value / UNITS);
      }
    }
  }

  private void sketch(GradientSketch.Part[] sketches, int j, int v, double value) {
    if (sketches.length > 0 && value != 0) {
      long index = v % logits * (scale.length + 1L) + j;
      if (index < codes.length) {
        sketches[v / logits].addCoded(value, codes[(int) index]);
      } else {
        sketches[v / logits].add(value, index);
      }
    }
  }

  private void addDoubles(
      Block.Sparse block, double[][] r, GradientSketch.Part[] sketches, LogisticTotal total) {
    sums = sums.length == 0 ? new double[length] : sums;
    SparseKernels.addTransposed(block.features(), r, sums);
    for (int j : block.features().touched()) {
      for (int v = 0; v < vectors; v++) {
        int at = j * vectors + v;
        double value = Math.rint(sums[at] * scale[j] * UNITS) / UNITS;
        sums[at] = 0;
        if (value == 0) {
          continue;
        }
        sketch(sketches, j, v, value);
        LogisticSums point = total.point(v / logits);
        try {
          point.gradient().add(v % logits * (scale.length + 1) + j, value);
        } catch (NotRepresentableException e) {
          point.fail(block.id(), j, e.value());
        }
      }
    }
  }

  /** Brings to the total what is not there yet. */
  void finish(LogisticTotal total) {
    if (units.length == 0) {
      return;
    }
    int[] counts = new int[vectors / logits];
    for (int j = 0, at = 0; j < scale.length; j++) {
      for (int v = 0; v < vectors; v++, at++) {
        counts[v / logits] += units[at] != 0 ? 1 : 0;
      }
    }
    ExactSums[] gradients = new ExactSums[vectors];
    int[] first = new int[vectors];
    for (int v = 0; v < vectors; v++) {
      gradients[v] = total.point(v / logits).gradient();
      first[v] = v % logits * (scale.length + 1);
      if (v % logits == 0) {
        gradients[v].expect(counts[v / logits]);
      }
    }
    for (int j = 0, at = 0; j < scale.length; j++) {
      for (int v = 0; v < vectors; v++, at++) {
        long sum = units[at];
        if (sum != 0) {
          units[at] = 0;
          gradients[v].addUnits(first[v] + j, sum, SparseUnits.UNIT_BITS);
        }
      }
    }
  }
}
