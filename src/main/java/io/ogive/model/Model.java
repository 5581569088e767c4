package io.ogive.model;

import io.ogive.data.Features;
import java.io.Serializable;

/** A trained classifier: scores stored rows, knows how raw rows become stored ones. */
public sealed interface Model extends Serializable permits LogisticModel, NetworkModel {
  Features features();

  /** The number of classes, at least 2. */
  default int classes() {
    return features().label().classes().size();
  }

  /**
   * The class probabilities of one row, the same bits as a block that holds the row gives.
   *
   * @param stored the row's slots as {@link Features#stored} gives them
   * @param out one probability a class
   */
  void probabilities(double[] stored, double[] out);
}
