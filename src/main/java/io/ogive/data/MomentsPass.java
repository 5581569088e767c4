package io.ogive.data;

import io.ogive.math.Panels;
import java.util.Set;

/**
 * Sums w d and w d^2 of each slot, where w is the row's weight times 2^-weightExponent and d the
 * value's distance from the slot's centre times 2^-exponent, both below 1.
 *
 * @param countEntries whether sparse blocks sum the weights of entries too, as they must where rows
 *     without an entry are not at the centre
 */
record MomentsPass(
    Set<Role> roles,
    int classes,
    int weightExponent,
    double[] centre,
    int[] exponent,
    boolean countEntries)
    implements Pass<MomentsTotal> {
  MomentsPass {
    roles = Set.copyOf(roles);
  }

  /** About 0 where values have both signs, else about the value next to 0. */
  static MomentsPass about(BoundsTotal bounds, Set<Role> roles) {
    double[] centre = new double[bounds.columns()];
    for (int j = 0; j < centre.length; j++) {
      centre[j] = Math.max(bounds.least(j), Math.min(0, bounds.most(j))) + 0.0;
    }
    return about(bounds, roles, centre);
  }

  /** About a centre for each column. */
  static MomentsPass about(BoundsTotal bounds, Set<Role> roles, double[] centre) {
    int[] exponent = new int[centre.length];
    boolean countEntries = false;
    for (int j = 0; j < centre.length; j++) {
      double reach = Math.max(bounds.most(j) - centre[j], centre[j] - bounds.least(j));
      exponent[j] = ColumnMoments.exponent(reach);
      countEntries |= centre[j] != 0 && !bounds.everywhere(j);
    }
    return new MomentsPass(
        roles,
        bounds.classRows().length,
        ColumnMoments.exponent(bounds.largestWeight()),
        centre,
        exponent,
        countEntries);
  }

  @Override
  public MomentsTotal over(Shard shard) {
    MomentsTotal total = MomentsTotal.empty(classes, centre.length, countEntries);
    RowSums rows = new RowSums(total.rows());
    RowSums slots = new RowSums(total.slots());
    RowSums entries = new RowSums(total.entries());
    double[] scale = new double[centre.length];
    for (int j = 0; j < scale.length; j++) {
      scale[j] = Math.scalb(1.0, -exponent[j]);
    }
    for (Block block : shard.blocks()) {
      if (roles.contains(block.id().role())) {
        double[] w = scaledWeights(block, rows);
        if (block instanceof Block.Dense dense) {
          dense(dense, w, scale, slots);
        } else if (block instanceof Block.Sparse sparse) {
          sparse(sparse, w, scale, slots, entries);
        }
      }
    }
    rows.flush();
    slots.flush();
    entries.flush();
    return total;
  }

  @Override
  public String description() {
    return "column moments";
  }

  private double[] scaledWeights(Block block, RowSums rows) {
    double[] w = new double[Panels.length(block.rows(), 1)]; // rows that pad a panel weigh 0
    double scale = Math.scalb(1.0, -weightExponent);
    for (int i = 0; i < block.rows(); i++) {
      w[i] = block.weights()[i] * scale;
      if (w[i] > 0) {
        rows.add(0, w[i]);
        rows.add(1, w[i] * w[i]);
        rows.add(2 + (int) block.labels()[i], w[i]);
      }
    }
    return w;
  }

  private void dense(Block.Dense block, double[] w, double[] scale, RowSums slots) {
    Panels x = block.features();
    double[] lanes = new double[Panels.LANES];
    double[] squares = new double[Panels.LANES];
    RowSums.Lanes firstLanes = new RowSums.Lanes();
    RowSums.Lanes secondLanes = new RowSums.Lanes();
    for (int j = 0; j < x.columns(); j++) {
      for (int p = 0; p < x.panels(); p++) {
        x.copyLanes(p, j, lanes);
        weigh(lanes, squares, w, p * Panels.LANES, centre[j], scale[j]);
        firstLanes.add(lanes);
        secondLanes.add(squares);
        if (firstLanes.isFull() || p == x.panels() - 1) {
          slots.take(2 * j, firstLanes);
          slots.take(2 * j + 1, secondLanes);
        }
      }
    }
  }

  /** From x to w d, and to w d^2. */
  private static void weigh(
      double[] x, double[] squares, double[] w, int row, double centre, double scale) {
    for (int i = 0; i < Panels.LANES; i++) {
      double d = (x[i] - centre) * scale;
      double wd = w[row + i] * d;
      x[i] = wd;
      squares[i] = wd * d;
    }
  }

  private void sparse(
      Block.Sparse block, double[] w, double[] scale, RowSums slots, RowSums entries) {
    for (int i = 0; i < block.rows(); i++) {
      if (w[i] > 0) {
        for (int k = block.features().start(i); k < block.features().start(i + 1); k++) {
          int j = block.features().column(k);
          double d = (block.features().value(k) - centre[j]) * scale[j];
          double wd = w[i] * d;
          slots.add(2 * j, wd);
          slots.add(2 * j + 1, wd * d);
          if (countEntries) {
            entries.add(j, -w[i]);
          }
        }
      }
    }
  }
}
