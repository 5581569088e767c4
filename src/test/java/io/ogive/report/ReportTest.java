package io.ogive.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.report.chart.WellFormed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Reports of committed run folders of real small trainings: churn flipped, digits, one failed. */
class ReportTest {
  private static final int MOST_BYTES = 400 * 1024;

  @ParameterizedTest
  @ValueSource(strings = {"flipped", "deep", "wild"})
  void aReportIsWellFormedAndFetchesNothing(String name) {
    String text = StoredRun.of(name).draw();
    Document page = WellFormed.parse(text);
    WellFormed.checkReferences(page);
    for (Element element : WellFormed.elements(page, "*")) {
      assertThat(element.hasAttribute("src")).isFalse();
      String address = element.getAttribute("href");
      assertThat(address).matches("|#[a-z-]+|data:image/png;base64,.*");
    }
    assertThat(text).doesNotContain("url(").doesNotContain("@import").doesNotContain("http");
  }

  @ParameterizedTest
  @ValueSource(strings = {"flipped", "deep", "wild"})
  void theSameFilesGiveTheSameBytes(String name) {
    assertThat(StoredRun.of(name).draw()).isEqualTo(StoredRun.of(name).draw());
    StoredRun other = StoredRun.of(name).replacing("summary.json", "\"run\" : \"", "\"run\" : \"x");
    assertThat(other.draw()).isNotEqualTo(StoredRun.of(name).draw());
  }

