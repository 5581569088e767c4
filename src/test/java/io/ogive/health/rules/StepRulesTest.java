package io.ogive.health.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.health.GradientSketch;
import io.ogive.health.rules.RunFacts.Steps;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules about loss and steps, at and beside their thresholds. */
class StepRulesTest {
  private static final RunFacts ADAM = Seen.by(Steps.adam(0.01, 2));

  @Test
  void stepsAreTooLongAboveFourPerCentForFiveRoundsAfterWarmUp() {
    Rule rule = new UpdateRatio();
    assertThat(Seen.counts(rule, ADAM, steps(8, 4.1e-2))).containsExactly(0, 0, 0, 0, 0, 0, 1, 1);
    assertThat(Seen.counts(rule, ADAM, steps(8, 3.9e-2))).containsOnly(0);
    assertThat(Seen.counts(rule, ADAM, steps(8, 1.01e-4))).containsOnly(0);
    assertThat(Seen.found(rule, ADAM, steps(7, 0.99e-4)).get(6))
        .singleElement()
        .satisfies(f -> assertThat(f.cause()).contains("too low"))
        .satisfies(f -> assertThat(f.cure()).isEqualTo("set solver.adam.rate to about 0.1"));
    assertThat(Seen.counts(rule, Seen.by(Steps.FULL), steps(8, 1))).containsOnly(0);
  }

  /** Rounds whose steps change weights of 1 by so much. */
  private static Observation[] steps(int rounds, double update) {
    return IntStream.range(0, rounds)
        .mapToObj(
            number ->
                Seen.round(
                    number,
                    0,
                    health -> {
                      double[] before = {1, -1};
                      double[] after = {1 + update, -1 - update};
                      health.steps().get(0).observe(before, after, before);
                      health.gradient().observe(new GradientSketch.Part());
                    }))
        .toArray(Observation[]::new);
  }

  @Test
  void aPlateauIsNoFallInTenRoundsWithGradientLeft() {
    Rule rule = new Plateau();
    assertThat(Seen.counts(rule, ADAM, falling(0.9999, 0.6))).endsWith(0, 1).startsWith(0, 0);
    assertThat(Seen.counts(rule, ADAM, falling(0.9998, 0.6))).as("0.2 %").containsOnly(0);
    assertThat(Seen.counts(rule, ADAM, falling(0.9999, 0.4))).as("an optimum").containsOnly(0);
  }

  /**
   * Eleven rounds whose loss falls by a factor, and whose gradient falls at once to what is left.
   */
  private static Observation[] falling(double factor, double left) {
    return IntStream.range(0, 11)
        .mapToObj(n -> Seen.loss(n, Math.pow(factor, n), n == 0 ? 1 : left))
        .toArray(Observation[]::new);
  }

  @Test
  void aLossHasDivergedAboveTwiceItsBestAndHalfTheFirst() {
    Rule rule = new Diverged();
    assertThat(Seen.counts(rule, ADAM, losses(1, 0.4, 0.89, 0.91))).containsExactly(0, 0, 0, 1);
    assertThat(Seen.counts(rule, ADAM, losses(1, 0.01, 0.1))).as("noise").containsExactly(0, 0, 0);
    assertThat(Seen.counts(rule, Seen.by(Steps.FULL), losses(1, 0.4, 9))).containsExactly(0, 0, 0);
  }

  private static Observation[] losses(double... losses) {
    return IntStream.range(0, losses.length)
        .mapToObj(n -> Seen.loss(n, losses[n], 1))
        .toArray(Observation[]::new);
  }

  @Test
  void whatIsNoNumberNamesThePartition() {
    assertThat(Seen.counts(new NonFinite(), ADAM, losses(1, Double.NaN))).containsExactly(0, 1);
    Finding found = NonFinite.finding("the loss is NaN", OptionalInt.of(7));
    assertThat(found.place()).isEqualTo(Place.ofSource(7));
    assertThat(found.message()).isEqualTo("partition 7: the loss is NaN");
    assertThat(found.severity()).isEqualTo(Severity.CRIT);
  }
}
