package io.ogive.report;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One partition, or one group of rows, in one round.
 *
 * @param source its number; {@link #REST} for the ordinary ones of very many, counted together
 * @param file that it is a part of; empty where that is not known
 * @param group what it is called, where rows are counted by a column; else empty
 * @param cosine of its gradient to the whole; NaN where it was not measured
 * @param stability index of its margins against the whole's
 * @param priorShift the largest difference of log-odds of a label from the whole's
 */
record SourceFigures(
    int source,
    String file,
    String group,
    double cosine,
    double stability,
    double priorShift,
    Figures figures) {

  static final int REST = -1;

  static SourceFigures of(JsonNode node) {
    return new SourceFigures(
        node.path("source").intValue(),
        Json.text(node, "file"),
        Json.text(node, "group"),
        Json.number(node, "gradient_cosine"),
        Json.number(node, "stability_index"),
        Json.number(node.path("prior_shift"), "log_odds"),
        Figures.of(node));
  }

  /** Whether what only some rounds measure was measured. */
  boolean isFull() {
    return !Double.isNaN(cosine) || !Double.isNaN(stability);
  }

  /** The same with what another round measured in full. */
  SourceFigures with(SourceFigures full) {
    return new SourceFigures(source, file, group, full.cosine, full.stability, priorShift, figures);
  }

  SourceFigures withoutHistograms() {
    return new SourceFigures(
        source, file, group, cosine, stability, priorShift, figures.withoutHistograms());
  }

  /** The partition, or the group, as tables and maps name it. */
  String name() {
    return group.isEmpty() ? name(source) : group;
  }

  /** A partition as tables and maps name it. */
  static String name(int source) {
    return source == REST ? "others" : Integer.toString(source);
  }
}