  @Test
  void theWorstAlertAndItsCureStandFirst() {
    Document page = WellFormed.parse(StoredRun.of("flipped").draw());
    assertThat(first(page, "h1"))
        .startsWith("Partition 5: labels and margins run against each other");
    assertThat(first(page, "header"))
        .contains("Critical")
        .contains("look at the rows of partition 5".substring(1))
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

  @Test
  void curesThatWereAppliedAreFacts() {
    StoredRun run = StoredRun.of("deep");
    assertThat(section(WellFormed.parse(run.draw()), "facts").getTextContent())
        .doesNotContain("Cures");
    run.replacing(
        "summary.json",
        "\"found\"",
        "\"cures\":[{\"rule\":\"RECENTRE\",\"set\":\"model.network.batch-norm = true\",\"gone\":true}],\"found\"");
    assertThat(section(WellFormed.parse(run.draw()), "facts").getTextContent())
        .contains("Cures applied")
        .contains("model.network.batch-norm = true for RECENTRE, which is gone");
  }

  @Test
  void aRunWithoutStatisticsSaysSo() {
    StoredRun run =
        StoredRun.of("flipped")
            .with("alerts.jsonl", "")
            .with(
                "health.jsonl",
                """
                {"round":0,"source":null,"loss":0.69,"objective":0.69,"gradient_norm":0.1,"held_out_loss":null,"tasks":[]}
                {"round":1,"source":null,"loss":0.51,"objective":0.51,"gradient_norm":0.01,"held_out_loss":null,"tasks":[]}
                """);
    Document page = WellFormed.parse(run.draw());
    assertThat(first(page, "header")).contains("health.level = off");
    assertThat(ids(page, "figure")).containsExactly("loss", "gradient");
  }

  @Test
  void sectionsComeInTheirOrder() {
    assertThat(ids(WellFormed.parse(StoredRun.of("flipped").draw()), "section"))
        .containsExactly(
            "facts",
            "loss-and-gradient",
            "partitions-by-rounds",
            "margins-by-label",
            "alerts",
            "partitions",
            "coefficients",
            "formulas",
            "configuration");
    assertThat(ids(WellFormed.parse(StoredRun.of("deep").draw()), "figure"))
        .containsExactly(
            "loss",
            "gradient",
            "map-hidden",
            "map-output",
            "transmission",
            "attenuation",
            "octaves-first",
            "octaves-last",
            "margins",
            "wrong");
  }

  @Test
  void everyAxisHasAUnitAndEveryChartItsWordsAndNumbers() {
    Document page = WellFormed.parse(StoredRun.of("deep").draw());
    for (Element text : WellFormed.elements(page, "text")) {
      if (text.getAttribute("class").startsWith("axis")) {
        assertThat(text.getTextContent()).matches(".+ \\(.+\\)");
      }
    }
    for (Element figure : WellFormed.elements(page, "figure")) {
      assertThat(figure.getElementsByTagName("h3").getLength()).isEqualTo(1);
      assertThat(figure.getElementsByTagName("p").item(0).getTextContent()).isNotBlank();
      assertThat(figure.getElementsByTagName("td").getLength()).isPositive();
    }
    Element first = WellFormed.elements(page, "a").get(0);
    assertThat(first.getAttribute("href")).isEqualTo("#content");
  }

  @Test
  void theBadPartitionLeadsItsTableAndTheText() {
    Document page = WellFormed.parse(StoredRun.of("flipped").draw());
    assertThat(section(page, "partitions").getElementsByTagName("td").item(0).getTextContent())
        .isEqualTo("PARTITION_LABEL_FLIP, CONFIDENTLY_WRONG");
    assertThat(first(page, "figure", "map-output")).contains("partition 5 has most");
    StoredRun untold = StoredRun.of("flipped").with("alerts.jsonl", "");
    Element table = section(WellFormed.parse(untold.draw()), "partitions");
    assertThat(((Element) table.getElementsByTagName("tbody").item(0)).getTextContent().strip())
        .startsWith("5");
  }

  @Test
  void filesAreNamedWhereTheyAreKnownAndWhatIsMergedIsCalledSo() {
    StoredRun run = StoredRun.of("flipped");
    assertThat(section(WellFormed.parse(run.draw()), "partitions").getTextContent())
        .doesNotContain("File");
    run.replacing("health.jsonl", "\"source\":5,", "\"source\":5,\"file\":\"<b>.csv\",")
        .replacing("health.jsonl", "\"source\":3,", "\"source\":-1,\"merged\":12,");
    Document page = WellFormed.parse(run.draw());
    assertThat(section(page, "partitions").getTextContent())
        .contains("File")
        .contains("<b>.csv")
        .contains("others");
    assertThat(first(page, "figure", "map-output")).contains("others");
  }

  @Test
  void theNumbersAreThereAsJson() {
    Document page = WellFormed.parse(StoredRun.of("flipped").draw());
    Element data =
        WellFormed.elements(page, "script").stream()
            .filter(script -> script.getAttribute("id").equals("numbers"))
            .findFirst()
            .orElseThrow();
    JsonNode run = Json.parse(data.getTextContent()).orElseThrow().path("run");
    assertThat(run.path("round")).hasSize(4);
    assertThat(run.path("partitions").path("output")).hasSize(8);
    double worst = run.at("/partitions/output/5/3").doubleValue() / 100;
    assertThat(worst).isGreaterThan(1.3);
    assertThat(run.at("/partitions/output/4/3").doubleValue() / 100).isLessThan(1);
  }

  @Test
  void theScriptIsSmall() {
    Matcher script =
        Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL)
            .matcher(StoredRun.of("flipped").draw());
    assertThat(script.find()).isTrue();
    assertThat(script.group(1).getBytes(StandardCharsets.UTF_8).length).isBetween(1000, 5 * 1024);
  }

  @Test
  void sixtyFourPartitionsOfFiftyRoundsFit() {
    List<String> lines = StoredRun.of("deep").text("health.jsonl").lines().toList();
    String whole = lines.get(0);
    String source = lines.get(1);
    StringBuilder health = new StringBuilder();
    for (int round = 0; round < 50; round++) {
      health.append(whole.replaceFirst("\"round\":0", "\"round\":" + round)).append('\n');
      for (int s = 0; s < 64; s++) {
        String line = source.replaceFirst("\"round\":0", "\"round\":" + round);
        health.append(line.replaceFirst("\"source\":0", "\"source\":" + s)).append('\n');
      }
    }
    String page = StoredRun.of("deep").with("health.jsonl", health.toString()).draw();
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isBetween(MOST_BYTES / 10, MOST_BYTES);
  }

