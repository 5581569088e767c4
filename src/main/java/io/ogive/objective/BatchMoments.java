package io.ogive.objective;

import io.ogive.model.BatchNorm;
import io.ogive.model.Layer;
import io.ogive.model.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * The running moments of batch normalisation as one vector: for each normalized layer, first to
 * last, the mean of each unit's sums, then the mean of their squares.
 *
 * <p>After step t (from 1) they move by max(1/t, 1/100) of the way to the moments of the batch: the
 * mean over the first hundred batches, then over the last hundred or so. Means of squares, unlike
 * variances, may be averaged over batches and over replicas.
 */
public final class BatchMoments {
  private static final double LEAST_RATE = 0.01;

  private BatchMoments() {}

  /** The moments before the first batch: mean 0, variance 1. */
  public static double[] start(Network shape) {
    double[] moments = new double[length(shape)];
    int at = 0;
    for (Layer layer : shape.layers()) {
      for (int o = 0; layer.isNormalized() && o < layer.outputs(); o++) {
        moments[at + layer.outputs() + o] = 1;
      }
      at += layer.isNormalized() ? 2 * layer.outputs() : 0;
    }
    return moments;
  }

  private static int length(Network shape) {
    return shape.layers().stream()
        .mapToInt(layer -> layer.isNormalized() ? 2 * layer.outputs() : 0)
        .sum();
  }

  /** Moves the running moments towards those of a batch. */
  static void move(double[] running, double[] batch, long step) {
    double rate = Math.max(1.0 / step, LEAST_RATE);
    for (int i = 0; i < running.length; i++) {
      running[i] += rate * (batch[i] - running[i]);
    }
  }

  /** The network in which every normalized layer has become the affine one of these moments. */
  public static Network folded(Network network, double[] moments) {
    if (!network.isNormalized()) {
      return network;
    }
    List<Layer> layers = new ArrayList<>();
    int at = 0;
    for (Layer layer : network.layers()) {
      if (!layer.isNormalized()) {
        layers.add(layer);
        continue;
      }
      int units = layer.outputs();
      double[] mean = new double[units];
      double[] variance = new double[units];
      for (int o = 0; o < units; o++) {
        mean[o] = moments[at + o];
        variance[o] = Math.max(0, moments[at + units + o] - mean[o] * mean[o]);
      }
      layers.add(BatchNorm.folded(layer, mean, variance));
      at += 2 * units;
    }
    return new Network(layers, network.output());
  }
}
