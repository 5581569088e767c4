package io.ogive.report;

import io.ogive.report.chart.Markup;
import io.ogive.report.chart.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be known first of a run: that it failed and why, or its worst alert and the cure, or
 * that it is healthy.
 *
 * @param style of the page
 * @param badge one word
 * @param details what, in words, and the words
 */
record Verdict(String style, String badge, String sentence, List<Detail> details) {
  /** A further sentence, and what it is about. */
  record Detail(String name, String text) {}

  static Verdict of(Run run) {
    if (run.failed()) {
      return failed(run);
    }
    if (!run.alerts().isEmpty()) {
      AlertLine worst = run.alerts().get(0);
      String style = worst.critical() ? "crit" : "warn";
      return new Verdict(style, worst.severity(), sentence(worst.message()), about(run, worst));
    }
    if (run.health().rounds().isEmpty()) {
      return new Verdict("none", "Unknown", "This run left no figures of its rounds.", List.of());
    }
    if (run.health().lastFigures().rows() == 0) {
      return new Verdict(
          "none",
          "Not measured",
          "Only the loss is known: this run was trained with health.level = off.",
          List.of());
    }
    if (!run.alertsTold()) {
      return new Verdict(
          "none", "Unknown", "No rules looked at this run; the figures are below.", List.of());
    }
    return new Verdict(
        "good",
        "Healthy",
        "No rule found anything wrong in %s rounds."
            .formatted(Numbers.of((long) run.health().count())),
        List.of());
  }

  private static Verdict failed(Run run) {
    List<Detail> details = new ArrayList<>();
    if (!run.alerts().isEmpty()) {
      AlertLine worst = run.alerts().get(0);
      details.add(new Detail("Worst alert", sentence(worst.message())));
      details.addAll(about(run, worst));
    }
    String error = Json.text(run.summary(), "error");
    return new Verdict(
        "crit",
        "Failed",
        error.isEmpty() ? "The run failed, and left no word of why." : sentence(error),
        details);
  }

  private static List<Detail> about(Run run, AlertLine worst) {
    List<Detail> details = new ArrayList<>();
    if (!worst.cause().isEmpty()) {
      details.add(new Detail("Cause", sentence(worst.cause())));
    }
    if (!worst.cure().isEmpty()) {
      details.add(new Detail("Cure", sentence(worst.cure())));
    }
    int further = run.alerts().size() - 1;
    if (further > 0) {
      details.add(
          new Detail("Also", further == 1 ? "one further alert" : further + " further alerts"));
    }
    return details;
  }

  /** With a capital at its beginning and a full stop at its end. */
  static String sentence(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return "";
    }
    String first = new String(Character.toChars(Character.toUpperCase(trimmed.codePointAt(0))));
    String rest = trimmed.substring(trimmed.offsetByCodePoints(0, 1));
    boolean ends = ".!?…".indexOf(trimmed.charAt(trimmed.length() - 1)) >= 0;
    return first + rest + (ends ? "" : ".");
  }

  /**
   * Writes it.
   *
   * @param heading the element of its sentence
   * @param links whether further alerts can be followed from here
   */
  void write(Markup page, String heading, boolean links) {
    page.open("div", "class", "verdict " + style);
    page.element("p", badge, "class", "badge");
    page.element(heading, sentence);
    if (!details.isEmpty()) {
      page.open("dl");
      for (Detail detail : details) {
        page.element("dt", detail.name());
        page.open("dd");
        if (links && detail.name().equals("Also")) {
          page.element("a", detail.text(), "href", "#alerts");
        } else {
          page.text(detail.text());
        }
        page.close();
      }
      page.close();
    }
    page.close();
  }
}
