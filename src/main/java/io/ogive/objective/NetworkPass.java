package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.data.Pass;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.health.HealthLevel;
import io.ogive.model.Loss;
import io.ogive.model.Network;

/**
 * Loss and gradient of a network over all training rows, and the loss over held-out rows.
 *
 * @param input how rows become inputs
 * @param network where to evaluate; without batch normalisation, which has no loss of a row alone
 * @param loss of a row
 * @param validation the rows that are kept back
 * @param level what to measure
 */
public record NetworkPass(
    NetworkInput input, Network network, Loss loss, Validation validation, HealthLevel level)
    implements Pass<NetworkTotal> {
  private static final int CHUNK_ROWS = 128;
  private static final int CHUNK_VALUES = 1 << 20;

  public NetworkPass {
    loss.check(network.output());
    if (network.isNormalized()) {
      throw new IllegalArgumentException(
          "a network with batch normalisation has no objective that does not depend on batches; "
              + "fold it first");
    }
  }

  /** A pass over all training rows. */
  public NetworkPass(NetworkInput input, Network network, Loss loss, HealthLevel level) {
    this(input, network, loss, Validation.NONE, level);
  }

  /** A pass over all training rows with the loss that is usual for the output. */
  public NetworkPass(NetworkInput input, Network network, HealthLevel level) {
    this(input, network, Loss.of(network.output()), level);
  }

  @Override
  public NetworkTotal over(Shard shard) {
    NetworkBatch batch = NetworkBatch.of(input, network, loss, Dropout.none(), chunkRows());
    NetworkFigures figures = NetworkFigures.of(shard.id(), network);
    NetworkTotal total = new NetworkTotal(batch.parameters().size(), figures);
    for (Block block : shard.blocks(Role.TRAIN)) {
      train(block, batch, total);
    }
    new HeldRows(batch, validation).add(shard, figures);
    return total;
  }

  /** Rows in work at a time: by the width alone, as the loss is added by such chunks. */
  private int chunkRows() {
    return Math.max(1, Math.min(CHUNK_ROWS, CHUNK_VALUES / network.inputs()));
  }

  private void train(Block block, NetworkBatch batch, NetworkTotal total) {
    int[] taken = validation.training(block.id(), block.rows());
    if (taken.length == 0) {
      return;
    }
    double sum = 0;
    double weight = 0;
    for (int from = 0; from < taken.length; from += batch.capacity()) {
      int rows = Math.min(batch.capacity(), taken.length - from);
      batch.take(block, taken, from, rows);
      if (level.isOn()) {
        batch.tally();
      }
      batch.forward(rows);
      batch.backward(rows, from > 0);
      double loss = batch.output().weightedLoss(rows);
      sum += loss;
      weight += batch.output().weight(rows);
      if (level.isOn()) {
        total.figures().observe(RowGroup.of(block, taken, from, rows), batch, loss, level);
      }
    }
    if (level.isFull()) {
      total.figures().sketch(block, batch.gradient());
    }
    total.figures().addTraining(block.id(), sum, weight);
    total.addGradient(block.id(), batch.gradient());
  }

  @Override
  public String description() {
    return "network gradient";
  }
}
