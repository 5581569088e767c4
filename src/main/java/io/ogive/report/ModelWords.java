package io.ogive.report;

import io.ogive.model.Layer;
import io.ogive.model.LogisticModel;
import io.ogive.model.NetworkModel;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A model in a few words. */
final class ModelWords {
  private ModelWords() {}

  static String of(Run run) {
    if (run.model().isEmpty()) {
      return run.isNetwork() ? "network" : "logistic regression";
    }
    if (run.model().get() instanceof NetworkModel model) {
      List<Layer> layers = model.network().layers();
      String shape =
          layers.stream().map(layer -> "" + layer.outputs()).collect(Collectors.joining("–"));
      return "%s network %d–%s, %s output"
          .formatted(
              activations(layers.subList(0, layers.size() - 1)),
              model.network().inputs(),
              shape,
              model.network().output().name().toLowerCase(Locale.ROOT))
          .strip();
    }
    LogisticModel model = (LogisticModel) run.model().get();
    return "logistic regression of %d columns, %s"
        .formatted(
            model.weights()[0].length,
            model.weights().length == 1 ? "binary" : model.classes() + " classes");
  }

  private static String activations(List<Layer> hidden) {
    return hidden.stream()
        .map(layer -> layer.activation().name().toLowerCase(Locale.ROOT))
        .distinct()
        .collect(Collectors.joining(" and "));
  }
}
