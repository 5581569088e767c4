package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.health.SourceHealth;
import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import io.ogive.model.Output;
import io.ogive.reference.TextbookObjective;
import io.ogive.reference.TextbookStatistics;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every activation with every output and loss. */
class NetworkCurvesTest {

  @Test
  void objectiveAndGradientOf200RandomNetworksAreTheTextbooks() {
    Set<Activation> seen = EnumSet.noneOf(Activation.class);
    for (int n = 0; n < 200; n++) {
      CurveCase drawn = CurveCase.of(n, 9, false);
      TextbookObjective expected =
          TextbookObjective.of(drawn.textbook(), drawn.x(), drawn.labels(), drawn.w(), 0);
      for (Storage storage : Storage.values()) {
        NetworkTotal found = pass(drawn, drawn.network(), drawn.loss(), storage);
        assertThat(found.figures().loss())
            .as("%d: %s", n, drawn)
            .isCloseTo(expected.loss(), within(1e-10 * expected.loss()));
        assertThat(NetworkPasses.difference(found.meanGradient(), expected.gradient()))
            .as("%d: %s", n, drawn)
            .isLessThan(1e-10);
      }
      drawn.network().layers().forEach(layer -> seen.add(layer.activation()));
    }
    assertThat(seen).hasSize(4);
  }

  @Test
  void gradientsOf200RandomNetworksAreCentralDifferencesOfTheirLoss() {
    for (int n = 0; n < 200; n++) {
      CurveCase drawn = CurveCase.of(n, 9, false);
      double[] gradient =
          pass(drawn, drawn.network(), drawn.loss(), Storage.FLOAT64).meanGradient();
      double[] numeric = centralDifferences(drawn, drawn.loss());
      assertThat(NetworkPasses.difference(gradient, numeric))
          .as("%d: %s", n, drawn)
          .isLessThan(1e-6);
      gradient[n % gradient.length] += 1e-3;
      assertThat(NetworkPasses.difference(gradient, numeric)).isGreaterThan(1e-6);
    }
  }

  @Test
  void theSlopeOfAnotherActivationIsNotTheGradient() {
    for (Activation activation : Activation.values()) {
      for (Activation other : Activation.values()) {
        CurveCase drawn = oneHidden(activation);
        Layer hidden = drawn.network().layers().get(0);
        Layer swapped =
            new Layer(hidden.inputs(), hidden.outputs(), other, hidden.weights(), hidden.bias());
        Network network =
            new Network(List.of(swapped, drawn.network().layers().get(1)), Output.SIGMOID);
        double difference =
            NetworkPasses.difference(
                pass(drawn, network, drawn.loss(), Storage.FLOAT64).meanGradient(),
                centralDifferences(drawn, drawn.loss()));
        assertThat(difference < 1e-6)
            .as("%s for %s: %s", other, activation, difference)
            .isEqualTo(activation == other);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void statisticsOfALayerAreTheRecountByItsOwnLargestSlope(Activation activation) {
    CurveCase drawn = oneHidden(activation);
    SourceHealth health =
        pass(drawn, drawn.network(), drawn.loss(), Storage.FLOAT64).figures().health().source(0);
    TextbookStatistics expected = new TextbookStatistics(1, 2);
    for (int i = 0; i < drawn.x().length; i++) {
      expected.add(drawn.textbook(), drawn.x()[i], drawn.labels()[i], drawn.w()[i]);
    }
    HealthRecount.assertEqual(health, expected);
    HealthRecount.assertFull(health, expected.full);
    double[] sums = expected.sums[0];
    assertThat(health.hidden().get(0).transmission())
        .isCloseTo(Math.sqrt(sums[5] / sums[4]) / activation.largestSlope(), within(1e-12))
        .isBetween(0.0, 1.0);
    assertThat(health.hidden().get(0).meanG()).isBetween(0.01, 1.0);
  }

  @Test
  void marginsAreCountedByFlagAndNumbersHaveNone() {
    for (int n = 0; n < 40; n++) {
      CurveCase drawn = CurveCase.of(n, 30, false);
      int margins = NetworkOutput.margins(drawn.network());
      TextbookStatistics expected =
          new TextbookStatistics(drawn.network().layers().size() - 1, margins);
      for (int i = 0; i < drawn.x().length; i++) {
        expected.add(drawn.textbook(), drawn.x()[i], drawn.labels()[i], drawn.w()[i]);
      }
      SourceHealth health =
          pass(drawn, drawn.network(), drawn.loss(), Storage.FLOAT64).figures().health().source(0);
      HealthRecount.assertEqual(health, expected, 30);
      HealthRecount.assertFull(health, expected.full);
    }
  }

  /** A row that is certain and wrong: what the theory says of the two losses. */
  @Test
  void squaredErrorLosesTheSignalOfConfidentlyWrongRowsAndCrossEntropyKeepsIt() {
    NetworkOutput entropy = new SigmoidOutput(1, 1, false);
    NetworkOutput squared = new SigmoidOutput(1, 1, true);
    for (NetworkOutput output : List.of(entropy, squared)) {
      output.take(1, 1, 0);
      output.evaluate(new double[] {-10}, 1);
    }
    double p = 1 / (1 + Math.exp(10));
    assertThat(entropy.delta[0]).isCloseTo(p - 1, within(1e-15));
    assertThat(squared.delta[0] / entropy.delta[0]).isCloseTo(p * (1 - p), within(1e-15));
    assertThat(squared.loss[0]).isCloseTo((1 - p) * (1 - p) / 2, within(1e-15));
  }

  @Test
  void crossEntropyOfANumberIsRefused() {
    CurveCase drawn = CurveCase.of(3, 9, false);
    assertThat(drawn.network().output()).isEqualTo(Output.LINEAR);
    assertThatThrownBy(
            () ->
                new NetworkPass(
                    drawn.input(), drawn.network(), Loss.CROSS_ENTROPY, HealthLevel.OFF))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("take squared-error");
  }

  private static CurveCase oneHidden(Activation activation) {
    for (int n = 1; ; n += 4) {
      CurveCase drawn = CurveCase.of(n, 40, false);
      if (drawn.network().layers().size() == 2
          && drawn.network().layers().get(0).outputs() > 2
          && drawn.network().layers().get(0).activation() == activation
          && drawn.loss() == Loss.CROSS_ENTROPY) {
        return drawn;
      }
    }
  }

  private static double[] centralDifferences(CurveCase drawn, Loss loss) {
    double[] at = drawn.network().parameters();
    double[] numeric = new double[at.length];
    double step = 0x1p-17;
    for (int i = 0; i < at.length; i++) {
      double keep = at[i];
      at[i] = keep + step;
      double above = loss(drawn, loss, at);
      at[i] = keep - step;
      double below = loss(drawn, loss, at);
      at[i] = keep;
      numeric[i] = (above - below) / (2 * step);
    }
    return numeric;
  }

  private static double loss(CurveCase drawn, Loss loss, double[] at) {
    return pass(drawn, drawn.network().withParameters(at), loss, Storage.FLOAT64).figures().loss();
  }

  private static NetworkTotal pass(CurveCase drawn, Network network, Loss loss, Storage storage) {
    return new NetworkPass(drawn.input(), network, loss, HealthLevel.FULL)
        .over(new Shard(0, drawn.blocks(4, storage)));
  }
}
