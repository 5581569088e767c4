package io.ogive.solver;

import io.ogive.data.BlockSet;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthSchedule;
import io.ogive.math.NotRepresentableException;
import io.ogive.model.Layer;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import io.ogive.objective.NetworkFault;
import io.ogive.objective.NetworkFigures;
import io.ogive.objective.NetworkInput;
import io.ogive.objective.NetworkPass;
import io.ogive.objective.NetworkTotal;
import io.ogive.objective.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The objective of a network as a function of its parameters:
 *
 * <pre>weighted mean loss over the training rows + l2 / 2 * sum of squared weights</pre>
 *
 * <p>Biases are free of penalty. There is no curvature. The mean is over rows, whatever the blocks.
 */
public final class NetworkProblem implements Objective {
  private final BlockSet blocks;
  private final NetworkInput input;
  private final Network shape;
  private final Loss loss;
  private final double l2;
  private final Validation validation;
  private final HealthSchedule schedule;
  private int passes;

  /** The same over all training rows. */
  public NetworkProblem(
      BlockSet blocks, NetworkInput input, Network shape, Loss loss, double l2, HealthLevel level) {
    this(blocks, input, shape, loss, l2, Validation.NONE, HealthSchedule.always(level));
  }

  /**
   * @param shape a network of the shape; its parameters are not read
   * @param validation the rows that are kept back
   */
  NetworkProblem(
      BlockSet blocks,
      NetworkInput input,
      Network shape,
      Loss loss,
      double l2,
      Validation validation,
      HealthSchedule schedule) {
    this.validation = validation;
    this.loss = loss;
    this.blocks = blocks;
    this.input = input;
    this.shape = shape;
    this.l2 = l2;
    this.schedule = schedule;
  }

  @Override
  public int dimension() {
    return shape.parameters().length;
  }

  @Override
  public List<Double> weightNorms(double[] point) {
    return weightNorms(shape.withParameters(point));
  }

  /** The Euclidean norm of each layer's weights. */
  static List<Double> weightNorms(Network network) {
    List<Double> norms = new ArrayList<>();
    for (Layer layer : network.layers()) {
      double squares = 0;
      for (double w : layer.weights()) {
        squares = Math.fma(w, w, squares);
      }
      norms.add(Math.sqrt(squares));
    }
    return norms;
  }

  /**
   * @throws DivergedException if a sum leaves its range
   */
  @Override
  public Evaluation at(double[] point, boolean wantCurvature) {
    Network network = shape.withParameters(point);
    NetworkTotal total = aggregate(network);
    NetworkFigures figures = total.figures();
    figures.fault().ifPresent(this::diverged);
    double[] gradient = total.meanGradient();
    int at = 0;
    for (Layer layer : network.layers()) {
      for (double w : layer.weights()) {
        gradient[at] = Math.fma(l2, w, gradient[at]);
        at++;
      }
      at += layer.bias().length + layer.gain().length;
    }
    return new Evaluation(
        point,
        figures.loss(),
        figures.loss() + penalty(network, l2),
        gradient,
        Optional.empty(),
        figures.heldOutLoss(),
        figures.health());
  }

  /**
   * The weighted mean loss at a network over the rows kept back, if there are any.
   *
   * @throws DivergedException if a sum leaves its range
   */
  OptionalDouble validationLoss(Network network) {
    return aggregate(network).figures().validationLoss();
  }

  private NetworkTotal aggregate(Network network) {
    try {
      passes++;
      return blocks.aggregate(new NetworkPass(input, network, loss, validation, schedule.next()));
    } catch (NotRepresentableException e) {
      throw new DivergedException(
          "pass %d: the sum over all sources leaves its range: %s; %s"
              .formatted(passes, e.getMessage(), REMEDY),
          e);
    }
  }

  private void diverged(NetworkFault fault) {
    throw new DivergedException(
        "pass %d: %s is %s in %s; %s"
            .formatted(passes, fault.what(), fault.value(), fault.block(), REMEDY),
        "%s is %s".formatted(fault.what(), fault.value()),
        fault.block().source());
  }

  private static final String REMEDY =
      "look for extreme values there, standardize the inputs, or set an l2 penalty";

  /** l2 / 2 * sum of squared weights + l1 * sum of absolute weights. */
  static double penalty(Network network, double l2, double l1) {
    double absolute = 0;
    for (Layer layer : network.layers()) {
      for (double w : layer.weights()) {
        absolute += Math.abs(w);
      }
    }
    return penalty(network, l2) + l1 * absolute;
  }

  /** l2 / 2 * sum of squared weights. */
  static double penalty(Network network, double l2) {
    double sum = 0;
    for (Layer layer : network.layers()) {
      for (double w : layer.weights()) {
        sum = Math.fma(w, w, sum);
      }
    }
    return l2 / 2 * sum;
  }
}
