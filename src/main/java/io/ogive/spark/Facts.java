package io.ogive.spark;

import io.ogive.data.LabelColumn;
import io.ogive.health.LayerStats.Curve;
import io.ogive.health.rules.RunFacts;
import io.ogive.health.rules.RunFacts.Hidden;
import io.ogive.health.rules.RunFacts.Output;
import io.ogive.health.rules.RunFacts.Steps;
import io.ogive.model.Loss;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.Penalty;
import java.util.List;
import java.util.Optional;

/** What rules need to know of a model's spec. */
final class Facts {
  private Facts() {}

  /**
   * The facts of a fit.
   *
   * @param classes of the label; 0 where it is a number or several flags
   * @param penalty of the fit, where there are several
   */
  static RunFacts of(TrainSpec spec, int classes, Optional<Penalty> penalty) {
    boolean weighted = spec.input().weight().isPresent();
    if (spec.model() instanceof ModelSpec.Logistic logistic) {
      return of(logistic.options(), classes, weighted, penalty);
    }
    NetworkOptions options = ((ModelSpec.Network) spec.model()).options();
    Output output =
        options
            .output()
            .map(given -> Output.valueOf(given.name()))
            .orElse(usual(spec.input().labelKind(), classes));
    return of(options, output, weighted);
  }

  private static Output usual(LabelColumn.Kind kind, int classes) {
    return switch (kind) {
      case CLASS -> classes == 2 ? Output.SIGMOID : Output.SOFTMAX;
      case FLAGS -> Output.SIGMOIDS;
      case NUMBER -> Output.LINEAR;
    };
  }

  /** Whether the shards of its rounds are sources. */
  static boolean isBySource(ModelSpec model) {
    return !(model instanceof ModelSpec.Network network)
        || network.options().solver() == NetworkOptions.Solver.LBFGS;
  }

  private static RunFacts of(
      LogisticOptions options, int classes, boolean weighted, Optional<Penalty> penalty) {
    return new RunFacts(
        List.of(),
        classes == 2 && options.family() != LogisticOptions.Family.MULTINOMIAL
            ? Output.SIGMOID
            : Output.SOFTMAX,
        false,
        weighted || !options.classWeights().equals(ClassWeights.NONE),
        Steps.FULL,
        0,
        0,
        penalty.map(Penalty::l2).orElse(options.l2()),
        options.intercept(),
        true);
  }

  private static RunFacts of(NetworkOptions options, Output output, boolean weighted) {
    boolean sgd = options.solver() == NetworkOptions.Solver.SGD;
    return new RunFacts(
        options.hidden().stream()
            .map(l -> new Hidden(Curve.valueOf(l.activation().name()), l.batchNorm()))
            .toList(),
        output,
        options.loss().filter(loss -> loss == Loss.SQUARED_ERROR).isPresent(),
        weighted || !options.classWeights().equals(ClassWeights.NONE),
        switch (options.solver()) {
          case ADAM -> Steps.ADAM;
          case SGD -> Steps.SGD;
          case LBFGS -> Steps.FULL;
        },
        sgd ? options.sgd().rate() : options.adam().rate(),
        options.schedule().warmUp(),
        options.l2(),
        true,
        options.standardize());
  }
}
