package io.ogive.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.report.chart.WellFormed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** How large a report and what it embeds are. */
class ReportSizeTest {
  private static final int MOST_BYTES = 400 * 1024;

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
}
