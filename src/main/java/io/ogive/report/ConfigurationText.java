package io.ogive.report;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import io.ogive.report.chart.Markup;
import io.ogive.report.chart.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The configuration as the run folder has it, secrets masked; of two runs first what differs. */
final class ConfigurationText {
  private static final ConfigRenderOptions PLAIN = ConfigRenderOptions.concise().setJson(false);

  private ConfigurationText() {}

  static void write(Markup page, List<Side> sides) {
    if (sides.size() == 2) {
      differences(page, sides);
    }
    for (Side side : sides) {
      page.open("details", "class", "configuration");
      page.element("summary", side.title("All keys, with secrets masked"));
      page.open("pre", "tabindex", "0", "role", "group", "aria-label", side.title("Configuration"));
      page.text(side.run().configuration()).close();
      page.close();
    }
  }

  private static void differences(Markup page, List<Side> sides) {
    Map<String, String> a = flat(sides.get(0).run());
    Map<String, String> b = flat(sides.get(1).run());
    Map<String, String> keys = new TreeMap<>(a);
    keys.putAll(b);
    List<List<String>> rows = new ArrayList<>();
    for (String key : keys.keySet()) {
      String left = a.getOrDefault(key, Numbers.NONE);
      String right = b.getOrDefault(key, Numbers.NONE);
      if (!left.equals(right)) {
        rows.add(List.of(key, left, right));
      }
    }
    if (rows.isEmpty()) {
      page.element("p", "Both runs have the same configuration.");
    } else {
      Tables.text(page, "Keys that differ", List.of("Key", "A", "B"), rows);
    }
  }

  private static Map<String, String> flat(Run run) {
    Map<String, String> all = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> one : run.settings().entrySet()) {
      all.put(one.getKey(), one.getValue().render(PLAIN));
    }
    return all;
  }
}
