package io.ogive.solver;

import io.ogive.data.BlockStore;
import io.ogive.data.Features;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthSchedule;
import io.ogive.model.Layer;
import io.ogive.model.Network;
import io.ogive.model.NetworkModel;
import io.ogive.model.Output;
import io.ogive.objective.NetworkInput;
import io.ogive.objective.NetworkInput.Target;
import io.ogive.objective.Validation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fits a network to the training rows of a store. */
public final class NetworkTraining {
  private static final int MOST_INPUTS = Integer.MAX_VALUE - 8;

  private NetworkTraining() {}

  /**
   * Fits a network.
   *
   * <p>Adam and SGD run {@code stopping.maxRounds} rounds from round 0, unless early stopping ends
   * them; the model is the last shared state, or with early stopping the best, and one more pass,
   * of which the listener hears nothing, finds the objective there.
   *
   * @param level what each round measures; the model is the same at every level
   * @throws IllegalArgumentException if the options do not fit the data
   * @throws DivergedException if training leaves the range of numbers
   */
  public static NetworkResult fit(
      BlockStore store,
      Features features,
      NetworkOptions options,
      HealthLevel level,
      RoundListener listener) {
    return fit(store, features, options, HealthSchedule.always(level), listener);
  }

  /** The same where passes differ in what they measure. */
  public static NetworkResult fit(
      BlockStore store,
      Features features,
      NetworkOptions options,
      HealthSchedule schedule,
      RoundListener listener) {
    NetworkStart start = NetworkStart.of(store, features, options);
    return options.solver() == NetworkOptions.Solver.LBFGS
        ? lbfgs(store, features, options, schedule, listener, start)
        : new LocalTraining(store, features, options, start, schedule, listener).run();
  }

  private static NetworkResult lbfgs(
      BlockStore store,
      Features features,
      NetworkOptions options,
      HealthSchedule schedule,
      RoundListener listener,
      NetworkStart start) {
    Network network = start.network();
    NetworkProblem problem =
        new NetworkProblem(
            store.bySource(),
            start.input().in(Storage.FLOAT64),
            network,
            start.loss(),
            options.l2(),
            Validation.NONE,
            schedule);
    double[] from = network.parameters();
    Fit fit =
        options.l1() > 0
            ? OwlQn.minimize(problem, l1(network, options.l1()), from, options.stopping(), listener)
            : LBFGS.minimize(problem, from, options.stopping(), listener);
    Network found = network.withParameters(fit.point());
    double penalty = NetworkProblem.penalty(found, options.l2(), options.l1());
    return new NetworkResult(
        model(features, start.input(), found), fit, fit.value() - penalty, 0, 0);
  }

  /** The weight of each parameter's absolute value: none for biases. */
  static double[] l1(Network network, double weight) {
    double[] l1 = new double[network.parameters().length];
    int at = 0;
    for (Layer layer : network.layers()) {
      Arrays.fill(l1, at, at + layer.weights().length, weight);
      at += layer.size();
    }
    return l1;
  }

  /** Checks that the inputs of a batch fit one array. */
  static void checkRoom(int rows, int slots) {
    if ((long) rows * slots > MOST_INPUTS) {
      throw new IllegalArgumentException(
          "a batch of %d rows of %d slots is more than the %d numbers of one array; set solver.adam.batch to at most %d"
              .formatted(rows, slots, MOST_INPUTS, MOST_INPUTS / slots));
    }
  }

  /** A model of a network without batch normalisation, which gives labels as they were. */
  static NetworkModel model(Features features, NetworkInput input, Network network) {
    return new NetworkModel(
        features, input.center(), input.scale(), unscaled(network, input.target()));
  }

  /** From the prediction of (y - center) * scale to that of y. */
  private static Network unscaled(Network network, Target target) {
    if (network.output() != Output.LINEAR) {
      return network;
    }
    List<Layer> layers = new ArrayList<>(network.layers());
    Layer last = layers.remove(layers.size() - 1);
    double[] weights = last.weights().clone();
    double[] bias = last.bias().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= target.scale();
    }
    for (int k = 0; k < bias.length; k++) {
      bias[k] = bias[k] / target.scale() + target.center();
    }
    layers.add(new Layer(last.inputs(), last.outputs(), last.activation(), weights, bias));
    return new Network(layers, network.output());
  }
}
