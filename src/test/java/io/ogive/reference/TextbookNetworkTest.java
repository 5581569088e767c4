package io.ogive.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import io.ogive.model.Output;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextbookNetworkTest {
  /** Two inputs, two hidden units, one output; small enough to follow on paper. */
  private static final Network SMALL =
      new Network(
          List.of(
              new Layer(
                  2, 2, Activation.SIGMOID, new double[] {1, -1, 0, 2}, new double[] {0, 0.5}),
              new Layer(2, 1, Activation.IDENTITY, new double[] {2, -2}, new double[] {0.25})));

  @Test
  void aRowForwardAndBackwardIsWhatPaperSays() {
    TextbookNetwork network = TextbookNetwork.of(SMALL);
    TextbookNetwork.Trace trace = network.forward(new double[] {0, -0.25});
    // z = (0, 0.5 - 0.5) = (0, 0), so h = (1/2, 1/2) and the logit is 0.25 + 1 - 1.
    assertThat(trace.z()[0]).containsExactly(0, 0);
    assertThat(trace.h()[1]).containsExactly(0.5, 0.5);
    assertThat(trace.logits()).containsExactly(0.25);
    double p = 1 / (1 + Math.exp(-0.25));
    TextbookNetwork.Signals signals = network.backward(trace, 1, 3);
    double d = 3 * (p - 1);
    assertThat(signals.delta()[1]).containsExactly(new double[] {d}, within(1e-15));
    assertThat(signals.u()[0]).containsExactly(new double[] {2 * d, -2 * d}, within(1e-15));
    assertThat(signals.delta()[0]).containsExactly(new double[] {d / 2, -d / 2}, within(1e-15));
    double[] gradient = new double[9];
    network.addGradient(trace, signals, gradient);
    assertThat(gradient)
        .containsExactly(
            new double[] {0, 0, -d / 8, d / 8, d / 2, -d / 2, d / 2, d / 2, d}, within(1e-15));
  }

  @Test
  void theObjectiveIsTheMeanLossAndThePenaltyOfWeightsAlone() {
    TextbookNetwork network = TextbookNetwork.of(SMALL);
    double[][] x = {{0, -0.25}, {0, -0.25}};
    double[] w = {3, 1};
    TextbookObjective objective = TextbookObjective.of(network, x, new int[] {1, 0}, w, 0.1);
    double p = 1 / (1 + Math.exp(-0.25));
    double loss = (-3 * Math.log(p) - Math.log(1 - p)) / 4;
    assertThat(objective.loss()).isCloseTo(loss, within(1e-15));
    // Squared weights: 1 + 1 + 4 in the first layer, 4 + 4 in the second.
    assertThat(objective.value()).isCloseTo(loss + 0.05 * 14, within(1e-15));
    double d = (3 * (p - 1) + p) / 4;
    assertThat(objective.gradient()[0]).isCloseTo(0.1, within(1e-15));
    assertThat(objective.gradient()[8]).isCloseTo(d, within(1e-15));
  }

  @ParameterizedTest
  @CsvSource({"0, 1.0986122886681098", "1, 1.0986122886681098", "2, 1.0986122886681098"})
  void threeEqualLogitsLoseLogThree(int label, double expected) {
    double[] logits = {7, 7, 7};
    assertThat(TextbookCurves.loss(Output.SOFTMAX, Loss.CROSS_ENTROPY, logits, label))
        .isCloseTo(expected, within(1e-15));
    assertThat(TextbookCurves.margin(logits, label)).isCloseTo(-Math.log(2), within(1e-15));
    assertThat(TextbookCurves.outputs(Output.SOFTMAX, logits)[label])
        .isCloseTo(1 / 3.0, within(1e-15));
  }

  @Test
  void lossesAtExtremeLogitsAreFinite() {
    assertThat(TextbookCurves.loss(Output.SIGMOID, Loss.CROSS_ENTROPY, new double[] {-800}, 1))
        .isEqualTo(800);
    assertThat(TextbookCurves.loss(Output.SIGMOID, Loss.CROSS_ENTROPY, new double[] {800}, 1))
        .isBetween(0.0, 1e-300);
    assertThat(
            TextbookCurves.loss(Output.SOFTMAX, Loss.CROSS_ENTROPY, new double[] {900, 0, -900}, 2))
        .isEqualTo(1800);
  }

  @Test
  void theFirstStepOfAdamHasTheLengthOfTheRate() {
    // One weight without a penalty: m / (1 - beta1) = g and sqrt(v / (1 - beta2)) = |g|.
    Network line =
        new Network(
            List.of(new Layer(1, 1, Activation.IDENTITY, new double[] {0}, new double[] {0})));
    TextbookReplicas replicas =
        new TextbookReplicas(
            new double[][] {{1}, {-4}},
            new double[] {1, 1},
            new double[] {1, 3},
            new TextbookReplicas.Settings(0.1, 0.9, 0.99, 1e-12, 0));
    TextbookReplicas.State start =
        new TextbookReplicas.State(new double[2], new double[2], new double[2], 0);
    // Replica 0 sees x = 1, replica 1 x = -4: steps +0.1 and -0.1, averaged with 1 to 3.
    TextbookReplicas.Round round =
        replicas.round(
            TextbookNetwork.of(line),
            start,
            new int[][][] {{{0}}, {{1}}},
            new double[] {1, 3},
            (row, network, trace, signals) -> {});
    assertThat(round.state().parameters())
        .containsExactly(new double[] {(0.1 - 3 * 0.1) / 4, 0.1}, within(1e-12));
    assertThat(round.state().m()[1]).isCloseTo(0.1 * (-0.5 - 3 * 1.5) / 4, within(1e-15));
    assertThat(round.state().v()[1]).isCloseTo(0.01 * (0.25 + 3 * 2.25) / 4, within(1e-15));
    assertThat(round.state().steps()).isEqualTo(1);
    assertThat(round.loss()).isCloseTo(Math.log(2), within(1e-15));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "0.99, 1", "0.5, 1", "0.49, 2", "0.25, 2", "0.0624, 5", "1e-12, 31", "0, 31"})
  void octavesCountHalvings(double g, int octave) {
    assertThat(TextbookStatistics.octave(g)).isEqualTo(octave);
  }

  @Test
  void statisticsOfOneRowAreWhatPaperSays() {
    TextbookStatistics statistics = new TextbookStatistics(1, 2);
    statistics.add(TextbookNetwork.of(SMALL), new double[] {0, -0.25}, 0, 1);
    double p = 1 / (1 + Math.exp(-0.25));
    assertThat(statistics.octaves[0][1][0]).isEqualTo(2);
    assertThat(statistics.core[0]).isEqualTo(2);
    assertThat(statistics.sums[0])
        .containsExactly(new double[] {0, 0, 2, 0, 8 * p * p, p * p / 2}, within(1e-15));
    assertThat(statistics.margins[0][1][1]).isEqualTo(1);
    assertThat(statistics.marginSums[0][0]).isEqualTo(-0.25);
    assertThat(statistics.output).containsExactly(new double[] {p * p, 1}, within(1e-15));
  }
}