  @Test
  void manyRoundsAreThinnedAndTheEndsAreKept() {
    StringBuilder health = new StringBuilder();
    for (int round = 0; round < 5000; round++) {
      health.append(
          "{\"round\":%d,\"source\":null,\"loss\":%s,\"gradient_norm\":1,\"held_out_loss\":null}\n"
              .formatted(round, 5000 - round));
    }
    String page = StoredRun.of("flipped").with("health.jsonl", health.toString()).draw();
    assertThat(page).contains("goes from 5,000 to 1.").contains("Of many rounds 400 are drawn");
    assertThat(page.length()).isLessThan(100_000);
  }

  @Test
  void whatIsMissingOrCutOffIsLeftOut() {
    WellFormed.parse(StoredRun.empty().draw());
    StoredRun cut = StoredRun.of("deep").without("model/model.ogive").without("summary.json");
    String health = cut.text("health.jsonl");
    String page = cut.with("health.jsonl", health.substring(0, health.length() - 300)).draw();
    assertThat(ids(WellFormed.parse(page), "figure")).contains("loss", "transmission");
  }

  @Test
  void ofSeveralPenaltiesTheChosenOnesRoundsAreDrawn() {
    StringBuilder health = new StringBuilder();
    for (String l2 : List.of("0.1", "0.01")) {
      health.append(
          "{\"round\":0,\"penalty\":{\"l2\":%s,\"l1\":0.0},\"source\":null,\"loss\":%s}\n"
              .formatted(l2, l2));
    }
    StoredRun run =
        StoredRun.of("flipped")
            .with("health.jsonl", health.toString())
            .replacing(
                "summary.json", "\"status\"", "\"penalty\":{\"l2\":0.01,\"l1\":0.0},\"status\"");
    assertThat(run.draw()).contains("goes from 0.01 to 0.01.");
    run.replacing("summary.json", "\"l2\":0.01", "\"l2\":0.1");
    assertThat(run.draw()).contains("goes from 0.1 to 0.1.");
  }

  @Test
  void twoRunsStandSideBySide() throws IOException {
    StoredRun b = StoredRun.of("flipped").replacing("config.resolved.conf", "1.0E-4", "1.0E-3");
    String text = Report.draw(StoredRun.of("flipped"), b);
    Document page = WellFormed.parse(text);
    WellFormed.checkReferences(page);
    assertThat(ids(page, "figure"))
        .containsExactly(
            "loss",
            "gradient",
            "a-map-output",
            "b-map-output",
            "a-margins",
            "b-margins",
            "a-wrong",
            "b-wrong");
    String configuration = section(page, "configuration").getTextContent();
    assertThat(configuration).contains("model.logistic.l2");
    String same = Report.draw(StoredRun.of("flipped"), StoredRun.of("flipped"));
    assertThat(section(WellFormed.parse(same), "configuration").getTextContent())
        .contains("Both runs have the same configuration.");
  }

  private static String first(Document page, String element) {
    return WellFormed.elements(page, element).get(0).getTextContent();
  }

  private static String first(Document page, String element, String id) {
    return WellFormed.elements(page, element).stream()
        .filter(one -> one.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow()
        .getTextContent();
  }

  private static Element section(Document page, String id) {
    return WellFormed.elements(page, "section").stream()
        .filter(one -> one.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String firstHeading(Document page) {
    return WellFormed.elements(page, "*").stream()
        .map(Element::getTagName)
        .filter(name -> name.matches("h[1-6]"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> ids(Document page, String element) {
    return WellFormed.elements(page, element).stream().map(e -> e.getAttribute("id")).toList();
  }
}
