package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.health.LayerStats;
import io.ogive.health.LayerTally;
import io.ogive.health.SourceHealth;
import io.ogive.model.Layer;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import java.util.List;

/**
 * Room for a batch of rows on its way forward and backward through a network.
 *
 * <pre>
 * forward   a_l = x_l W_l                  x_0 the inputs
 *           z_l = a_l + b_l                or batch normalisation of a_l, see BatchNorm
 *           h_l = activation(z_l)          x_(l+1) = h_l, some of it dropped
 * backward  delta_L = weight * d loss / d logits
 *           u_l = (what reaches a_(l+1)) W_(l+1)^T, where it was not dropped
 *           delta_l = u_l slope(h_l)       through batch normalisation to a_l
 *           dW_l = x_l^T (what reaches a_l)
 * </pre>
 *
 * <p>An implementation is an arithmetic: its precision and the order of its sums are its own, and
 * the same on every machine. Losses and the signals at the logits are in double in any of them.
 */
interface NetworkBatch {
  /** Room for {@code capacity} rows, in the precision of the input. */
  static NetworkBatch of(
      NetworkInput input, Network network, Loss loss, Dropout dropout, int capacity) {
    return input.precision() == Storage.FLOAT32
        ? new FloatBatch(input, network, loss, dropout, capacity)
        : new DoubleBatch(input, network, loss, dropout, capacity);
  }

  /** Room for the statistics of the hidden layers. */
  static LayerTally[] tallies(List<Layer> layers) {
    return layers.subList(0, layers.size() - 1).stream()
        .map(layer -> new LayerTally(LayerStats.Curve.valueOf(layer.activation().name())))
        .toArray(LayerTally[]::new);
  }

  int capacity();

  /** What the batch is computed with. */
  NetworkParameters parameters();

  /** The sum over rows of the gradient of weight times loss. */
  NetworkParameters gradient();

  /** Labels, weights, losses and signals of the rows. */
  NetworkOutput output();

  /**
   * Takes in rows {@code rows[from .. from + count)} of a block as the rows of the batch; nothing
   * is dropped.
   */
  void take(Block block, int[] rows, int from, int count);

  /** The same for training in an epoch: outputs of hidden units are dropped. */
  void take(Block block, int[] rows, int from, int count, long epoch);

  /**
   * Lets forward and backward tally hidden layers while these are in the cache, for {@link
   * #observe} of all rows that were taken together; until rows are taken anew.
   */
  void tally();

  /** Computes logits, losses and output signals of the first {@code rows} rows. */
  void forward(int rows);

  /**
   * Computes the gradient after {@link #forward}, adding to what is there or starting from 0; a
   * network with batch normalisation cannot add.
   */
  void backward(int rows, boolean accumulate);

  /** The moments that batch normalisation found in the last forward, as {@link BatchMoments}. */
  double[] moments();

  /**
   * Adds what the last forward and backward found to the statistics of some rows.
   *
   * @param level not OFF
   */
  void observe(SourceHealth health, RowGroup rows, HealthLevel level);
}
