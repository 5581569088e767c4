package io.ogive.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.health.SourceHealth;
import java.util.ArrayList;
import java.util.List;

/**
 * What a round found in all rows, or in those of one partition.
 *
 * @param signal sum of the squared output signal
 */
record Figures(
    long rows,
    double weight,
    double signal,
    double rightShare,
    double kappa,
    List<LayerFigures> layers,
    List<LabelFigures> labels) {

  static Figures of(JsonNode node) {
    List<LayerFigures> layers = new ArrayList<>();
    node.path("hidden").forEach(layer -> layers.add(LayerFigures.of(layer)));
    JsonNode output = node.path("output");
    List<LabelFigures> labels = new ArrayList<>();
    output.path("classes").forEach(label -> labels.add(LabelFigures.of(label)));
    return new Figures(
        Json.count(node, "rows"),
        Json.number(node, "weight"),
        Json.number(output, "signal"),
        Json.number(output, "right_share"),
        Json.number(output, "kappa"),
        List.copyOf(layers),
        List.copyOf(labels));
  }

  /** The same as it is measured. */
  static Figures of(SourceHealth health) {
    List<LayerFigures> layers = new ArrayList<>();
    for (int l = 0; l < health.hidden().size(); l++) {
      layers.add(LayerFigures.of(l + 1, health.hidden().get(l)));
    }
    List<LabelFigures> labels = new ArrayList<>();
    for (int k = 0; k < health.margins().classes(); k++) {
      labels.add(LabelFigures.of(k, health.margins().label(k)));
    }
    return new Figures(
        health.rows(),
        health.weight(),
        health.outputSignal(),
        health.margins().count() == 0 ? Double.NaN : health.margins().rightShare(),
        health.margins().count() == 0 ? Double.NaN : health.margins().kappa(),
        List.copyOf(layers),
        List.copyOf(labels));
  }

  /** The octaves of the hidden layer that has the most; NaN without one. */
  double worstOctaves() {
    double worst = Double.NaN;
    for (LayerFigures layer : layers) {
      double octaves = layer.octaves();
      worst = Double.isNaN(worst) || octaves > worst ? octaves : worst;
    }
    return worst;
  }

  /** The least transmission of a hidden layer; NaN without one. */
  double worstTransmission() {
    return layers.stream().mapToDouble(LayerFigures::transmission).min().orElse(Double.NaN);
  }

  /** The largest saturated share of a hidden layer; NaN without one. */
  double worstSaturated() {
    return layers.stream().mapToDouble(LayerFigures::saturated).max().orElse(Double.NaN);
  }

  /** The mean loss over rows, in nats; NaN where the label is no class. */
  double meanLoss() {
    double sum = 0;
    long count = 0;
    for (LabelFigures label : labels) {
      if (label.rows() > 0) {
        sum += label.meanLoss() * label.rows();
        count += label.rows();
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** The root mean square of the output signal. */
  double outputSignal() {
    return weight > 0 ? Math.sqrt(signal / weight) : Double.NaN;
  }

  Figures withoutHistograms() {
    return new Figures(
        rows,
        weight,
        signal,
        rightShare,
        kappa,
        layers.stream().map(LayerFigures::withoutHistograms).toList(),
        labels.stream().map(LabelFigures::withoutHistograms).toList());
  }
}
