package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.health.HealthLevel;
import java.io.Serializable;

/**
 * What every pass of a logistic fit has in common.
 *
 * <p>Weights and columns are scaled by powers of two, which is exact, so that all that is added
 * stays near 1 whatever the units of the data.
 *
 * @param factors per class, what a row weight is multiplied by: the class's weight times 1 / {@code
 *     weightUnit}
 * @param weightUnit a power of two above every row weight times class weight
 * @param scale per slot, a power of two that brings stored values below 1 in magnitude
 * @param level what to measure
 * @param single whether curvature is summed in float32 within a block of float32 values: about six
 *     digits of it, which is enough for a step, not for standard errors of collinear columns
 */
public record LogisticRecipe(
    double[] factors, double weightUnit, double[] scale, HealthLevel level, boolean single)
    implements Serializable {

  /**
   * A recipe with curvature in double.
   *
   * @param classWeights per class, a factor on row weights
   * @param largestWeight the largest row weight
   * @param exponents per slot, the exponent of the largest magnitude
   */
  public static LogisticRecipe of(
      double[] classWeights, double largestWeight, int[] exponents, HealthLevel level) {
    double largestFactor = 0;
    for (double factor : classWeights) {
      largestFactor = Math.max(largestFactor, factor);
    }
    double unit = Math.scalb(1.0, Math.getExponent(largestWeight * largestFactor) + 1);
    double[] factors = new double[classWeights.length];
    for (int k = 0; k < factors.length; k++) {
      factors[k] = classWeights[k] / unit;
    }
    double[] scale = new double[exponents.length];
    for (int j = 0; j < scale.length; j++) {
      scale[j] = Math.scalb(1.0, -exponents[j]);
    }
    return new LogisticRecipe(factors, unit, scale, level, false);
  }

  /** The same with curvature in float32 or not. */
  public LogisticRecipe withSingle(boolean whether) {
    return new LogisticRecipe(factors, weightUnit, scale, level, whether);
  }

  /** The same measuring at another level. */
  public LogisticRecipe withLevel(HealthLevel other) {
    return new LogisticRecipe(factors, weightUnit, scale, other, single);
  }

  /** The weights of a block's rows, class weights included, in units of {@code weightUnit}. */
  double[] rowWeights(Block block) {
    return rowWeights(block, new double[block.rows()]);
  }

  /** The same, written over {@code out}. */
  double[] rowWeights(Block block, double[] out) {
    double[] weights = block.weights();
    double[] labels = block.labels();
    for (int i = 0; i < out.length; i++) {
      out[i] = weights[i] * factors[(int) labels[i]];
    }
    return out;
  }

  /** The number of classes. */
  public int classes() {
    return factors.length;
  }

  /** The number of slots. */
  public int width() {
    return scale.length;
  }
}
