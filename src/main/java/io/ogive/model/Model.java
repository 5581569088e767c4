package io.ogive.model;

import io.ogive.data.Features;
import java.io.Serializable;
import java.util.List;

/** A trained model: scores stored rows, knows how raw rows become stored ones. */
public sealed interface Model extends Serializable permits LogisticModel, NetworkModel {
  Features features();

  /** The number of classes, at least 2; of labels where there are several; 0 for a number. */
  default int classes() {
    return features().label().classes().size();
  }

  /** The classes by name, in order; the labels where there are several; none of a number. */
  default List<String> labels() {
    return features().label().classes();
  }

  /** How many figures {@link #probabilities} gives. */
  default int scores() {
    return Math.max(1, classes());
  }

  /**
   * The class probabilities of one row, the same bits as a block that holds the row gives; where
   * the label is a number, that number as predicted.
   *
   * @param stored the row's slots as {@link Features#stored} gives them
   * @param out {@link #scores()} figures
   */
  void probabilities(double[] stored, double[] out);
}
