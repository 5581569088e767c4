package io.ogive.solver;

import io.ogive.data.BlockStore;
import io.ogive.data.ColumnMoments;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.Role;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import io.ogive.model.Output;
import io.ogive.objective.NetworkInput;
import io.ogive.objective.NetworkInput.Target;
import java.util.Arrays;
import java.util.List;

/**
 * What the moments of the data decide before the first round: how rows become inputs, what a row
 * weighs, and where the network starts.
 *
 * @param loss of a row
 */
public record NetworkStart(NetworkInput input, Network network, Loss loss) {

  /**
   * The start of a fit to a store.
   *
   * @throws IllegalArgumentException if the options do not fit the data
   */
  public static NetworkStart of(BlockStore store, Features features, NetworkOptions options) {
    return of(ColumnMoments.of(store), store.summary().rows(Role.TRAIN), features, options);
  }

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
    Output output = output(features.label(), options);
    Loss loss = options.loss().orElse(Loss.of(output));
    loss.check(output);
    double[] means = NetworkInit.logits(output, priors, 0.5 / rows);
    return new NetworkStart(
        input(moments, factors, options.standardize(), Target.PLAIN),
        NetworkInit.network(features.width(), options.hidden(), output, means, options.seed()),
        loss);
  }

  private static Output output(LabelColumn label, NetworkOptions options) {
    Output usual = label.classes().size() == 2 ? Output.SIGMOID : Output.SOFTMAX;
    return options.output().orElse(usual);
  }

  private static NetworkInput input(
      ColumnMoments moments, double[] factors, boolean standardize, Target target) {
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
    return new NetworkInput(center, scale, factors, target);
  }
}
