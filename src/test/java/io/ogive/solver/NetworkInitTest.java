package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.ColumnMoments;
import io.ogive.data.Role;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.health.LayerStats;
import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Network;
import io.ogive.model.Output;
import io.ogive.objective.NetworkPass;
import io.ogive.objective.NetworkRows;
import io.ogive.objective.NetworkTotal;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.NetworkOptions.Init;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkInitTest {
  @ParameterizedTest
  @EnumSource(Init.class)
  void initialWeightsHaveTheLimitOfTheirScheme(Init init) {
    NetworkOptions options =
        NetworkOptions.builder()
            .hidden(
                List.of(
                    new HiddenLayer(200, Activation.RELU),
                    new HiddenLayer(100, Activation.SIGMOID),
                    new HiddenLayer(90, Activation.SIGMOID)))
            .init(init)
            .build();
    Network network = new NetworkInit(options).network(300, Output.SIGMOID, new double[] {0.3});
    double[] fans = {300, 200, 100, 90};
    double[] outs = {200, 100, 90, 1};
    for (int l = 0; l < 4; l++) {
      double glorot = Math.sqrt(6 / (fans[l] + outs[l]));
      double expected =
          switch (init) {
            case AUTO -> l == 0 ? Math.sqrt(6 / fans[l]) : l == 2 ? 4 * glorot : glorot;
            case GLOROT -> glorot;
            case LECUN -> Math.sqrt(3 / fans[l]);
            case HE -> Math.sqrt(6 / fans[l]);
            case MLLIB -> 2.4 / Math.sqrt(fans[l]);
            case PYTORCH -> 1 / Math.sqrt(fans[l]);
          };
      double largest =
          Arrays.stream(network.layers().get(l).weights()).map(Math::abs).max().orElseThrow();
      assertThat(largest / expected).as("layer %d", l).isBetween(0.9, 1.0);
    }
    assertThat(network.layers().get(0).bias()[0] == 0)
        .isEqualTo(init != Init.MLLIB && init != Init.PYTORCH);
  }

  @Test
  void weightsAreUniformWithinTheLimitOfTheirLayer() {
    Network network = network(5, 60, List.of(90, 50), 0.2, 0.3, 0.5);
    double[] limits = {Math.sqrt(6 / 150.0), 4 * Math.sqrt(6 / 140.0), Math.sqrt(6 / 53.0)};
    for (int l = 0; l < 3; l++) {
      double[] w = network.layers().get(l).weights();
      double limit = limits[l];
      double mean = Arrays.stream(w).average().orElseThrow();
      double square = Arrays.stream(w).map(v -> v * v).average().orElseThrow();
      double error = 5 / Math.sqrt(w.length);
      assertThat(Arrays.stream(w).map(Math::abs).max().orElseThrow()).isBetween(0.9 * limit, limit);
      assertThat(mean / limit).isCloseTo(0, within(error));
      assertThat(square / (limit * limit)).isCloseTo(1 / 3.0, within(error));
      assertThat(Arrays.stream(w).distinct().count()).isEqualTo(w.length);
    }
    assertThat(network.layers().get(0).bias()).containsOnly(0);
    Layer second = network.layers().get(1);
    for (int o = 0; o < 50; o++) {
      double atHalf = second.bias()[o];
      for (int i = 0; i < 90; i++) {
        atHalf += second.weights()[i * 50 + o] / 2;
      }
      assertThat(atHalf).isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void hiddenLayersStartUnsaturatedAndAlike() {
    NetworkRows rows = NetworkRows.draw(9, 1000, 30, 3, false);
    var store = rows.store(rows.lay(2, 1024, Storage.FLOAT64).blocks());
    NetworkOptions options = NetworkTrainingTest.options(NetworkOptions.Solver.ADAM, 1, 40, 30, 30);
    NetworkStart start =
        NetworkStart.of(ColumnMoments.of(store), 1000, rows.features(Storage.FLOAT64), options);
    List<LayerStats> layers =
        store
            .bySource()
            .aggregate(new NetworkPass(start.input(), start.network(), HealthLevel.BASIC))
            .figures()
            .health()
            .whole()
            .hidden();
    for (LayerStats layer : layers) {
      assertThat(layer.saturatedShare()).isLessThan(0.05);
      assertThat(layer.varianceZ() / layers.get(0).varianceZ()).isBetween(0.3, 3.0);
      assertThat(Math.abs(layer.meanZ())).isLessThan(0.2);
    }
  }

  @Test
  void seedAndLayerAreTheKey() {
    double[] first = network(5, 6, List.of(6), 0.5, 0.5).parameters();
    assertThat(network(5, 6, List.of(6), 0.5, 0.5).parameters()).isEqualTo(first);
    assertThat(network(6, 6, List.of(6), 0.5, 0.5).parameters()).isNotEqualTo(first);
    List<Layer> layers = network(5, 6, List.of(6, 6), 0.5, 0.5).layers();
    assertThat(layers.get(0).weights()).isNotEqualTo(layers.get(1).weights());
  }

  @Test
  void whatNoArrayHoldsIsRefusedBeforeItIsAllocated() {
    assertThatThrownBy(() -> network(1, 50_000_000, List.of(64), 0.5, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3200000129")
        .hasMessageContaining("fewer units");
    NetworkTraining.checkRoom(1024, 2_000_000);
    assertThatThrownBy(() -> NetworkTraining.checkRoom(1024, 3_000_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("solver.adam.batch to at most 715");
  }

  @Test
  void outputBiasesAreThePriorsLogitsLessHalfTheWeights() {
    double[] priors = {0.1, 0.2, 0.7};
    Layer output = network(5, 4, List.of(8), priors).layers().get(1);
    for (int k = 0; k < 3; k++) {
      double logit = output.bias()[k];
      for (int j = 0; j < 8; j++) {
        logit += output.weights()[j * 3 + k] / 2;
      }
      assertThat(logit).isCloseTo(Math.log(priors[k]), within(1e-12));
    }
    assertThat(network(5, 4, List.of(), 0.2, 0.8).layers().get(0).bias())
        .containsExactly(new double[] {Math.log(4)}, within(1e-12));
  }

  @Test
  void aClassWithoutRowsHasAFiniteBias() {
    assertThat(network(5, 4, List.of(), 0, 1).layers().get(0).bias()[0])
        .isCloseTo(Math.log(1 / 0.001), within(1e-9));
  }

  @Test
  void theFirstLossIsTheEntropyOfTheLabels() {
    for (int seed = 0; seed < 5; seed++) {
      NetworkRows drawn = NetworkRows.draw(seed, 2000, 30, 3, false);
      Random random = new Random(seed);
      int[] y = drawn.y();
      for (int i = 0; i < y.length; i++) {
        double u = random.nextDouble();
        y[i] = u < 0.02 ? 0 : u < 0.1 ? 1 : 2;
      }
      var store = drawn.store(drawn.lay(2, 1024, Storage.FLOAT64).blocks());
      NetworkStart start =
          NetworkStart.of(
              ColumnMoments.of(store),
              store.summary().rows(Role.TRAIN),
              drawn.features(Storage.FLOAT64),
              NetworkTrainingTest.options(NetworkOptions.Solver.ADAM, 1, 20));
      NetworkTotal total =
          store
              .bySource()
              .aggregate(new NetworkPass(start.input(), start.network(), HealthLevel.OFF));
      double entropy = 0;
      for (int k = 0; k < 3; k++) {
        int label = k;
        double p = Arrays.stream(y).filter(v -> v == label).count() / 2000.0;
        entropy -= p * Math.log(p);
      }
      assertThat(total.figures().loss() / entropy).as("seed %d", seed).isBetween(0.9, 1.25);
    }
  }

  @Test
  void classWeightsAreFactorsThatLeaveTheMeanWeightAtOne() {
    NetworkRows rows = NetworkRows.draw(1, 300, 4, 3, true);
    var store = rows.store(rows.lay(2, 64, Storage.FLOAT64).blocks());
    ColumnMoments moments = ColumnMoments.of(store);
    double[] byClass = moments.classWeights();
    double[] none = start(rows, moments, ClassWeights.NONE).input().factors();
    assertThat(none).containsOnly(none[0]);
    double[] balanced = start(rows, moments, new ClassWeights(true, Map.of())).input().factors();
    for (int k = 0; k < 3; k++) {
      assertThat(balanced[k] * byClass[k]).isCloseTo(100, within(1e-9));
    }
    double[] named =
        start(rows, moments, new ClassWeights(false, Map.of("1", 5.0))).input().factors();
    assertThat(named[1] / named[0]).isCloseTo(5, within(1e-12));
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      sum += named[k] * byClass[k];
    }
    assertThat(sum).isCloseTo(300, within(1e-9));
    Assertions.assertThatThrownBy(
            () -> start(rows, moments, new ClassWeights(false, Map.of("7", 5.0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'7'")
        .hasMessageContaining("[0, 1, 2]");
    Map<String, Double> zeros = Map.of("0", 0.0, "1", 0.0, "2", 0.0);
    Assertions.assertThatThrownBy(() -> start(rows, moments, new ClassWeights(false, zeros)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leave no training row");
  }

  @Test
  void inputsAreStandardizedUnlessTheOptionsSayNo() {
    NetworkRows rows = NetworkRows.draw(1, 300, 3, 2, false);
    for (double[] x : rows.x()) {
      x[1] = 7;
    }
    var store = rows.store(rows.lay(2, 64, Storage.FLOAT64).blocks());
    ColumnMoments moments = ColumnMoments.of(store);
    NetworkStart standard = start(rows, moments, ClassWeights.NONE);
    double mean = Arrays.stream(rows.x()).mapToDouble(x -> x[2]).average().orElseThrow();
    double variance =
        Arrays.stream(rows.x())
            .mapToDouble(x -> (x[2] - mean) * (x[2] - mean))
            .average()
            .orElseThrow();
    assertThat(standard.input().center()[2]).isCloseTo(mean, within(1e-12));
    assertThat(standard.input().scale()[2]).isCloseTo(1 / Math.sqrt(variance), within(1e-12));
    assertThat(standard.input().scale()[1]).isZero();
    NetworkOptions raw = NetworkOptions.builder().standardize(false).build();
    NetworkStart plain = NetworkStart.of(moments, 300, rows.features(Storage.FLOAT64), raw);
    assertThat(plain.input().center()).containsOnly(0);
    assertThat(plain.input().scale()).containsOnly(1);
  }

  private static NetworkStart start(NetworkRows rows, ColumnMoments moments, ClassWeights weights) {
    NetworkOptions options = NetworkOptions.builder().sigmoids(4).classWeights(weights).build();
    return NetworkStart.of(moments, rows.x().length, rows.features(Storage.FLOAT64), options);
  }

  private static Network network(int seed, int inputs, List<Integer> hidden, double... priors) {
    Output output = priors.length == 2 ? Output.SIGMOID : Output.SOFTMAX;
    NetworkOptions options =
        NetworkOptions.builder().hidden(HiddenLayer.sigmoids(hidden)).seed(seed).build();
    return new NetworkInit(options)
        .network(inputs, output, NetworkInit.logits(output, priors, 0.001));
  }
}
