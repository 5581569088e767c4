package io.ogive.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelsTest {
  @Test
  void parametersGoOutAndComeBack() {
    Network network = GoldenModels.network().network();
    double[] all = network.parameters();
    assertThat(all).hasSize(6 + 3 + 6 + 2 + 2 + 1).startsWith(0.5, -1).endsWith(-1.75, 0.05);
    assertThat(network.withParameters(all)).usingRecursiveComparison().isEqualTo(network);
    all[0] = 9;
    assertThat(network.layers().get(0).weights()[0]).as("a copy").isEqualTo(0.5);
    assertThatThrownBy(() -> network.withParameters(new double[21]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 20 parameters, got 21");
    assertThatThrownBy(() -> network.withParameters(new double[19]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 20 parameters, got 19");
  }

  @Test
  void theRawInterceptIsTheLogitAtRawZero() {
    LogisticModel model = GoldenModels.binary();
    // -0.4 + 0.03 * 30 - 0.01 * 64.5
    assertThat(model.rawIntercept(0)).isCloseTo(-0.145, within(1e-15));
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    LogisticModel good = GoldenModels.multinomial();
    assertThatThrownBy(() -> new LogisticModel(good.features(), new double[1][5], new double[1]))
        .hasMessageContaining("3 classes do not fit 1 rows");
    assertThatThrownBy(() -> new LogisticModel(good.features(), new double[3][4], new double[3]))
        .hasMessageContaining("expected 5 coefficients, got 4");
    assertThatThrownBy(
            () -> new Layer(65536, 65536, Activation.SIGMOID, new double[0], new double[65536]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Network(List.of())).hasMessageContaining("must exist");
    NetworkModel network = GoldenModels.network();
    assertThatThrownBy(
            () ->
                new NetworkModel(
                    network.features(), new double[2], new double[3], network.network()))
        .hasMessageContaining("3 scales");
    assertThatThrownBy(
            () ->
                new NetworkModel(good.features(), new double[5], new double[5], network.network()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void probabilitiesAreStableAtTheEnds() {
    double[] out = new double[2];
    Logits.probabilities(new double[] {-800}, out);
    assertThat(out).containsExactly(1, 0);
    Logits.probabilities(new double[] {-700}, out);
    assertThat(out[1]).as("not rounded away").isBetween(9.8e-305, 9.9e-305);
    double[] three = new double[3];
    Logits.probabilities(new double[] {1e308, -1e308, 0}, three);
    assertThat(three).containsExactly(1, 0, 0);
    Logits.probabilities(new double[] {-5000, -5000, -5000}, three);
    assertThat(three).containsExactly(1 / 3.0, 1 / 3.0, 1 / 3.0);
  }
}
