package io.ogive.job;

import io.ogive.model.Activation;
import io.ogive.model.Loss;
import io.ogive.model.Output;
import io.ogive.solver.HiddenLayer;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkOptions.Solver;
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
    return NetworkOptions.builder()
        .hidden(hidden(settings))
        .output(output(settings))
        .loss(loss(settings))
        .solver(solver)
        .l2(settings.number("model.network.l2", Interval.AT_LEAST_ZERO))
        .standardize(settings.flag("model.network.standardize"))
        .classWeights(ClassWeightSettings.read(settings, "model.network.class-weights"))
        .seed(settings.anyWhole("model.network.seed"))
        .adam(SolverSettings.adam(settings))
        .stopping(SolverSettings.stopping(settings, solver == Solver.ADAM))
        .build();
  }

  /** The layers one by one where these are given, else alike, by their units. */
  private static List<HiddenLayer> hidden(Settings settings) {
    List<Integer> units = settings.wholes("model.network.hidden", MOST_LAYERS, 1, MOST_UNITS);
    Activation activation = settings.choice("model.network.activation", Activation.class);
    List<HiddenLayer> each =
        settings.sections(
            "model.network.layers",
            MOST_LAYERS,
            "{ units = a whole number in [1, %d], activation = one of those of model.network.activation }"
                .formatted(MOST_UNITS),
            layer ->
                new HiddenLayer(
                    layer.whole("units", 1, MOST_UNITS),
                    layer.choice("activation", Activation.class, activation)));
    return each.isEmpty() ? units.stream().map(n -> new HiddenLayer(n, activation)).toList() : each;
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
