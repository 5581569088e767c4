package io.ogive.spark;

import io.ogive.solver.LogisticOptions;
import io.ogive.solver.NetworkOptions;

/** Which model is trained, and how. */
public sealed interface ModelSpec {
  /** Logistic regression. */
  record Logistic(LogisticOptions options) implements ModelSpec {}

  /** A network of sigmoid layers. */
  record Network(NetworkOptions options) implements ModelSpec {}
}
