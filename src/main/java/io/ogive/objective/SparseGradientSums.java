package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.health.GradientSketch;
import io.ogive.math.ExactSums;
import io.ogive.math.NotRepresentableException;
import io.ogive.math.SparseKernels;
import io.ogive.math.SparseRows;

/**
 * Adds the gradients of sparse blocks, of all points and logits in one reading of the entries.
 *
 * <p>A block's sum is rounded to a multiple of 2^-47, about what its own additions round. A
 * logistic gradient in scaled units is at most the number of rows, so that the sums of 2^15 rows
 * fit into long integers, which is where they are added before they go to the exact sums.
 */
final class SparseGradientSums {
  private static final int UNIT_BITS = 47;
  private static final double UNITS = 0x1p47;
  private static final int MOST_ROWS = 1 << 15;

  /** Above so many sums a shard may touch few of them, and only these take room. */
  private static final int MOST_WHOLE = 1 << 22;

  private final double[] scale;
  private final int logits;
  private final int vectors;
  private final double[] sums;
  private final long[] units;
  private int[] codes = {};
  private int rows;

  SparseGradientSums(double[] scale, int vectors, int logits) {
    this.scale = scale;
    this.logits = logits;
    this.vectors = vectors;
    this.sums = new double[Math.multiplyExact(vectors, scale.length)];
    this.units = new long[sums.length <= MOST_WHOLE ? sums.length : 0];
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
    boolean whole = units.length > 0 && x.rows() <= MOST_ROWS;
    if (whole) {
      rows += x.rows();
      if (rows > MOST_ROWS) {
        finish(total);
        rows = x.rows();
      }
    }
    SparseKernels.addTransposed(x, r, sums);
    for (int j : x.touched()) { // a column that comes twice has the sum 0 by then
      for (int v = 0; v < vectors; v++) {
        int at = j * vectors + v;
        double value = Math.rint(sums[at] * scale[j] * UNITS);
        sums[at] = 0;
        if (sketches.length > 0 && value != 0) {
          long index = v % logits * (scale.length + 1L) + j;
          if (index < codes.length) {
            sketches[v / logits].addCoded(value / UNITS, codes[(int) index]);
          } else {
            sketches[v / logits].add(value / UNITS, index);
          }
        }
        if (whole && Math.abs(value) <= x.rows() * UNITS) {
          units[at] += (long) value;
        } else {
          add(block, j, v, value / UNITS, total);
        }
      }
    }
  }

  private void add(Block block, int j, int v, double value, LogisticTotal total) {
    LogisticSums point = total.point(v / logits);
    try {
      point.gradient().add(v % logits * (scale.length + 1) + j, value);
    } catch (NotRepresentableException e) {
      point.fail(block.id(), j, e.value());
    }
  }

  /** Brings to the total what is not there yet. */
  void finish(LogisticTotal total) {
    for (int from = 0; from < vectors && units.length > 0; from += logits) {
      total.point(from / logits).gradient().expect(count(from));
      for (int v = from; v < from + logits; v++) {
        finish(v, total.point(v / logits).gradient());
      }
    }
  }

  /** How many sums of a point there are to bring. */
  private int count(int from) {
    int count = 0;
    for (int at = from; at < units.length; at += vectors) {
      for (int v = 0; v < logits; v++) {
        count += units[at + v] != 0 ? 1 : 0;
      }
    }
    return count;
  }

  private void finish(int v, ExactSums gradient) {
    int first = v % logits * (scale.length + 1);
    for (int j = 0; j < scale.length; j++) {
      long sum = units[j * vectors + v];
      if (sum != 0) {
        units[j * vectors + v] = 0;
        // In two parts, each of which a double holds; rounding down leaves the second positive.
        gradient.add(first + j, Math.scalb((double) (sum >> 31), 31 - UNIT_BITS));
        gradient.add(first + j, Math.scalb((double) (sum & 0x7fffffffL), -UNIT_BITS));
      }
    }
  }
}
