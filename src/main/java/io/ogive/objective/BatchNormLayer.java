package io.ogive.objective;

import io.ogive.model.BatchNorm;
import java.util.Arrays;

/**
 * Batch normalisation of one layer's sums in double precision; the formulas are {@link
 * BatchNorm}'s.
 *
 * <p>Backward, with n = (a - mean) / deviation and c_i = w_i / sum of w:
 *
 * <pre>
 * d gain = sum(delta_i n_i)          d bias = sum(delta_i)
 * d a_i  = gain / deviation (delta_i - c_i d bias - c_i n_i d gain)
 * </pre>
 *
 * <p>All sums run in the order of rows. A batch without weight has mean 0 and variance 1.
 */
final class BatchNormLayer {
  private final int units;
  private final double[] mean;
  private final double[] inverse;
  private final double[] square;
  private final double[] normal;
  private final double[] share;

  BatchNormLayer(int units, int capacity) {
    this.units = units;
    mean = new double[units];
    inverse = new double[units];
    square = new double[units];
    normal = new double[units * capacity];
    share = new double[capacity];
  }

  /** From the sums a to z. */
  void forward(double[] a, double[] weights, int rows, double[] gain, double[] bias, double[] z) {
    double weight = 0;
    for (int i = 0; i < rows; i++) {
      weight += weights[i];
    }
    for (int i = 0; i < rows; i++) {
      share[i] = weight > 0 ? weights[i] / weight : 0;
    }
    moments(a, rows, weight > 0);
    for (int i = 0; i < rows; i++) {
      for (int o = 0; o < units; o++) {
        int at = i * units + o;
        normal[at] = (a[at] - mean[o]) * inverse[o];
        z[at] = Math.fma(gain[o], normal[at], bias[o]);
      }
    }
  }

  private void moments(double[] a, int rows, boolean hasWeight) {
    Arrays.fill(mean, 0);
    Arrays.fill(square, hasWeight ? 0 : 1);
    for (int i = 0; i < rows; i++) {
      for (int o = 0; o < units; o++) {
        mean[o] = Math.fma(share[i], a[i * units + o], mean[o]);
      }
    }
    for (int i = 0; i < rows; i++) {
      for (int o = 0; o < units; o++) {
        double centred = a[i * units + o] - mean[o];
        square[o] = Math.fma(share[i] * centred, centred, square[o]);
      }
    }
    for (int o = 0; o < units; o++) {
      inverse[o] = BatchNorm.inverseDeviation(square[o]);
      square[o] = Math.fma(mean[o], mean[o], square[o]);
    }
  }

  /** From the signal at z to the one at a; sets the gradients of gain and bias. */
  void backward(
      double[] delta, int rows, double[] gain, double[] gainSum, double[] biasSum, double[] out) {
    Arrays.fill(gainSum, 0);
    Arrays.fill(biasSum, 0);
    for (int i = 0; i < rows; i++) {
      for (int o = 0; o < units; o++) {
        int at = i * units + o;
        biasSum[o] += delta[at];
        gainSum[o] = Math.fma(delta[at], normal[at], gainSum[o]);
      }
    }
    for (int i = 0; i < rows; i++) {
      for (int o = 0; o < units; o++) {
        int at = i * units + o;
        double common = Math.fma(normal[at], gainSum[o], biasSum[o]);
        out[at] = gain[o] * inverse[o] * Math.fma(-share[i], common, delta[at]);
      }
    }
  }

  /**
   * Copies the batch's means, then its mean squares, to where they stand in {@link BatchMoments}.
   */
  int copyMoments(double[] out, int offset) {
    System.arraycopy(mean, 0, out, offset, units);
    System.arraycopy(square, 0, out, offset + units, units);
    return offset + 2 * units;
  }
}
