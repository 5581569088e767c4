package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.data.Role;
import io.ogive.data.Shard;

/**
 * The losses of the rows of a shard that are not fitted: those of role TEST, and the training rows
 * that a recipe keeps back.
 */
record HeldRows(NetworkBatch batch, Validation validation) {

  /** Adds them to the figures, with the batch's parameters. */
  void add(Shard shard, NetworkFigures figures) {
    for (Block block : shard.blocks(Role.TEST)) {
      double[] sums = sums(block, Validation.NONE.training(block.id(), block.rows()));
      figures.addHeldOut(block.id(), sums[0], sums[1]);
    }
    if (validation.isOn()) {
      for (Block block : shard.blocks(Role.TRAIN)) {
        double[] sums = sums(block, validation.held(block.id(), block.rows()));
        figures.addValidation(block.id(), sums[0], sums[1]);
      }
    }
  }

  /** Weighted loss and weight. */
  private double[] sums(Block block, int[] rows) {
    double[] sums = new double[2];
    for (int from = 0; from < rows.length; from += batch.capacity()) {
      int count = Math.min(batch.capacity(), rows.length - from);
      batch.take(block, rows, from, count);
      batch.forward(count);
      sums[0] += batch.output().weightedLoss(count);
      sums[1] += batch.output().weight(count);
    }
    return sums;
  }
}
