package io.ogive.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.health.LayerStats;

/**
 * A hidden layer in one round, over all rows or those of one partition.
 *
 * @param layer from 1
 * @param low activations by octave where h is below the middle
 * @param high the others
 */
record LayerFigures(
    int layer,
    double[] low,
    double[] high,
    double meanG,
    double saturated,
    double transmission,
    double weightGain,
    double attenuation,
    double frozen,
    double recentring) {

  static LayerFigures of(JsonNode node) {
    return new LayerFigures(
        node.path("layer").intValue(),
        Json.numbers(node.path("octaves_low")),
        Json.numbers(node.path("octaves_high")),
        Json.number(node, "mean_g"),
        Json.number(node, "saturated_share"),
        Json.number(node, "transmission"),
        Json.number(node, "weight_gain"),
        Json.number(node, "attenuation"),
        Json.number(node, "frozen_share"),
        Json.number(node, "recentring_gain"));
  }

  /** The same as it is measured, without what needs other layers. */
  static LayerFigures of(int layer, LayerStats stats) {
    boolean none = stats.count() == 0;
    return new LayerFigures(
        layer,
        new double[0],
        new double[0],
        none ? Double.NaN : stats.meanG(),
        none ? Double.NaN : stats.saturatedShare(),
        none ? Double.NaN : stats.transmission(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN);
  }

  /** How many times the mean slope has halved below the largest. */
  double octaves() {
    return Octave.of(meanG);
  }

  LayerFigures withoutHistograms() {
    double[] none = {};
    return new LayerFigures(
        layer,
        none,
        none,
        meanG,
        saturated,
        transmission,
        weightGain,
        attenuation,
        frozen,
        recentring);
  }
}
