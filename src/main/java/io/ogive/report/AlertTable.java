package io.ogive.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.report.chart.Markup;
import java.util.ArrayList;
import java.util.List;

/** All alerts of a run with evidence, cause and cure. */
final class AlertTable {
  private AlertTable() {}

  static void write(Markup page, Side side) {
    Run run = side.run();
    if (!side.letter().isEmpty()) {
      page.element("h3", side.title(run.name()));
    }
    if (run.alerts().isEmpty()) {
      page.element(
          "p",
          run.alertsTold() ? "No rule fired." : "No rules looked at this run.",
          "class",
          "soft");
      return;
    }
    page.open("ol", "class", "alerts");
    for (AlertLine alert : run.alerts()) {
      page.open("li", "class", alert.critical() ? "crit" : "warn");
      page.open("p", "class", "what");
      page.element("strong", alert.severity()).text(" ");
      page.element("code", alert.rule()).text(" " + where(run, alert));
      page.close();
      page.element("p", Verdict.sentence(alert.message()));
      page.open("dl");
      detail(page, "Evidence", alert.evidence());
      detail(page, "Cause", Verdict.sentence(alert.cause()));
      detail(page, "Cure", Verdict.sentence(alert.cure()));
      page.close().close();
    }
    page.close();
  }

  private static void detail(Markup page, String name, String text) {
    if (!text.isEmpty()) {
      page.element("dt", name).element("dd", text);
    }
  }

  /** The place and the rounds, as far as the summary knows how long it went on. */
  private static String where(Run run, AlertLine alert) {
    List<String> parts = new ArrayList<>();
    if (!alert.place().isEmpty()) {
      parts.add(alert.place());
    }
    String rounds = "round " + alert.round();
    for (JsonNode found : run.summary().path("alerts").path("found")) {
      AlertLine one = AlertLine.of(found);
      if (one.rule().equals(alert.rule()) && one.place().equals(alert.place())) {
        int first = found.path("first_round").asInt(alert.round());
        int last = found.path("last_round").asInt(alert.round());
        rounds = first == last ? "round " + first : "rounds " + first + " to " + last;
        int further = found.path("further_places").asInt(0);
        if (further > 0) {
          rounds += ", and at %d further places".formatted(further);
        }
      }
    }
    parts.add(rounds);
    return String.join(", ", parts);
  }
}
