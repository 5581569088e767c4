package io.ogive.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.health.rules.RuleBook;
import io.ogive.health.rules.Severity;
import io.ogive.spark.Cure;
import io.ogive.spark.Diagnosis;
import io.ogive.spark.Diagnosis.Standing;
import java.util.List;
import java.util.Locale;

/** What rules found in a run, in its JSON line and summary. */
final class AlertFigures {
  private AlertFigures() {}

  /**
   * Adds {@code alerts}: counts by severity, the worst in full, and of all the rounds in which they
   * were found; where cures are applied {@code cures}, what was set, and whether that helped.
   */
  static void add(ObjectNode line, Diagnosis diagnosis) {
    List<Standing> standings = diagnosis.standings();
    ObjectNode alerts = line.putObject("alerts");
    for (Severity severity : Severity.values()) {
      alerts.put(
          severity.name().toLowerCase(Locale.ROOT),
          standings.stream().filter(s -> s.severity() == severity).count());
    }
    if (standings.isEmpty()) {
      alerts.putNull("worst");
    } else {
      alerts.set("worst", AlertLog.line(standings.get(0).told()));
    }
    if (diagnosis.appliesCures()) {
      ArrayNode cures = alerts.putArray("cures");
      diagnosis.cures().forEach(cure -> cures.add(cure(cure, diagnosis.isGone(cure))));
    }
    ArrayNode found = alerts.putArray("found");
    standings.forEach(standing -> found.add(rounds(standing)));
  }

  private static ObjectNode cure(Cure cure, boolean gone) {
    ObjectNode node = Json.object();
    node.put("rule", cure.alert().rule());
    node.put("severity", cure.alert().severity().name());
    node.put("round", cure.alert().round());
    node.put("message", cure.alert().finding().message());
    node.put("set", cure.set());
    node.put("restarted_from", cure.from());
    node.put("gone", gone);
    return node;
  }

  private static ObjectNode rounds(Standing standing) {
    RuleBook.Entry entry = standing.rounds();
    ObjectNode node = AlertLog.line(standing.told());
    node.remove(List.of("round", "evidence", "message", "cause", "cure"));
    node.put("first_round", entry.firstRound());
    node.put("last_round", entry.lastRound());
    node.put("rounds", entry.rounds());
    node.put("further_places", standing.untold());
    return node;
  }
}
