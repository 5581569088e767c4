package io.ogive.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.health.MarginStats;

/**
 * The margins of the rows of one label in one round.
 *
 * @param right rows by octave of 4 sigma'(m) where m is above 0
 * @param wrong the others
 */
record LabelFigures(
    int label,
    long rows,
    double[] right,
    double[] wrong,
    double meanMargin,
    double varMargin,
    double meanLoss,
    long confidentlyWrong,
    double confidentlyWrongLoss) {

  static LabelFigures of(JsonNode node) {
    return new LabelFigures(
        node.path("class").intValue(),
        Json.count(node, "count"),
        Json.numbers(node.path("octaves_right")),
        Json.numbers(node.path("octaves_wrong")),
        Json.number(node, "mean_margin"),
        Json.number(node, "var_margin"),
        Json.number(node, "mean_loss"),
        Json.count(node, "confidently_wrong"),
        Json.number(node, "confidently_wrong_loss_share"));
  }

  /** The same as it is measured, without its histograms. */
  static LabelFigures of(int label, MarginStats.ByLabel stats) {
    double mean = stats.sumMargin() / stats.count();
    return new LabelFigures(
        label,
        stats.count(),
        new double[0],
        new double[0],
        mean,
        stats.sumSquaredMargin() / stats.count() - mean * mean,
        stats.sumLoss() / stats.count(),
        stats.confidentlyWrong(),
        stats.sumConfidentlyWrongLoss() / stats.sumLoss());
  }

  /** The share of rows with m of at most 0. */
  double wrongShare() {
    double count = 0;
    for (double rows : wrong) {
      count += rows;
    }
    return rows == 0 ? Double.NaN : count / rows;
  }

  LabelFigures withoutHistograms() {
    double[] none = {};
    return new LabelFigures(
        label,
        rows,
        none,
        none,
        meanMargin,
        varMargin,
        meanLoss,
        confidentlyWrong,
        confidentlyWrongLoss);
  }
}
