package io.ogive.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ogive.math.Kernels;
import io.ogive.math.Sigmoid;
import io.ogive.report.chart.WellFormed;
import io.ogive.theory.Tolerance.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class TheoryTest {
  private static Rows digits;
  private static Theory theory;

  @BeforeAll
  static void measure() {
    digits = read();
    theory = Theory.measure(Theory.claims(digits), claim -> {});
  }

  static Rows read() {
    try (InputStream in = Files.newInputStream(Path.of("src/data/digits.csv.gz"))) {
      return Digits.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Comparison> rows() {
    return theory.findings().stream().flatMap(finding -> finding.rows().stream());
  }

  @TestFactory
  Stream<DynamicTest> everyRowIsWithinItsTolerance() {
    return rows()
        .map(
            row ->
                dynamicTest(row.what(), () -> assertThat(row.holds()).as(row.toString()).isTrue()));
  }

  @TestFactory
  Stream<DynamicTest> everyToleranceRefusesAnotherPrediction() {
    return rows()
        .map(
            row ->
                dynamicTest(
                    row.what(), () -> assertThat(wrong(row).holds()).as(row.toString()).isFalse()));
  }

  /** Half as much again, or a bound five times as tight. */
  private static Comparison wrong(Comparison row) {
    Tolerance tolerance = row.tolerance();
    double predicted =
        switch (tolerance.kind()) {
          case AT_MOST -> row.predicted() / 5;
          case AT_LEAST -> row.predicted() * 5;
          case ABSOLUTE, RELATIVE ->
              row.predicted() == 0 ? 3 * tolerance.size() : row.predicted() * 1.6;
        };
    return new Comparison(row.what(), predicted, row.measured(), tolerance);
  }

  static List<Claim> brokenClaims() {
    Rows rows = read();
    return List.of(
        new LinearCore(rows, z -> Sigmoid.sigmoid(1.1 * z)),
        new SteepestSlope(rows, z -> Sigmoid.sigmoid(1.001 * z)),
        new GradientByDepth(rows, 0.3),
        new Recentring(rows, 3.9),
        new TanhRewrite(rows, 1.999));
  }

  @ParameterizedTest
  @MethodSource("brokenClaims")
  void whatIsBrokenFails(Claim claim) {
    Theory broken = Theory.measure(List.of(claim), name -> {});
    assertThat(broken.holds()).isFalse();
    assertThat(broken.table()).contains("FAILS");
    assertThat(theory.table()).doesNotContain("FAILS");
  }

  @Test
  @SuppressWarnings("try")
  void figuresAreTheSameAgainAndWithScalarKernels() {
    List<Claim> some =
        List.of(
            new GradientByDepth(digits, 0.25),
            new TanhRewrite(digits, 2),
            new Recentring(digits, 4));
    List<String> first = measured(some);
    try (Kernels.Use use = Kernels.use(Kernels.scalar())) {
      assertThat(measured(some)).isEqualTo(first);
    }
  }

  private static List<String> measured(List<Claim> claims) {
    return Theory.measure(claims, name -> {}).findings().stream()
        .flatMap(finding -> finding.rows().stream())
        .map(Comparison::toString)
        .toList();
  }

  @Test
  void thePageIsWellFormedAndHasAPlotForEachClaimAndARowForEachFigure() {
    String page = theory.page();
    Document tree = WellFormed.parse(page);
    List<Finding> findings = theory.findings();
    assertThat(WellFormed.elements(tree, "section")).hasSize(findings.size());
    List<Element> figures = WellFormed.elements(tree, "figure");
    assertThat(figures).hasSize(findings.size());
    for (int i = 0; i < figures.size(); i++) {
      List<String> lines = new ArrayList<>();
      NodeList paths = figures.get(i).getElementsByTagName("path");
      for (int p = 0; p < paths.getLength(); p++) {
        lines.add(((Element) paths.item(p)).getAttribute("class"));
      }
      int curves = findings.get(i).plot().curves().size();
      // Each curve stands in the plot and in its legend.
      assertThat(lines.stream().filter(kind -> kind.startsWith("line"))).hasSize(2 * curves);
    }
    assertThat(rows())
        .allSatisfy(
            row -> assertThat(tree.getDocumentElement().getTextContent()).contains(row.what()));
    assertThat(page).doesNotContain("http").contains("33 of 33 figures");
    assertThat(theory.page()).isEqualTo(page);
  }

  @Test
  void aMeasurementThatIsNotANumberHoldsNowhere() {
    for (Kind kind : Kind.values()) {
      assertThat(new Tolerance(kind, 10).holds(1, Double.NaN)).as(kind.name()).isFalse();
      assertThat(new Tolerance(kind, 10).holds(1, 1)).as(kind.name()).isTrue();
    }
  }

  @Test
  void theJarHasTheDigitsThatAreBundled() {
    assertThat(Digits.bundled().x()).isDeepEqualTo(digits.x());
    assertThat(digits.labels()).hasSize(1797);
    assertThatThrownBy(() -> Theory.measure("perpetual motion", name -> {}))
        .hasMessageContaining("there is no claim 'perpetual motion'; there are linear core,");
  }
}
