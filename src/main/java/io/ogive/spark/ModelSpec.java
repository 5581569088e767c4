package io.ogive.spark;

import io.ogive.model.LogisticModel;
import io.ogive.model.NetworkModel;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.Penalty;
import java.util.List;
import java.util.Optional;

/** Which model is trained, and how. */
public sealed interface ModelSpec {
  /**
   * Logistic regression.
   *
   * @param path penalties to choose among by held-out rows; empty for the one of the options
   * @param start a model to begin at
   */
  record Logistic(LogisticOptions options, List<Penalty> path, Optional<LogisticModel> start)
      implements ModelSpec {
    public Logistic {
      path = List.copyOf(path);
    }

    /** One fit from the base rates on. */
    public Logistic(LogisticOptions options) {
      this(options, List.of(), Optional.empty());
    }

    /** The same beginning at a model. */
    public Logistic startingAt(LogisticModel model) {
      return new Logistic(options, path, Optional.of(model));
    }
  }

  /** A network of sigmoid layers. */
  record Network(NetworkOptions options) implements ModelSpec {
    /** The same beginning at a model. */
    public Network startingAt(NetworkModel model) {
      return new Network(options.toBuilder().start(Optional.of(model)).build());
    }
  }
}
