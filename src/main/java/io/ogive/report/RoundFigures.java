package io.ogive.report;

import com.fasterxml.jackson.databind.JsonNode;

/** One round over all rows. */
record RoundFigures(
    int number, double loss, double gradientNorm, double heldOutLoss, Figures figures) {

  static RoundFigures of(JsonNode node) {
    return new RoundFigures(
        node.path("round").intValue(),
        Json.number(node, "loss"),
        Json.number(node, "gradient_norm"),
        Json.number(node, "held_out_loss"),
        Figures.of(node));
  }
}
