package io.ogive.objective;

import io.ogive.health.GradientSketch;
import io.ogive.health.StepStats;
import io.ogive.model.Network;
import java.util.List;

/** A vector of parameters in double precision. */
final class DoubleParameters extends NetworkParameters {
  /** By layer, then weights, biases, gains. */
  final double[][][] parts;

  /** Zeros in the shape of a network. */
  DoubleParameters(Network shape) {
    super(shape);
    parts = new double[lengths.length][PARTS][];
    for (int l = 0; l < parts.length; l++) {
      for (int p = 0; p < PARTS; p++) {
        parts[l][p] = new double[lengths[l][p]];
      }
    }
  }

  double[] weights(int layer) {
    return parts[layer][WEIGHTS];
  }

  double[] biases(int layer) {
    return parts[layer][BIASES];
  }

  double[] gains(int layer) {
    return parts[layer][GAINS];
  }

  @Override
  void load(double[] all) {
    int at = 0;
    for (double[][] layer : parts) {
      for (double[] part : layer) {
        System.arraycopy(all, at, part, 0, part.length);
        at += part.length;
      }
    }
  }

  @Override
  double[] flat() {
    double[] all = new double[size()];
    int at = 0;
    for (double[][] layer : parts) {
      for (double[] part : layer) {
        System.arraycopy(part, 0, all, at, part.length);
        at += part.length;
      }
    }
    return all;
  }

  @Override
  void makeGradient(NetworkParameters w, double factor, double decay) {
    multiply(factor);
    for (int l = 0; decay != 0 && l < parts.length; l++) {
      addMultiple(decay, ((DoubleParameters) w).weights(l), weights(l));
    }
  }

  private static void addMultiple(double factor, double[] x, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = Math.fma(factor, x[i], to[i]);
    }
  }

  @Override
  void copyFrom(NetworkParameters other) {
    double[][][] from = ((DoubleParameters) other).parts;
    for (int l = 0; l < parts.length; l++) {
      for (int p = 0; p < PARTS; p++) {
        System.arraycopy(from[l][p], 0, parts[l][p], 0, parts[l][p].length);
      }
    }
  }

  @Override
  void addTo(GradientSketch.Part sketch) {
    long at = 0;
    for (double[][] layer : parts) {
      for (double[] part : layer) {
        sketch.add(part, part.length, at);
        at += part.length;
      }
    }
  }

  @Override
  void observeStep(NetworkParameters before, NetworkParameters gradient, List<StepStats> layers) {
    for (int l = 0; l < parts.length; l++) {
      layers
          .get(l)
          .observe(
              ((DoubleParameters) before).weights(l),
              weights(l),
              ((DoubleParameters) gradient).weights(l));
    }
  }

  @Override
  double squares() {
    double squares = 0;
    for (double[][] layer : parts) {
      for (double[] part : layer) {
        for (double x : part) {
          squares = Math.fma(x, x, squares);
        }
      }
    }
    return squares;
  }

  @Override
  void multiply(double factor) {
    for (double[][] layer : parts) {
      for (double[] part : layer) {
        for (int i = 0; i < part.length; i++) {
          part[i] *= factor;
        }
      }
    }
  }

  @Override
  void step(
      Optimizer optimizer,
      NetworkParameters m,
      NetworkParameters v,
      NetworkParameters gradient,
      double rate,
      long step,
      double l1) {
    double[][][] ms = ((DoubleParameters) m).parts;
    double[][][] vs = ((DoubleParameters) v).parts;
    double[][][] gs = ((DoubleParameters) gradient).parts;
    for (int l = 0; l < parts.length; l++) {
      for (int p = 0; p < PARTS; p++) {
        double penalty = p == WEIGHTS ? l1 : 0;
        optimizer.step(parts[l][p], ms[l][p], vs[l][p], gs[l][p], rate, step, penalty);
      }
    }
  }
}
