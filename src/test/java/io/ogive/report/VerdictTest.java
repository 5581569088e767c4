package io.ogive.report;

import static io.ogive.report.Places.first;
import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.report.chart.WellFormed;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a report says first. */
class VerdictTest {
  @Test
  void theWorstAlertAndItsCureStandFirst() {
    Document page = WellFormed.parse(StoredRun.of("flipped").draw());
    assertThat(first(page, "h1"))
        .startsWith("Partition 5: labels and margins run against each other");
    assertThat(first(page, "header"))
        .contains("Critical")
        .containsIgnoringCase("look at the rows of partition 5")
        .contains("one further alert");
    assertThat(firstHeading(page)).isEqualTo("h1");
  }

  @Test
  void aWarningAloneIsNotCalledCritical() {
    StoredRun run = StoredRun.of("flipped").replacing("alerts.jsonl", "CRIT", "WARN");
    assertThat(first(WellFormed.parse(run.draw()), "header"))
        .contains("Warning")
        .doesNotContain("Critical");
  }

  @Test
  void aHealthyRunIsCalledHealthyOnlyWhereRulesLooked() {
    StoredRun run = StoredRun.of("deep");
    assertThat(first(WellFormed.parse(run.draw()), "header"))
        .contains("Healthy")
        .contains("No rule found anything wrong in 3 rounds.");
    run.without("alerts.jsonl");
    assertThat(first(WellFormed.parse(run.draw()), "header"))
        .doesNotContain("Healthy")
        .contains("No rules looked at this run");
  }

  @Test
  void aFailureStandsFirst() {
    Document page = WellFormed.parse(StoredRun.of("wild").draw());
    assertThat(first(page, "header")).contains("Failed");
    assertThat(first(page, "h1"))
        .isEqualTo(
            "Round 0: the loss is NaN in replica 0 at block 0 of source 0; lower solver.adam.rate,"
                + " or look for extreme values there.");
  }

  @Test
  void aFailureAfterAnAlertTellsOfBoth() {
    StoredRun run =
        StoredRun.of("flipped")
            .replacing("summary.json", "\"done\"", "\"failed\", \"error\": \"disk is full\"");
    assertThat(first(WellFormed.parse(run.draw()), "header"))
        .containsSubsequence("Failed", "Disk is full.", "Worst alert", "Partition 5");
  }

  private static String firstHeading(Document page) {
    return WellFormed.elements(page, "*").stream()
        .map(Element::getTagName)
        .filter(name -> name.matches("h[1-6]"))
        .findFirst()
        .orElseThrow();
  }
}
