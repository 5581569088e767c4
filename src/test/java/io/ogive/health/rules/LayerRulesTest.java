package io.ogive.health.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.health.LayerStats.Curve;
import io.ogive.health.SourceHealth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Rules about hidden layers, at and beside their thresholds. */
class LayerRulesTest {
  /** g of a sigmoid at z = 4.13 is about 1/16: one side is saturated, the other not. */
  private static final double SATURATED = 4.14;

  private static final double NOT = 4.12;

  @Test
  void aLayerIsSaturatedAboveHalfForThreeRounds() {
    Observation half = Seen.round(0, 1, Seen.layer(0, SATURATED, -SATURATED, NOT, NOT));
    Observation more = Seen.round(1, 1, Seen.layer(0, SATURATED, -SATURATED, SATURATED, NOT));
    Rule rule = new SaturatedLayer();
    assertThat(Seen.counts(rule, Seen.NET, more, more, half, more, more, more))
        .containsExactly(0, 0, 0, 0, 0, 1);
  }

  @Test
  void aLayerAboveNineTenthsIsLostAtOnce() {
    double[] z = new double[10];
    Arrays.fill(z, SATURATED);
    z[0] = NOT;
    Observation nine = Seen.round(0, 1, Seen.layer(0, z));
    z[0] = SATURATED;
    Observation all = Seen.round(0, 1, Seen.layer(0, z));
    Rule rule = new SaturatedLayer();
    assertThat(Seen.counts(rule, Seen.NET, nine)).containsExactly(0);
    assertThat(Seen.found(rule, Seen.NET, all).get(0))
        .singleElement()
        .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.CRIT))
        .satisfies(f -> assertThat(f.place()).isEqualTo(Place.ofLayer(1)))
        .satisfies(f -> assertThat(f.evidence()).containsEntry("saturated_share", 1.0));
  }

  @Test
  void whatHasNoBoundsDoesNotSaturate() {
    Observation all = Seen.round(0, 1, Seen.layer(0, 9, 9, 9));
    assertThat(Seen.counts(new SaturatedLayer(), Seen.net(Curve.RELU), all)).containsExactly(0);
  }

  @Test
  void transmissionIsLowBelowAQuarterAndLostBelowASixteenth() {
    Rule rule = new LowTransmission();
    // All sums alike, so that T is g itself: 1/4 at |z| = 2.634, 1/16 at 4.127.
    assertThat(severities(rule, 2.62)).isEmpty();
    assertThat(severities(rule, 2.65)).containsExactly(Severity.WARN);
    assertThat(severities(rule, 4.12)).containsExactly(Severity.WARN);
    assertThat(severities(rule, 4.14)).containsExactly(Severity.CRIT);
  }

  @Test
  void unitsAreFrozenAboveAFifthAndLostAboveHalf() {
    Rule rule = new FrozenUnits();
    // A unit at z = 5 on one row gives 0.993, at z = 4 0.982, which is not within 0.01 of 1.
    double[] oneOfFive = {5, 0, 0, 0, 0};
    double[] twoOfFive = {5, -5, 0, 0, 0};
    double[] threeOfFive = {5, -5, 5, 4, 0};
    double[] moved = {5, -5, 0, 0, 0};
    assertThat(Seen.counts(rule, Seen.NET, round(oneOfFive, oneOfFive))).containsExactly(0);
    assertThat(of(rule, twoOfFive, twoOfFive)).containsExactly(Severity.WARN);
    assertThat(of(rule, threeOfFive, threeOfFive)).containsExactly(Severity.CRIT);
    assertThat(of(rule, threeOfFive, moved))
        .as("one row moves a unit")
        .containsExactly(Severity.WARN);
    assertThat(Seen.counts(rule, Seen.NET, Seen.round(0, 1, Seen.layer(0, 9, 9))))
        .as("basic figures say nothing of units")
        .containsExactly(0);
  }

  private static Observation round(double[]... z) {
    return Seen.round(0, 1, Seen.units(0, z));
  }

  private static List<Severity> of(Rule rule, double[]... z) {
    return Seen.found(rule, Seen.NET, round(z)).get(0).stream().map(Finding::severity).toList();
  }

  @Test
  void centringHelpsAboveFourfold() {
    Rule rule = new Recentre();
    // Without spread the gain is 1 / g: 4 at |z| = 2.634, 14.15 at 4.
    assertThat(Seen.counts(rule, Seen.NET, round(new double[] {2.62}))).containsExactly(0);
    assertThat(Seen.found(rule, Seen.NET, round(new double[] {4})).get(0))
        .singleElement()
        .satisfies(
            f -> assertThat(f.evidence().get("recentring_gain")).isCloseTo(14.15, within(0.01)))
        .satisfies(f -> assertThat(f.cure()).contains("14.2 times"));
    assertThat(Seen.counts(rule, Seen.NET, round(new double[] {2.65}))).containsExactly(1);
    assertThat(Seen.counts(rule, Seen.NET, spread()))
        .as("what is spread wide is not off centre")
        .containsExactly(0);
  }

  @Test
  void aGradientVanishesWhereBothRatioAndSizeAreSmall() {
    Rule rule = new VanishingGradient();
    // At z = 0 a sigmoid passes a quarter: delta = u / 4, the output's is 1.
    assertThat(signals(rule, 3.9e-4)).containsExactly(Severity.CRIT);
    assertThat(signals(rule, 4.1e-4)).as("delta is above 1e-4").isEmpty();
    Finding found = Seen.found(rule, Seen.NET, signal(1e-6)).get(0).get(0);
    assertThat(found.cause()).startsWith("weights");
    assertThat(found.evidence().get("by_depth")).isEqualTo(0.25);
    assertThat(found.evidence().get("by_saturation")).isEqualTo(1);
    assertThat(found.evidence().get("by_weights")).isCloseTo(1e-6, within(1e-12));
  }

  @Test
  void whatTakesMostOfTheSignalIsNamed() {
    Rule rule = new VanishingGradient();
    // Saturated: at z = 12 the slope is 6e-6.
    assertThat(
            Seen.found(rule, Seen.NET, Seen.round(0, 1, Seen.layer(0, 12))).get(0).get(0).cause())
        .startsWith("saturation");
    Curve[] deep = new Curve[6];
    Arrays.fill(deep, Curve.SIGMOID);
    List<Consumer<SourceHealth>> layers = new ArrayList<>();
    for (int l = 0; l < 6; l++) {
      layers.add(Seen.signal(l, Math.pow(0.2, 5 - l), 0, 0));
    }
    Observation round = Seen.round(0, 6, health -> layers.forEach(layer -> layer.accept(health)));
    assertThat(Seen.found(rule, Seen.net(deep), round).get(0).get(0).cause()).startsWith("depth");
  }

  /** One unit, z from -8 to 8. */
  private static Observation spread() {
    double[][] z = new double[17][1];
    for (int i = 0; i < z.length; i++) {
      z[i][0] = i - 8;
    }
    return round(z);
  }

  private static Observation signal(double size) {
    return Seen.round(0, 1, Seen.signal(0, size, 0, 0));
  }

  private static List<Severity> signals(Rule rule, double size) {
    return Seen.found(rule, Seen.NET, signal(size)).get(0).stream().map(Finding::severity).toList();
  }

  @Test
  void aLayerCollapsesAboveNineteenTwentiethsForThreeRounds() {
    Rule rule = new LinearCollapse();
    double[] z = new double[20];
    z[0] = 0.51;
    Observation limit = Seen.round(0, 1, Seen.layer(0, z));
    z[0] = 0.49;
    Observation more = Seen.round(0, 1, Seen.layer(0, z));
    assertThat(Seen.counts(rule, Seen.NET, more, more, limit, more, more, more))
        .containsExactly(0, 0, 0, 0, 0, 1);
    assertThat(Seen.counts(rule, Seen.net(Curve.RELU), more, more, more)).containsExactly(0, 0, 0);
  }

  @Test
  void anInitIsBadWhereLayersDifferTenfoldOrAreSaturated() {
    Rule rule = new BadInit();
    assertThat(rule.looksAtStart()).isTrue();
    RunFacts two = Seen.net(Curve.SIGMOID, Curve.SIGMOID);
    assertThat(Seen.counts(rule, two, start(3.1))).containsExactly(0);
    assertThat(Seen.found(rule, two, start(3.2)).get(0))
        .singleElement()
        .satisfies(f -> assertThat(f.evidence().get("ratio")).isCloseTo(10.24, within(1e-6)))
        .satisfies(f -> assertThat(f.place()).isEqualTo(Place.WHOLE));
    double[] z = new double[20];
    z[0] = SATURATED;
    assertThat(Seen.counts(rule, Seen.NET, Seen.round(0, 1, Seen.layer(0, z)))).containsExactly(0);
    z[1] = SATURATED;
    assertThat(Seen.found(rule, Seen.NET, Seen.round(0, 1, Seen.layer(0, z))).get(0))
        .singleElement()
        .satisfies(f -> assertThat(f.place()).isEqualTo(Place.ofLayer(1)));
  }

  /** Two layers, the deviation of z in the first 1. */
  private static Observation start(double deviation) {
    return Seen.round(
        0,
        2,
        health -> {
          Seen.layer(0, 1, -1).accept(health);
          Seen.layer(1, deviation, -deviation).accept(health);
        });
  }

  private static List<Severity> severities(Rule rule, double z) {
    return Seen.found(rule, Seen.NET, Seen.round(0, 1, Seen.layer(0, z, -z))).get(0).stream()
        .map(Finding::severity)
        .toList();
  }
}
