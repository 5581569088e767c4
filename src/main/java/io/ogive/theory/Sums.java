package io.ogive.theory;

import io.ogive.model.Layer;
import io.ogive.objective.NetworkInput;

/** The sums that enter a first layer's activations, row by row. */
final class Sums {
  private Sums() {}

  /** One array a row, one sum a unit. */
  static double[][] of(Rows rows, NetworkInput input, Layer layer) {
    double[][] sums = new double[rows.x().length][];
    for (int i = 0; i < sums.length; i++) {
      double[] z = layer.bias().clone();
      for (int j = 0; j < layer.inputs(); j++) {
        double x = (rows.x()[i][j] - input.center()[j]) * input.scale()[j];
        for (int o = 0; o < z.length; o++) {
          z[o] = Math.fma(x, layer.weights()[j * layer.outputs() + o], z[o]);
        }
      }
      sums[i] = z;
    }
    return sums;
  }

  /** The mean and the variance of each unit: {@code [0]} and {@code [1]}. */
  static double[][] moments(double[][] sums) {
    double[] mean = new double[sums[0].length];
    double[] variance = new double[mean.length];
    for (double[] row : sums) {
      for (int o = 0; o < mean.length; o++) {
        mean[o] += row[o] / sums.length;
      }
    }
    for (double[] row : sums) {
      for (int o = 0; o < mean.length; o++) {
        variance[o] += (row[o] - mean[o]) * (row[o] - mean[o]) / sums.length;
      }
    }
    return new double[][] {mean, variance};
  }
}
