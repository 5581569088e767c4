package io.ogive.objective;

import io.ogive.data.Block;
import java.io.Serializable;

/**
 * How a block's rows become the inputs and weights of a network.
 *
 * @param center per slot, taken off the stored value
 * @param scale per slot, multiplied after that; 0 for a constant column
 * @param factors per class, multiplied to the row weights; they carry the class weights and bring
 *     the mean weight of a training row to 1, so that no unit of weight shapes the training
 */
public record NetworkInput(double[] center, double[] scale, double[] factors)
    implements Serializable {
  public NetworkInput {
    if (center.length != scale.length) {
      throw new IllegalArgumentException(
          "%d centers do not fit %d scales".formatted(center.length, scale.length));
    }
  }

  /** The number of inputs. */
  public int columns() {
    return center.length;
  }

  /** The number of classes. */
  public int classes() {
    return factors.length;
  }

  /** Row {@code row}'s weight times its class's factor. */
  double weight(Block block, int row) {
    return block.weights()[row] * factors[(int) block.labels()[row]];
  }

  /** Writes the inputs of one row into {@code out[offset .. offset + columns)}. */
  void copyRow(Block block, int row, double[] out, int offset) {
    block.copyRow(row, out, offset);
    for (int j = 0; j < center.length; j++) {
      out[offset + j] = (out[offset + j] - center[j]) * scale[j];
    }
  }
}
