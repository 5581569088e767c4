package io.ogive.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.report.chart.WellFormed;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Whatever columns, files, labels and runs are called, the page has the elements it has. */
class HostileNamesTest {
  @Test
  void namesAddNoElementAndNoAttribute() {
    Document hostile = WellFormed.parse(report(name -> name));
    Document tame = WellFormed.parse(report(HostileNames::tame));
    assertThat(elements(hostile)).isEqualTo(elements(tame));
    assertThat(attributes(hostile)).isEqualTo(attributes(tame));
    assertThat(WellFormed.elements(hostile, "script")).hasSize(2);
  }

  @Test
  void namesStandAsTextAsTheyAre() {
    String text = WellFormed.parse(report(name -> name)).getDocumentElement().getTextContent();
    for (String name : HostileNames.ALL) {
      if (name.codePoints().allMatch(c -> c >= ' ' && c < 127)) {
        assertThat(text).contains(name);
      }
    }
    assertThat(text).contains("name[U+202E]gnp.exe").contains("[U+0000][U+0001][U+001B][31m");
  }

  @Test
  void theCountingWouldSeeAnElementThatGotThrough() {
    String page =
        report(name -> name).replaceFirst("&lt;img src=x onerror=alert\\(1\\)&gt;", "<b/>");
    assertThat(elements(WellFormed.parse(page)))
        .isNotEqualTo(elements(WellFormed.parse(report(HostileNames::tame))));
  }

  private static String report(UnaryOperator<String> naming) {
    List<String> names = HostileNames.ALL.stream().map(naming).toList();
    StringBuilder coefficients = new StringBuilder("name,label,value,odds_ratio,standard_error\n");
    StringBuilder alerts = new StringBuilder();
    StringBuilder configuration = new StringBuilder("run.name = x\n");
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      coefficients
          .append('"')
          .append(name.replace("\"", "\"\""))
          .append("\",Yes,")
          .append(i < 12 ? 10 : 1)
          .append(",1.1,0.5\n");
      alerts.append(alert(name)).append('\n');
      configuration.append("# ").append(name).append('\n');
    }
    StoredRun run =
        StoredRun.of("flipped")
            .with("coefficients.csv", coefficients.toString())
            .with("alerts.jsonl", alerts.toString())
            .with("config.resolved.conf", configuration.toString());
    ObjectNode summary = (ObjectNode) Json.parse(run.text("summary.json")).orElseThrow();
    summary.put("run", String.join(" ", names));
    summary.put("stop_reason", names.get(0));
    return run.with("summary.json", summary.toString()).draw();
  }

  private static String alert(String name) {
    ObjectNode node = Json.object();
    node.put("round", 1);
    node.put("rule", name);
    node.put("severity", "WARN");
    node.put("source", 3);
    node.put("file", name);
    node.putObject("evidence").put(name, 1.5);
    node.put("message", name);
    node.put("cause", name);
    node.put("cure", name);
    return node.toString();
  }

  private static Map<String, Integer> elements(Document page) {
    Map<String, Integer> counts = new TreeMap<>();
    WellFormed.elements(page, "*").forEach(e -> counts.merge(e.getTagName(), 1, Integer::sum));
    return counts;
  }

  private static Map<String, Integer> attributes(Document page) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Element element : WellFormed.elements(page, "*")) {
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        counts.merge(((Attr) element.getAttributes().item(i)).getName(), 1, Integer::sum);
      }
    }
    return counts;
  }
}
