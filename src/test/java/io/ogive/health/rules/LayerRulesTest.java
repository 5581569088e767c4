package io.ogive.health.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.health.LayerStats.Curve;
import java.util.List;
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
    assertThat(counts(Seen.found(rule, Seen.NET, more, more, half, more, more, more)))
        .containsExactly(0, 0, 0, 0, 0, 1);
  }

  @Test
  void aLayerAboveNineTenthsIsLostAtOnce() {
    double[] z = new double[10];
    java.util.Arrays.fill(z, SATURATED);
    z[0] = NOT;
    Observation nine = Seen.round(0, 1, Seen.layer(0, z));
    z[0] = SATURATED;
    Observation all = Seen.round(0, 1, Seen.layer(0, z));
    Rule rule = new SaturatedLayer();
    assertThat(counts(Seen.found(rule, Seen.NET, nine))).containsExactly(0);
    assertThat(Seen.found(rule, Seen.NET, all).get(0))
        .singleElement()
        .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.CRIT))
        .satisfies(f -> assertThat(f.place()).isEqualTo(Place.ofLayer(1)))
        .satisfies(f -> assertThat(f.evidence()).containsEntry("saturated_share", 1.0));
  }

  @Test
  void whatHasNoBoundsDoesNotSaturate() {
    Observation all = Seen.round(0, 1, Seen.layer(0, 9, 9, 9));
    assertThat(counts(Seen.found(new SaturatedLayer(), Seen.net(Curve.RELU), all)))
        .containsExactly(0);
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

  private static List<Severity> severities(Rule rule, double z) {
    return Seen.found(rule, Seen.NET, Seen.round(0, 1, Seen.layer(0, z, -z))).get(0).stream()
        .map(Finding::severity)
        .toList();
  }

  private static List<Integer> counts(List<List<Finding>> found) {
    return found.stream().map(List::size).toList();
  }
}
