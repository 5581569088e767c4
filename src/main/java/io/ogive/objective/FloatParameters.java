package io.ogive.objective;

import io.ogive.health.GradientSketch;
import io.ogive.health.StepStats;
import io.ogive.model.Network;
import java.util.List;

/** A vector of parameters in float32. */
final class FloatParameters extends NetworkParameters {
  /** By layer, then weights, biases, gains. */
  final float[][][] parts;

  /** Zeros in the shape of a network. */
  FloatParameters(Network shape) {
    super(shape);
    parts = new float[lengths.length][PARTS][];
    for (int l = 0; l < parts.length; l++) {
      for (int p = 0; p < PARTS; p++) {
        parts[l][p] = new float[lengths[l][p]];
      }
    }
  }

  float[] weights(int layer) {
    return parts[layer][WEIGHTS];
  }

  float[] biases(int layer) {
    return parts[layer][BIASES];
  }

  float[] gains(int layer) {
    return parts[layer][GAINS];
  }

  @Override
  void load(double[] all) {
    int at = 0;
    for (float[][] layer : parts) {
      for (float[] part : layer) {
        for (int i = 0; i < part.length; i++) {
          part[i] = (float) all[at++];
        }
      }
    }
  }

  @Override
  double[] flat() {
    double[] all = new double[size()];
    int at = 0;
    for (float[][] layer : parts) {
      for (float[] part : layer) {
        for (float x : part) {
          all[at++] = x;
        }
      }
    }
    return all;
  }

  @Override
  void makeGradient(NetworkParameters w, double factor, double decay) {
    multiply(factor);
    for (int l = 0; decay != 0 && l < parts.length; l++) {
      addMultiple((float) decay, ((FloatParameters) w).weights(l), weights(l));
    }
  }

  private static void addMultiple(float factor, float[] x, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = Math.fma(factor, x[i], to[i]);
    }
  }

  @Override
  void copyFrom(NetworkParameters other) {
    float[][][] from = ((FloatParameters) other).parts;
    for (int l = 0; l < parts.length; l++) {
      for (int p = 0; p < PARTS; p++) {
        System.arraycopy(from[l][p], 0, parts[l][p], 0, parts[l][p].length);
      }
    }
  }

  @Override
  void addTo(GradientSketch.Part sketch) {
    long at = 0;
    for (float[][] layer : parts) {
      for (float[] part : layer) {
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
              ((FloatParameters) before).weights(l),
              weights(l),
              ((FloatParameters) gradient).weights(l));
    }
  }

  @Override
  double squares() {
    double squares = 0;
    for (float[][] layer : parts) {
      for (float[] part : layer) {
        for (double x : part) {
          squares = Math.fma(x, x, squares);
        }
      }
    }
    return squares;
  }

  @Override
  void multiply(double factor) {
    float by = (float) factor;
    for (float[][] layer : parts) {
      for (float[] part : layer) {
        for (int i = 0; i < part.length; i++) {
          part[i] *= by;
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
    float[][][] ms = ((FloatParameters) m).parts;
    float[][][] vs = ((FloatParameters) v).parts;
    float[][][] gs = ((FloatParameters) gradient).parts;
    for (int l = 0; l < parts.length; l++) {
      for (int p = 0; p < PARTS; p++) {
        double penalty = p == WEIGHTS ? l1 : 0;
        optimizer.step(parts[l][p], ms[l][p], vs[l][p], gs[l][p], rate, step, penalty);
      }
    }
  }
}
