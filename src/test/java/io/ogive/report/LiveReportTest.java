package io.ogive.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.health.HealthTotal;
import io.ogive.health.SourceNames;
import io.ogive.report.chart.WellFormed;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run as far as it has got. */
class LiveReportTest {
  private static final String ALERT =
      """
      {"round":3,"rule":"%s","severity":"%s","layer":null,"source":1,"file":null,"evidence":{},
       "message":"%s","cause":"c","cure":"look at it"}""";

  @Test
  void beforeTheFirstRoundItSaysThatItStarts() {
    String page = new LiveReport("churn", "").page("start");
    assertThat(header(page)).contains("churn").contains("Starting").contains("start");
  }

  @Test
  void theWorstAlertSoFarStandsFirst() {
    LiveReport report = new LiveReport("churn", "");
    report.add("", new LiveReport.Told(0, 0.7, 0.1, Double.NaN), health(3, 0.4));
    assertThat(header(report.page("round 0"))).contains("No rule has found anything wrong so far");
    report.alert(ALERT.formatted("A", "WARN", "the first"));
    report.alert(ALERT.formatted("B", "CRIT", "the second"));
    assertThat(header(report.page("round 0")))
        .contains("The second.")
        .contains("Critical")
        .contains("one further alert");
  }

  @Test
  void itDoesNotGrowWithTheRounds() {
    LiveReport report = new LiveReport("churn", "");
    for (int round = 0; round < 3000; round++) {
      report.add("", new LiveReport.Told(round, 1.0 / (1 + round), 0.1, 0.5), health(4, 0.4));
    }
    String page = report.page("round 2999");
    assertThat(header(page)).contains("in 3,000 rounds");
    assertThat(page.length()).isLessThan(200_000);
  }

  @Test
  void aTrainingThatStartsAgainIsShownFromItsStart() {
    LiveReport report = new LiveReport("churn", "");
    report.add("", new LiveReport.Told(0, 0.7, 0.1, Double.NaN), health(3, 0.4));
    report.alert(ALERT.formatted("A", "WARN", "the first"));
    report.restart();
    assertThat(header(report.page("start"))).contains("Starting").doesNotContain("The first");
    report.add("", new LiveReport.Told(0, 0.6, 0.1, Double.NaN), health(3, 0.4));
    assertThat(report.page("")).contains("goes from 0.6 to 0.6");
  }

  @Test
  void ofSeveralFitsOneIsShown() {
    LiveReport report = new LiveReport("churn", "");
    report.add("l2 1", new LiveReport.Told(0, 0.25, 0.1, Double.NaN), health(2, 0.4));
    report.add("l2 2", new LiveReport.Told(0, 0.75, 0.1, Double.NaN), health(2, 0.4));
    assertThat(report.page("")).contains("goes from 0.25 to 0.25").doesNotContain("0.75");
  }

  @Test
  void partitionsAreSeenByWhatTheyAre() {
    LiveReport report = new LiveReport("churn", "");
    HealthTotal health = health(4, 0.4);
    margins(health, 2, 2.0);
    report.add("", new LiveReport.Told(0, 0.7, 0.1, Double.NaN), health);
    assertThat(report.page("")).contains("In the last round partition 2 has most");
  }

  @Test
  void groupsOfRowsAreSeenByTheirNames() {
    HealthTotal health = health(2, 0.4);
    margins(health, 1, 2.0);
    LiveReport report = new LiveReport("flights", "");
    report.add("", new LiveReport.Told(0, 0.7, 0.1, Double.NaN), health);
    assertThat(report.page("")).contains(">Partitions by rounds<").doesNotContain("origin=");
    report.restart();
    report.names(
        SourceNames.ofGroups(Map.of(0, "origin=JFK", 1, "origin=<b>"), Map.of(0, 5L, 1, 5L)));
    report.add("", new LiveReport.Told(0, 0.7, 0.1, Double.NaN), health);
    assertThat(report.page(""))
        .contains(">Groups by rounds<", "In the last round origin=&lt;b&gt; has most")
        .doesNotContain("Partitions", "<b>");
  }

  private static String header(String page) {
    return WellFormed.elements(WellFormed.parse(page), "header").get(0).getTextContent();
  }

  private static HealthTotal health(int sources, double loss) {
    HealthTotal health = new HealthTotal(0, 2);
    for (int source = 0; source < sources; source++) {
      margins(health, source, loss);
    }
    return health;
  }

  private static void margins(HealthTotal health, int source, double loss) {
    double p = StrictMath.exp(-loss);
    double m = StrictMath.log(p / (1 - p));
    health
        .source(source)
        .margins()
        .observe(
            new double[] {0, 1},
            new double[] {m, m},
            new double[] {p, p},
            new double[] {loss, loss},
            2);
    health.source(source).observeOutput(2 * (1 - p) * (1 - p), 2);
  }
}
