package io.ogive.objective;

import io.ogive.data.BlockId;
import io.ogive.math.KeyedRandom;
import io.ogive.model.Network;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Which outputs of hidden units are dropped while training (Srivastava et al. 2014): each with its
 * layer's rate q, drawn by (seed, epoch, block, row, layer, unit) alone; what is kept counts 1 / (1
 * - q), so that the mean stays and scoring drops nothing.
 *
 * @param rates q in [0, 1), one a hidden layer; none for no dropout at all
 */
public record Dropout(long seed, double[] rates) implements Serializable {
  private static final long KEY = 4;

  public Dropout {
    for (double rate : rates) {
      if (!(rate >= 0 && rate < 1)) {
        throw new IllegalArgumentException("a dropout rate must be in [0, 1), was " + rate);
      }
    }
  }

  /** Nothing is ever dropped. */
  public static Dropout none() {
    return new Dropout(0, new double[0]);
  }

  /** Whether anything is dropped in a hidden layer. */
  public boolean drops(int layer) {
    return layer < rates.length && rates[layer] > 0;
  }

  /**
   * What the outputs of a hidden layer are multiplied with for one row, into {@code out[offset ..
   * offset + units)}.
   */
  public void mask(
      long epoch, BlockId block, int row, int layer, int units, double[] out, int offset) {
    double rate = rates[layer];
    double kept = 1 / (1 - rate);
    KeyedRandom random = KeyedRandom.of(seed, KEY, epoch, block.key(), row, layer);
    for (int j = 0; j < units; j++) {
      out[offset + j] = random.nextDouble() < rate ? 0 : kept;
    }
  }

  /** The same in float32. */
  void mask(long epoch, BlockId block, int row, int layer, int units, float[] out, int offset) {
    double rate = rates[layer];
    float kept = (float) (1 / (1 - rate));
    KeyedRandom random = KeyedRandom.of(seed, KEY, epoch, block.key(), row, layer);
    for (int j = 0; j < units; j++) {
      out[offset + j] = random.nextDouble() < rate ? 0 : kept;
    }
  }

  /**
   * A batch's masks as plain data: per row, layer and input of that layer; 1 where nothing is ever
   * dropped.
   *
   * @param shape the network
   */
  public double[][][] masks(Network shape, BatchPlan.Batch batch) {
    double[][][] masks = new double[batch.rows().length][shape.layers().size()][];
    for (int i = 0; i < masks.length; i++) {
      for (int l = 0; l < masks[i].length; l++) {
        int inputs = shape.layers().get(l).inputs();
        masks[i][l] = new double[inputs];
        Arrays.fill(masks[i][l], 1);
        if (l > 0 && drops(l - 1)) {
          mask(batch.epoch(), batch.block(), batch.rows()[i], l - 1, inputs, masks[i][l], 0);
        }
      }
    }
    return masks;
  }
}
