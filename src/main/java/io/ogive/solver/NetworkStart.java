package io.ogive.solver;

import io.ogive.data.BlockStore;
import io.ogive.data.ColumnMoments;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.LabelColumn.Kind;
import io.ogive.data.LabelMoments;
import io.ogive.data.Role;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import io.ogive.model.Output;
import io.ogive.objective.NetworkInput;
import io.ogive.objective.NetworkInput.Target;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.NetworkOptions.Standardize;
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
    long rows = store.summary().rows(Role.TRAIN);
    return features.label().kind() == Kind.CLASS
        ? of(ColumnMoments.of(store), rows, features, options)
        : of(
            LabelMoments.ofColumns(store),
            LabelMoments.of(store, features.label()),
            rows,
            features,
            options);
  }

  /**
   * The start of a fit to classes; a function of the data's moments and the options alone.
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
    double[] means = NetworkInit.logits(output, priors, 0.5 / rows);
    return start(moments, features, options, output, factors, Target.PLAIN, means);
  }

  /** The start of a fit to numbers, or to flags. */
  private static NetworkStart of(
      ColumnMoments moments,
      LabelMoments labels,
      long rows,
      Features features,
      NetworkOptions options) {
    if (!options.classWeights().equals(ClassWeights.NONE)) {
      throw new IllegalArgumentException(
          "class weights need a label of classes; set model.network.class-weights = none");
    }
    double[] factors = {rows / moments.weight()};
    Output output = output(features.label(), options);
    if (features.label().kind() == Kind.FLAGS) {
      double[] means = new double[labels.flags().length];
      Arrays.setAll(
          means,
          k ->
              NetworkInit.logits(
                  Output.SIGMOID,
                  new double[] {1 - labels.flags()[k], labels.flags()[k]},
                  0.5 / rows)[0]);
      return start(moments, features, options, output, factors, Target.PLAIN, means);
    }
    boolean scaled = options.standardize() != Standardize.FALSE && labels.deviation() > 0;
    Target target = scaled ? new Target(labels.mean(), 1 / labels.deviation()) : Target.PLAIN;
    double[] mean = {(labels.mean() - target.center()) * target.scale()};
    return start(moments, features, options, output, factors, target, mean);
  }

  private static NetworkStart start(
      ColumnMoments moments,
      Features features,
      NetworkOptions options,
      Output output,
      double[] factors,
      Target target,
      double[] means) {
    Loss loss = options.loss().orElse(Loss.of(output));
    loss.check(output);
    NetworkInput input = input(moments, factors, features, options, target);
    Network drawn = new NetworkInit(options).network(features.width(), output, means);
    Network network =
        options
            .start()
            .map(model -> new GivenNetwork(model).startOf(drawn, features, input))
            .orElse(drawn);
    return new NetworkStart(input, network, loss);
  }

  private static Output output(LabelColumn label, NetworkOptions options) {
    Output usual =
        switch (label.kind()) {
          case CLASS -> label.classes().size() == 2 ? Output.SIGMOID : Output.SOFTMAX;
          case FLAGS -> Output.SIGMOIDS;
          case NUMBER -> Output.LINEAR;
        };
    Output output = options.output().orElse(usual);
    boolean twoLogits = usual == Output.SIGMOID && output == Output.SOFTMAX;
    if (output != usual && !twoLogits) {
      throw new IllegalArgumentException(
          "an output %s does not fit label column '%s'; set model.network.output = auto, which is %s here"
              .formatted(output, label.name(), usual));
    }
    return output;
  }

  private static NetworkInput input(
      ColumnMoments moments,
      double[] factors,
      Features features,
      NetworkOptions options,
      Target target) {
    double[] center = new double[moments.mean().length];
    double[] scale = new double[center.length];
    boolean standardize =
        switch (options.standardize()) {
          case AUTO -> !areSmall(moments, features);
          case TRUE -> true;
          case FALSE -> false;
        };
    for (int j = 0; j < center.length; j++) {
      double deviation = moments.populationDeviation()[j];
      center[j] = standardize ? moments.mean()[j] : 0 - features.shift()[j];
      scale[j] = standardize ? (deviation > 0 ? 1 / deviation : 0) : 1;
    }
    return new NetworkInput(center, scale, factors, target, features.storage());
  }

  /**
   * Whether all inputs are within [-1, 1], as far as what is stored tells: they are numbers on one
   * scale, which a column that is hardly ever anything but 0 would lose.
   */
  private static boolean areSmall(ColumnMoments moments, Features features) {
    for (int j = 0; j < features.width(); j++) {
      if (moments.largest()[j] > 1 || Math.abs(features.shift()[j]) > 1) {
        return false;
      }
    }
    return true;
  }
}
