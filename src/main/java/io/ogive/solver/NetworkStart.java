package io.ogive.solver;

import io.ogive.data.ColumnMoments;
import io.ogive.data.Features;
import io.ogive.model.Network;
import io.ogive.objective.NetworkInput;
import java.util.Arrays;
import java.util.List;

/**
 * What the moments of the data decide before the first round: how rows become inputs, what a row
 * weighs, and where the network starts.
 */
public record NetworkStart(NetworkInput input, Network network) {

  /**
   * The start of a fit; a function of the data's moments and the options alone.
   *
   * @param rows the training rows
   * @throws IllegalArgumentException if class weights name a class that is not there, or leave no
   *     weight at all
   */
  public static NetworkStart of(
      ColumnMoments moments, long rows, Features features, NetworkOptions options) {
    List<String> classes = features.label().classes();
    double[] factors = ClassFactors.of(options.classWeights(), moments, classes);
    double[] priors = new double[classes.size()];
    double total = 0;
    for (int k = 0; k < priors.length; k++) {
      priors[k] = factors[k] * moments.classWeights()[k];
      total += priors[k];
    }
    if (!(total > 0)) {
      throw new IllegalArgumentException(
          "class weights %s leave no training row with a weight; name a class that has rows"
              .formatted(options.classWeights().byLabel()));
    }
    double mean = total / rows;
    for (int k = 0; k < priors.length; k++) {
      priors[k] /= total;
      factors[k] /= mean;
    }
    return new NetworkStart(
        input(moments, factors, options.standardize()),
        NetworkInit.network(
            features.width(), options.hidden(), priors, 0.5 / rows, options.seed()));
  }

  private static NetworkInput input(ColumnMoments moments, double[] factors, boolean standardize) {
    double[] center = new double[moments.mean().length];
    double[] scale = new double[center.length];
    Arrays.fill(scale, 1);
    if (standardize) {
      for (int j = 0; j < center.length; j++) {
        double deviation = moments.populationDeviation()[j];
        center[j] = moments.mean()[j];
        scale[j] = deviation > 0 ? 1 / deviation : 0;
      }
    }
    return new NetworkInput(center, scale, factors);
  }
}
