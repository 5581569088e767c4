package io.ogive.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.report.chart.Numbers;

/** Penalties in words. */
final class Penalties {
  private Penalties() {}

  /** {@code l2 0.001}, with l1 where it has one. */
  static String name(JsonNode penalty) {
    String l2 = "l2 " + Numbers.of(Json.number(penalty, "l2"));
    double l1 = Json.number(penalty, "l1");
    return l1 > 0 ? l2 + ", l1 " + Numbers.of(l1) : l2;
  }
}
