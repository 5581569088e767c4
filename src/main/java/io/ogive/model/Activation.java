package io.ogive.model;

import io.ogive.math.Sigmoid;
import io.ogive.math.Tanh;

/** What a layer does to its affine sum z; the slope is given by the value h. */
public enum Activation {
  /** 1 / (1 + exp(-z)); slope h (1 - h), at most 1/4. */
  SIGMOID(0.25),
  /** (exp(z) - exp(-z)) / (exp(z) + exp(-z)); slope 1 - h^2, at most 1. */
  TANH(1),
  /** max(0, z); slope 1 above 0, else 0. */
  RELU(1),
  /** z; slope 1. */
  IDENTITY(1);

  private final double largestSlope;

  Activation(double largestSlope) {
    this.largestSlope = largestSlope;
  }

  /** The slope where it is steepest: with it g = slope / largestSlope is in [0, 1]. */
  public double largestSlope() {
    return largestSlope;
  }

  /** The value at z. */
  public double value(double z) {
    return switch (this) {
      case SIGMOID -> Sigmoid.sigmoid(z);
      case TANH -> Tanh.tanh(z);
      case RELU -> Math.max(z, 0);
      case IDENTITY -> z;
    };
  }

  /** The slope where the value is h. */
  public double slope(double h) {
    return switch (this) {
      case SIGMOID -> h * (1 - h);
      case TANH -> (1 - h) * (1 + h);
      case RELU -> h > 0 ? 1 : 0;
      case IDENTITY -> 1;
    };
  }
}
