package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.data.Storage;
import java.io.Serializable;

/**
 * How a block's rows become the inputs, weights and labels of a network.
 *
 * @param center per slot, taken off the stored value
 * @param scale per slot, multiplied after that; 0 for a constant column
 * @param factors per class, or one for all rows, multiplied to the row weights; they carry the
 *     class weights and bring the mean weight of a training row to 1, so that no unit of weight
 *     shapes the training
 * @param target what a label that is a number becomes
 * @param precision of the inputs, and of what a network computes from them
 */
public record NetworkInput(
    double[] center, double[] scale, double[] factors, Target target, Storage precision)
    implements Serializable {

  /** A label that is a number, less its center, times its scale; other labels are left alone. */
  public record Target(double center, double scale) implements Serializable {
    /** Labels as they are. */
    public static final Target PLAIN = new Target(0, 1);
  }

  /** Inputs of a classifier, in double. */
  public NetworkInput(double[] center, double[] scale, double[] factors) {
    this(center, scale, factors, Target.PLAIN, Storage.FLOAT64);
  }

  public NetworkInput {
    if (center.length != scale.length) {
      throw new IllegalArgumentException(
          "%d centers do not fit %d scales".formatted(center.length, scale.length));
    }
  }

  /** The same inputs in another precision. */
  public NetworkInput in(Storage other) {
    return new NetworkInput(center, scale, factors, target, other);
  }

  /** The number of inputs. */
  public int columns() {
    return center.length;
  }

  /** Row {@code row}'s weight times its class's factor. */
  double weight(Block block, int row) {
    return block.weights()[row]
        * (factors.length == 1 ? factors[0] : factors[(int) block.labels()[row]]);
  }

  /** Row {@code row}'s label as the loss takes it. */
  double label(Block block, int row) {
    return (block.labels()[row] - target.center()) * target.scale();
  }

  /** Writes the inputs of one row into {@code out[offset .. offset + columns)}. */
  void copyRow(Block block, int row, double[] out, int offset) {
    block.copyRow(row, out, offset);
    for (int j = 0; j < center.length; j++) {
      out[offset + j] = (out[offset + j] - center[j]) * scale[j];
    }
  }
}
