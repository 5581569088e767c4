package io.ogive.theory;

import io.ogive.health.HealthLevel;
import io.ogive.health.SourceHealth;
import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Network;
import io.ogive.model.NetworkModel;
import io.ogive.objective.NetworkPass;
import io.ogive.objective.NetworkTotal;
import io.ogive.solver.HiddenLayer;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkOptionsBuilder;
import io.ogive.solver.NetworkResult;
import io.ogive.solver.NetworkStart;
import io.ogive.solver.NetworkTraining;
import io.ogive.solver.Round;
import io.ogive.solver.StoppingRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Networks on rows: where they start, what one pass finds, what rounds of training do. */
record Nets(Rows rows) {
  /** A training and its rounds. */
  record Trained(NetworkResult result, List<Round> rounds) {
    /** The loss by round. */
    double[] losses() {
      return rounds.stream().mapToDouble(Round::loss).toArray();
    }
  }

  static NetworkOptionsBuilder layers(Activation activation, int units, int depth) {
    return NetworkOptions.builder()
        .hidden(Collections.nCopies(depth, new HiddenLayer(units, activation)));
  }

  NetworkStart start(NetworkOptions options) {
    return NetworkStart.of(rows.store(), rows.features(), options);
  }

  /** What a full pass at a network finds, by back-propagation. */
  NetworkTotal pass(NetworkStart start, Network network) {
    return rows.store()
        .bySource()
        .aggregate(new NetworkPass(start.input(), network, start.loss(), HealthLevel.BASIC));
  }

  /** The statistics of such a pass. */
  SourceHealth health(NetworkStart start, Network network) {
    return pass(start, network).figures().health().whole();
  }

  Trained train(NetworkOptionsBuilder options, int rounds) {
    List<Round> seen = new ArrayList<>();
    NetworkResult result =
        NetworkTraining.fit(
            rows.store(),
            rows.features(),
            options.stopping(new StoppingRule(rounds, 1e-9)).build(),
            HealthLevel.BASIC,
            seen::add);
    return new Trained(result, seen);
  }

  /** Trains from a network on instead of from a drawn one. */
  Trained train(NetworkOptionsBuilder options, NetworkStart start, Network from, int rounds) {
    NetworkModel model =
        new NetworkModel(rows.features(), start.input().center(), start.input().scale(), from);
    return train(options, model, rounds);
  }

  /** Trains from a model on. */
  Trained train(NetworkOptionsBuilder options, NetworkModel from, int rounds) {
    return train(options.start(Optional.of(from)), rounds);
  }

  /** A network with another layer in a place. */
  static Network with(Network network, int l, Layer layer) {
    List<Layer> layers = new ArrayList<>(network.layers());
    layers.set(l, layer);
    return new Network(layers, network.output());
  }
}
