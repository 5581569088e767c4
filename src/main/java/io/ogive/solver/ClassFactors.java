package io.ogive.solver;

import io.ogive.data.ColumnMoments;
import io.ogive.solver.LogisticOptions.ClassWeights;
import java.util.List;

/** What class weights make of the data: one factor on the row weights a class. */
public final class ClassFactors {
  private ClassFactors() {}

  /**
   * The factors: {@code balanced} gives W / (K W_k), where W is the weight of all training rows and
   * W_k that of class k; a factor by label multiplies it.
   *
   * @throws IllegalArgumentException if a label is not a class
   */
  public static double[] of(ClassWeights weights, ColumnMoments moments, List<String> classes) {
    double[] factors = new double[classes.size()];
    for (int k = 0; k < factors.length; k++) {
      double weight = moments.classWeights()[k];
      boolean balanced = weights.balanced() && weight > 0;
      factors[k] = balanced ? moments.weight() / (factors.length * weight) : 1;
    }
    weights
        .byLabel()
        .forEach(
            (label, factor) -> {
              int k = classes.indexOf(label);
              if (k < 0) {
                throw new IllegalArgumentException(
                    "class weight of '%s': there is no such class; the classes are %s"
                        .formatted(label, classes));
              }
              factors[k] *= factor;
            });
    return factors;
  }
}
