package io.ogive.job;

import io.ogive.model.Activation;
import io.ogive.model.Loss;
import io.ogive.model.Output;
import io.ogive.solver.HiddenLayer;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkOptions.Solver;
import io.ogive.solver.NetworkOptionsBuilder;
import io.ogive.solver.StoppingRule;
import java.util.List;
import java.util.Optional;

/** The section {@code model.network}. */
final class NetworkSettings {
  private static final int MOST_LAYERS = 64;
  private static final int MOST_UNITS = 65_536;

  private NetworkSettings() {}

  private enum OutputName {
    AUTO,
    SOFTMAX,
    SIGMOID,
    SIGMOIDS,
    LINEAR
  }

  private enum LossName {
    AUTO,
    CROSS_ENTROPY,
    SQUARED_ERROR
  }

  static NetworkOptions read(Settings settings, Solver solver) {
    NetworkOptionsBuilder builder =
        NetworkOptions.builder()
            .hidden(hidden(settings))
            .output(output(settings))
            .loss(loss(settings))
            .init(settings.choice("model.network.init", NetworkOptions.Init.class))
            .solver(solver)
            .l1(settings.number("model.network.l1", Interval.AT_LEAST_ZERO))
            .l2(settings.number("model.network.l2", Interval.AT_LEAST_ZERO))
            .standardize(
                settings.choice("model.network.standardize", NetworkOptions.Standardize.class))
            .classWeights(ClassWeightSettings.read(settings, "model.network.class-weights"))
            .seed(settings.anyWhole("model.network.seed"))
            .adam(SolverSettings.adam(settings))
            .sgd(SolverSettings.sgd(settings))
            .keepsMoments(SolverSettings.keepsMoments(settings))
            .schedule(SolverSettings.schedule(settings))
            .clip(SolverSettings.clip(settings))
            .earlyStopping(SolverSettings.earlyStopping(settings));
    StoppingRule stopping = SolverSettings.stopping(settings, solver != Solver.LBFGS);
    return SolverSettings.roundsByRows(settings)
        ? builder.stoppingByRows(stopping).build()
        : builder.stopping(stopping).build();
  }

  /** Where the model is that the fit begins at. */
  static Optional<String> start(Settings settings) {
    return settings.optionalText("model.network.start");
  }

  /** The layers one by one where these are given, else alike, by their units. */
  private static List<HiddenLayer> hidden(Settings settings) {
    List<Integer> units = settings.wholes("model.network.hidden", MOST_LAYERS, 1, MOST_UNITS);
    Activation activation = settings.choice("model.network.activation", Activation.class);
    boolean batchNorm = settings.flag("model.network.batch-norm");
    double dropout = settings.number("model.network.dropout", Interval.BELOW_ONE);
    List<HiddenLayer> each =
        settings.sections(
            "model.network.layers",
            MOST_LAYERS,
            "{ units = a whole number in [1, %d], and what else differs from model.network: activation, batch-norm, dropout }"
                .formatted(MOST_UNITS),
            layer ->
                new HiddenLayer(
                    layer.whole("units", 1, MOST_UNITS),
                    layer.choice("activation", Activation.class, activation),
                    layer.flag("batch-norm", batchNorm),
                    layer.number("dropout", Interval.BELOW_ONE, dropout)));
    return each.isEmpty()
        ? units.stream().map(n -> new HiddenLayer(n, activation, batchNorm, dropout)).toList()
        : each;
  }

  private static Optional<Output> output(Settings settings) {
    OutputName name = settings.choice("model.network.output", OutputName.class);
    return name == OutputName.AUTO ? Optional.empty() : Optional.of(Output.valueOf(name.name()));
  }

  private static Optional<Loss> loss(Settings settings) {
    LossName name = settings.choice("model.network.loss", LossName.class);
    return name == LossName.AUTO ? Optional.empty() : Optional.of(Loss.valueOf(name.name()));
  }
}
