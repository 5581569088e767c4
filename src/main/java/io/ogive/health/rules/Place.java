package io.ogive.health.rules;

import java.util.OptionalInt;

/**
 * What of a training a finding is about; nothing named: the whole.
 *
 * @param layer a hidden layer, from 1
 * @param source a partition
 */
public record Place(OptionalInt layer, OptionalInt source) {
  /** The whole training. */
  public static final Place WHOLE = new Place(OptionalInt.empty(), OptionalInt.empty());

  /** A hidden layer, from 1. */
  public static Place ofLayer(int layer) {
    return new Place(OptionalInt.of(layer), OptionalInt.empty());
  }

  /** A partition. */
  public static Place ofSource(int source) {
    return new Place(OptionalInt.empty(), OptionalInt.of(source));
  }

  /** A hidden layer, from 1, on the rows of a partition. */
  public static Place of(int layer, int source) {
    return new Place(OptionalInt.of(layer), OptionalInt.of(source));
  }
}
