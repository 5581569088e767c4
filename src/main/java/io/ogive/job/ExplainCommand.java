package io.ogive.job;

import io.ogive.health.rules.Page;
import io.ogive.health.rules.Rule;
import io.ogive.health.rules.Rules;
import io.ogive.health.rules.Threshold;
import io.ogive.spark.NearestName;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ogive explain [RULE]}: what a rule of health means and what to do. */
@Command(
    name = "explain",
    description = "Says what a rule of health means and what to do; without a rule names them all.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ExplainCommand extends JobCommand {
  private static final int WIDTH = 88;

  @Parameters(paramLabel = "RULE", arity = "0..1", description = "such as SATURATED_LAYER")
  private Optional<String> name = Optional.empty();

  ExplainCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() {
    if (name.isEmpty()) {
      for (Rule rule : Rules.ALL) {
        console.out().printf(Locale.ROOT, "%-26s%s%n", rule.id(), rule.page().what());
      }
      return ExitCode.OK;
    }
    String id = name.get().toUpperCase(Locale.ROOT).replace('-', '_');
    print(console.out(), Rules.find(id).orElseThrow(() -> unknown(id)));
    return ExitCode.OK;
  }

  private static SettingsException unknown(String id) {
    List<String> known = Rules.ALL.stream().map(Rule::id).toList();
    return new SettingsException(
        "there is no rule '%s'%s"
            .formatted(
                id,
                NearestName.of(id, known)
                    .map("; did you mean %s?"::formatted)
                    .orElse("; there are " + String.join(", ", known))));
  }

  private static void print(PrintStream out, Rule rule) {
    Page page = rule.page();
    out.println(rule.id());
    part(out, "what", page.what());
    part(out, "fires when", condition(rule));
    part(out, "why", page.why());
    part(out, "cause", page.cause());
    part(out, "cure", page.cure());
    part(out, "example", page.example());
    out.println();
    out.println("configuration, with defaults");
    out.printf("    health.rules.%s.enabled = true%n", rule.id());
    for (Threshold threshold : rule.thresholds()) {
      out.printf(
          "    health.rules.%s.%s = %s    # %s%n",
          rule.id(), threshold.name(), plain(threshold.byDefault()), threshold.meaning());
    }
  }

  /** The condition with its thresholds filled in. */
  static String condition(Rule rule) {
    String text = rule.page().condition();
    for (Threshold threshold : rule.thresholds()) {
      text = text.replace("{" + threshold.name() + "}", plain(threshold.byDefault()));
    }
    return text;
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e7
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static void part(PrintStream out, String title, String text) {
    out.println();
    out.println(title);
    StringBuilder line = new StringBuilder("   ");
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        out.println(line);
        line = new StringBuilder("   ");
      }
      line.append(' ').append(word);
    }
    out.println(line);
  }
}
