package io.ogive.report;

import io.ogive.report.chart.Markup;
import io.ogive.report.chart.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The report of a run, or of two side by side: one HTML file that fetches nothing, reads whole
 * without scripts, and is the same bytes for the same files.
 */
public final class Report {
  private Report() {}

  /**
   * Draws the report of a run.
   *
   * @throws IOException if a file of the run cannot be read; one that is missing is no error
   */
  public static String draw(RunFiles run) throws IOException {
    return draw(List.of(new Side("", Run.read(run))));
  }

  /**
   * Draws two runs side by side.
   *
   * @throws IOException if a file of a run cannot be read
   */
  public static String draw(RunFiles run, RunFiles against) throws IOException {
    return draw(List.of(new Side("A", Run.read(run)), new Side("B", Run.read(against))));
  }

  private static String draw(List<Side> sides) {
    Section parts = new Section();
    sections(parts, sides);
    Markup body = new Markup();
    head(body, sides);
    contents(body, parts.headings());
    body.add(parts.body());
    Markup end = new Markup();
    Numerals.write(end, sides);
    end.program("page.js");
    List<String> names = sides.stream().map(side -> side.run().name()).toList();
    return Page.of(String.join(" against ", names) + " – Ogive report", body, end);
  }

  private static void head(Markup body, List<Side> sides) {
    body.open("header");
    if (sides.size() == 1) {
      Side side = sides.get(0);
      body.element("p", "Ogive report of " + side.run().name(), "class", "eyebrow");
      Verdict.of(side.run()).write(body, "h1", true);
    } else {
      body.element("h1", "Two runs side by side");
      body.open("div", "class", "verdicts");
      for (Side side : sides) {
        body.open("div");
        body.element("p", side.title(side.run().name()), "class", "eyebrow");
        Verdict.of(side.run()).write(body, "h2", true);
        body.close();
      }
      body.close();
    }
    body.close();
  }

  private static void contents(Markup body, Map<String, String> headings) {
    body.open("nav", "aria-label", "Sections").open("ul");
    headings.forEach(
        (id, heading) -> body.open("li").element("a", heading, "href", "#" + id).close());
    body.close().close();
  }

  private static void sections(Section parts, List<Side> sides) {
    Facts.write(parts.begin("facts", "Facts", ""), sides);
    parts.end();
    if (sides.stream().anyMatch(side -> !side.run().health().rounds().isEmpty())) {
      parts.begin("loss-and-gradient", "Loss and gradient", thinned(sides));
      parts.charts(List.of(LossCharts.of(sides)));
      parts.end();
    }
    charts(
        parts,
        sides,
        "partitions-by-rounds",
        PartitionMap.title(sides) + " by rounds",
        ("One row a %1$s, one column a round, on a fixed scale of 0 to 8 octaves, so that runs"
                + " compare. A row that stands out is a %1$s unlike the others.")
            .formatted(PartitionMap.word(sides)),
        MapCharts::of);
    charts(
        parts,
        sides,
        "layers",
        "Layers",
        "How much of the gradient survives each layer, and where its activations lie under the"
            + " slope of the sigmoid.",
        LayerCharts::of);
    margins(parts, sides);
    Markup alerts = parts.begin("alerts", "Alerts", "");
    sides.forEach(side -> AlertTable.write(alerts, side));
    parts.end();
    partitions(parts, sides);
    coefficients(parts, sides);
    Formulas.write(parts.begin("formulas", "Formulas", ""));
    parts.end();
    ConfigurationText.write(parts.begin("configuration", "Configuration", ""), sides);
    parts.end();
  }

  private static String thinned(List<Side> sides) {
    boolean all =
        sides.stream()
            .map(side -> side.run().health())
            .allMatch(health -> health.count() == health.rounds().size());
    return all ? "" : "Of many rounds 400 are drawn, evenly, the first and the last among them.";
  }

  private static void charts(
      Section parts,
      List<Side> sides,
      String id,
      String heading,
      String lead,
      Function<Side, List<Section.Named>> charts) {
    List<List<Section.Named>> all = new ArrayList<>();
    sides.forEach(side -> all.add(charts.apply(side)));
    if (all.stream().anyMatch(some -> !some.isEmpty())) {
      parts.begin(id, heading, lead);
      parts.charts(all);
      parts.end();
    }
  }

  private static void margins(Section parts, List<Side> sides) {
    List<Side> some =
        sides.stream().filter(side -> !MarginCharts.labels(side.run()).isEmpty()).toList();
    if (some.isEmpty()) {
      return;
    }
    Markup page =
        parts.begin(
            "margins-by-label",
            "Margins by label",
            "The margin says how surely a row is right, or wrong: at 0 it is undecided, and at"
                + " −2.197 the true class has a probability of 0.1.");
    parts.charts(some.stream().map(MarginCharts::of).toList());
    some.forEach(side -> MarginCharts.table(titled(page, side), side));
    parts.end();
  }

  private static void partitions(Section parts, List<Side> sides) {
    List<Side> some = sides.stream().filter(side -> !side.run().health().last().isEmpty()).toList();
    if (!some.isEmpty()) {
      Markup page =
          parts.begin(
              "partitions",
              PartitionMap.title(some),
              "Those that stand furthest from the others in the last round.");
      some.forEach(side -> PartitionTable.write(titled(page, side), side));
      parts.end();
    }
  }

  private static void coefficients(Section parts, List<Side> sides) {
    List<Side> some = sides.stream().filter(s -> !s.run().coefficients().isEmpty()).toList();
    if (!some.isEmpty()) {
      Markup page =
          parts.begin(
              "coefficients",
              "Coefficients",
              "Those furthest from 0 in their standard errors; coefficients.csv has all of them.");
      some.forEach(side -> CoefficientTable.write(titled(page, side), side));
      parts.end();
    }
  }

  private static Markup titled(Markup page, Side side) {
    return side.letter().isEmpty() ? page : page.element("h3", side.title(side.run().name()));
  }
}
