package io.ogive.solver;

import io.ogive.model.Activation;
import java.util.List;

/**
 * A hidden layer to be trained.
 *
 * @param units how many
 * @param activation what becomes of each sum
 */
public record HiddenLayer(int units, Activation activation) {
  public HiddenLayer {
    if (units < 1) {
      throw new IllegalArgumentException("a hidden layer needs units, was " + units);
    }
  }

  /** Sigmoid layers of so many units each. */
  public static List<HiddenLayer> sigmoids(List<Integer> units) {
    return units.stream().map(n -> new HiddenLayer(n, Activation.SIGMOID)).toList();
  }
}
