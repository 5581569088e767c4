package io.ogive.solver;

import io.ogive.model.Activation;
import java.util.List;

/**
 * A hidden layer to be trained.
 *
 * @param units how many
 * @param activation what becomes of each sum
 * @param batchNorm whether sums are normalized over the batch
 * @param dropout the share of the layer's outputs that is dropped while training, in [0, 1)
 */
public record HiddenLayer(int units, Activation activation, boolean batchNorm, double dropout) {
  public HiddenLayer {
    if (units < 1) {
      throw new IllegalArgumentException("a hidden layer needs units, was " + units);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1), was " + dropout);
    }
  }

  /** A plain layer. */
  public HiddenLayer(int units, Activation activation) {
    this(units, activation, false, 0);
  }

  /** Sigmoid layers of so many units each. */
  public static List<HiddenLayer> sigmoids(List<Integer> units) {
    return units.stream().map(n -> new HiddenLayer(n, Activation.SIGMOID)).toList();
  }
}
