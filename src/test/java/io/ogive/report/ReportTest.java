package io.ogive.report;

import static io.ogive.report.Places.first;
import static io.ogive.report.Places.ids;
import static io.ogive.report.Places.section;
import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.report.chart.WellFormed;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Reports of committed run folders of real small trainings: churn flipped, digits, one failed. */
class ReportTest {
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
  void whatFullRoundsAloneMeasureIsShownWithItsRound() {
    StoredRun run = StoredRun.of("deep");
    assertThat(section(WellFormed.parse(run.draw()), "partitions").getTextContent())
        .doesNotContain("Gradient cosine");
    run.replacing(
        "health.jsonl",
        "{\"round\":1,\"source\":1,",
        "{\"round\":1,\"source\":1,\"gradient_cosine\":0.375,\"stability_index\":0.125,");
    assertThat(section(WellFormed.parse(run.draw()), "partitions").getTextContent())
        .contains("Gradient cosine, round 1", "Stability index, round 1", "0.38");
    run.replacing(
        "health.jsonl", "{\"round\":1,\"source\":1,\"grad", "{\"round\":1,\"source\":1,\"x");
    run.replacing(
        "health.jsonl",
        "{\"round\":2,\"source\":1,",
        "{\"round\":2,\"source\":1,\"gradient_cosine\":0.375,");
    assertThat(section(WellFormed.parse(run.draw()), "partitions").getTextContent())
        .contains("Gradient cosine")
        .doesNotContain(", round");
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
}
