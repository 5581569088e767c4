package io.ogive.objective;

import io.ogive.model.BatchNorm;
import java.util.Arrays;

/**
 * Batch normalisation of one layer's sums in float32: {@link BatchNormLayer} in every formula and
 * in the order of every sum.
 */
final class FloatNormLayer {
  private final int units;
  private final float[] mean;
  private final float[] variance;
  private final float[] inverse;
  private final float[] factor;
  private final float[] normal;
  private final float[] share;

  FloatNormLayer(int units, int capacity) {
    this.units = units;
    mean = new float[units];
    variance = new float[units];
    inverse = new float[units];
    factor = new float[units];
    normal = new float[units * capacity];
    share = new float[capacity];
  }

  /** From the sums a to z. */
  void forward(float[] a, double[] weights, int rows, float[] gain, float[] bias, float[] z) {
    double weight = 0;
    for (int i = 0; i < rows; i++) {
      weight += weights[i];
    }
    for (int i = 0; i < rows; i++) {
      share[i] = (float) (weight > 0 ? weights[i] / weight : 0);
    }
    Arrays.fill(mean, 0);
    Arrays.fill(variance, weight > 0 ? 0 : 1);
    for (int i = 0; i < rows; i++) {
      addToMean(a, i * units, share[i], mean);
    }
    for (int i = 0; i < rows; i++) {
      addToVariance(a, i * units, share[i], mean, variance);
    }
    for (int o = 0; o < units; o++) {
      inverse[o] = (float) BatchNorm.inverseDeviation(variance[o]);
    }
    for (int i = 0; i < rows; i++) {
      normalize(a, i * units, mean, inverse, normal);
      scale(normal, i * units, gain, bias, z);
    }
  }

  private static void addToMean(float[] a, int at, float share, float[] mean) {
    for (int o = 0; o < mean.length; o++) {
      mean[o] = Math.fma(share, a[at + o], mean[o]);
    }
  }

  private static void addToVariance(float[] a, int at, float share, float[] mean, float[] out) {
    for (int o = 0; o < mean.length; o++) {
      float centred = a[at + o] - mean[o];
      out[o] = Math.fma(share * centred, centred, out[o]);
    }
  }

  private static void normalize(float[] a, int at, float[] mean, float[] inverse, float[] out) {
    for (int o = 0; o < mean.length; o++) {
      out[at + o] = (a[at + o] - mean[o]) * inverse[o];
    }
  }

  private static void scale(float[] normal, int at, float[] gain, float[] bias, float[] z) {
    for (int o = 0; o < gain.length; o++) {
      z[at + o] = Math.fma(gain[o], normal[at + o], bias[o]);
    }
  }

  /** From the signal at z to the one at a; sets the gradients of gain and bias. */
  void backward(
      float[] delta, int rows, float[] gain, float[] gainSum, float[] biasSum, float[] out) {
    Arrays.fill(gainSum, 0);
    Arrays.fill(biasSum, 0);
    for (int i = 0; i < rows; i++) {
      addSignals(delta, normal, i * units, biasSum, gainSum);
    }
    for (int o = 0; o < units; o++) {
      factor[o] = gain[o] * inverse[o];
    }
    for (int i = 0; i < rows; i++) {
      spread(delta, normal, i * units, share[i], factor, biasSum, gainSum, out);
    }
  }

  private static void addSignals(
      float[] delta, float[] normal, int at, float[] biasSum, float[] gainSum) {
    for (int o = 0; o < biasSum.length; o++) {
      biasSum[o] += delta[at + o];
    }
    for (int o = 0; o < gainSum.length; o++) {
      gainSum[o] = Math.fma(delta[at + o], normal[at + o], gainSum[o]);
    }
  }

  private static void spread(
      float[] delta,
      float[] normal,
      int at,
      float share,
      float[] factor,
      float[] biasSum,
      float[] gainSum,
      float[] out) {
    for (int o = 0; o < factor.length; o++) {
      float common = Math.fma(normal[at + o], gainSum[o], biasSum[o]);
      out[at + o] = factor[o] * Math.fma(-share, common, delta[at + o]);
    }
  }

  /**
   * Copies the batch's means, then its mean squares, to where they stand in {@link BatchMoments}.
   */
  int copyMoments(double[] out, int offset) {
    for (int o = 0; o < units; o++) {
      double m = mean[o];
      out[offset + o] = m;
      out[offset + units + o] = Math.fma(m, m, variance[o]);
    }
    return offset + 2 * units;
  }
}
