package io.ogive.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.health.LayerStats;
import io.ogive.health.MarginBins;
import io.ogive.health.MarginStats;
import io.ogive.health.Octaves;
import io.ogive.health.OutputStats;
import io.ogive.health.SourceHealth;
import io.ogive.health.StepStats;
import java.util.List;
import java.util.function.IntToLongFunction;

/** The statistics of some rows as a line of health.jsonl has them; see {@link HealthLog}. */
final class HealthFigures {
  private HealthFigures() {}

  /** What sets a source apart from the whole. */
  static void apart(ObjectNode node, SourceHealth health, SourceHealth whole) {
    MarginStats.PriorShift shift = health.priorShift(whole);
    if (shift.label() >= 0) {
      ObjectNode prior = node.putObject("prior_shift");
      prior.put("class", shift.label());
      Json.put(prior, "log_odds", shift.logOdds());
      Json.put(prior, "standard_error", shift.standardError());
    }
    if (health.isFull()) {
      Json.put(node, "stability_index", health.stabilityIndex(whole));
      Json.put(node, "gradient_cosine", health.gradientCosine(whole));
    }
  }

  /** What is counted, summed and averaged over the rows. */
  static void figures(ObjectNode node, SourceHealth health) {
    node.put("level", health.isFull() ? "full" : "basic");
    node.put("rows", health.rows());
    Json.put(node, "weight", health.weight());
    ArrayNode hidden = node.putArray("hidden");
    for (int l = 0; l < health.hidden().size(); l++) {
      hidden.add(layer(l, health));
    }
    node.set("output", output(health));
    if (health.isFull()) {
      boolean sketched = health.gradient().isObserved();
      Json.put(
          node, "gradient_squared_norm", sketched ? health.gradient().squaredNorm() : Double.NaN);
      steps(node, health.steps());
    }
  }

  /** Layer by layer, the output's last; left out where there are no local steps. */
  private static void steps(ObjectNode node, List<StepStats> steps) {
    if (steps.stream().allMatch(stats -> stats.steps() == 0)) {
      return;
    }
    ArrayNode layers = node.putArray("steps");
    for (int l = 0; l < steps.size(); l++) {
      ObjectNode layer = layers.addObject();
      layer.put("layer", l + 1);
      layer.put("steps", steps.get(l).steps());
      Json.put(layer, "mean_update", steps.get(l).meanUpdate());
      Json.put(layer, "mean_weight", steps.get(l).meanWeight());
      Json.put(layer, "mean_gradient", steps.get(l).meanGradient());
      Json.put(layer, "update_ratio", steps.get(l).updateRatio());
    }
  }

  private static ObjectNode layer(int l, SourceHealth health) {
    LayerStats stats = health.hidden().get(l);
    Octaves octaves = stats.octaves();
    long count = stats.count();
    ObjectNode node = Json.object();
    node.put("layer", l + 1);
    node.put("count", count);
    octaves(node.putArray("octaves_low"), octaves::low);
    octaves(node.putArray("octaves_high"), octaves::high);
    mean(node, "core_share", (double) stats.core() / count, count);
    mean(node, "mean_z", stats.meanZ(), count);
    mean(node, "var_z", stats.varianceZ(), count);
    mean(node, "mean_g", stats.meanG(), count);
    mean(node, "phi", stats.phi(), count);
    mean(node, "saturated_share", stats.saturatedShare(), count);
    mean(node, "transmission", stats.transmission(), count);
    Json.put(node, "signal_in", stats.signalIn());
    Json.put(node, "signal_out", stats.signalOut());
    int units = units(l, health);
    double gain = health.weightGain(l, units, units(l + 1, health));
    mean(node, "weight_gain", gain, count);
    double attenuation = health.attenuation(l, units, units(health.hidden().size(), health));
    mean(node, "attenuation", attenuation, count);
    units(node, stats);
    return node;
  }

  private static void units(ObjectNode node, LayerStats stats) {
    if (stats.units().units() > 0) {
      node.put("units", stats.units().units());
      node.put("frozen_units", stats.units().frozen());
      Json.put(node, "frozen_share", stats.units().frozenShare());
      Json.put(node, "recentring_gain", stats.recentringGain());
    }
  }

  /** The units of a hidden layer, or of the output beyond the last. */
  private static int units(int l, SourceHealth health) {
    if (l < health.hidden().size()) {
      return (int) (health.hidden().get(l).count() / Math.max(1, health.rows()));
    }
    return health.outputs();
  }

  private static ObjectNode output(SourceHealth health) {
    MarginStats margins = health.margins();
    ObjectNode node = Json.object();
    Json.put(node, "signal", health.outputSignal());
    mean(node, "right_share", margins.rightShare(), margins.count());
    mean(node, "kappa", margins.kappa(), margins.count());
    Json.put(node, "label_correlation", health.labelCorrelation());
    Json.put(node, "label_correlation_error", health.labelCorrelationError());
    ArrayNode classes = node.putArray("classes");
    for (int k = 0; k < margins.classes(); k++) {
      classes.add(label(k, margins.label(k)));
    }
    if (margins.bins().isObserved()) {
      ArrayNode bins = node.putArray("margin_bins");
      for (int b = 0; b < MarginBins.SIZE; b++) {
        bins.add(margins.bins().count(b));
      }
    }
    outputs(node, health.outputStats());
    return node;
  }

  /** By output, at level full. */
  private static void outputs(ObjectNode node, OutputStats stats) {
    if (stats.outputs() == 0) {
      return;
    }
    ArrayNode outputs = node.putArray("outputs");
    for (int k = 0; k < stats.outputs(); k++) {
      ObjectNode output = outputs.addObject();
      output.put("output", k);
      output.put("truths", stats.truths(k));
      Json.put(output, "weight_of_truth", stats.weightOfTruth(k));
      Json.put(output, "mean_probability", stats.sumProbability(k) / stats.rows());
      Json.put(output, "sum_signal", stats.sumSignal(k));
    }
  }

  private static ObjectNode label(int k, MarginStats.ByLabel label) {
    double mean = label.sumMargin() / label.count();
    ObjectNode node = Json.object();
    node.put("class", k);
    node.put("count", label.count());
    octaves(node.putArray("octaves_right"), i -> label.right().low(i) + label.right().high(i));
    octaves(node.putArray("octaves_wrong"), i -> label.wrong().low(i) + label.wrong().high(i));
    Json.put(node, "mean_margin", mean);
    Json.put(
        node, "var_margin", Math.max(0, label.sumSquaredMargin() / label.count() - mean * mean));
    Json.put(node, "mean_loss", label.sumLoss() / label.count());
    node.put("confidently_wrong", label.confidentlyWrong());
    Json.put(
        node, "confidently_wrong_loss_share", label.sumConfidentlyWrongLoss() / label.sumLoss());
    node.put("very_confidently_wrong", label.veryConfidentlyWrong());
    Json.put(
        node,
        "very_confidently_wrong_loss_share",
        label.sumVeryConfidentlyWrongLoss() / label.sumLoss());
    Json.put(node, "residual", label.sumResidual());
    Json.put(node, "fisher_mass", label.fisherMass());
    return node;
  }

  /** A figure that means nothing where nothing was counted. */
  private static void mean(ObjectNode node, String key, double value, long count) {
    Json.put(node, key, count == 0 ? Double.NaN : value);
  }

  private static void octaves(ArrayNode into, IntToLongFunction count) {
    for (int k = 0; k < Octaves.SIZE; k++) {
      into.add(count.applyAsLong(k));
    }
  }
}
