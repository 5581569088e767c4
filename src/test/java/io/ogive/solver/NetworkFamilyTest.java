package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.BlockStore;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.math.Kernels;
import io.ogive.model.Activation;
import io.ogive.model.ModelFile;
import io.ogive.model.NetworkModel;
import io.ogive.objective.NetworkRows;
import io.ogive.objective.Schedule;
import io.ogive.solver.NetworkOptions.Adam;
import io.ogive.solver.NetworkOptions.Solver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trainings with normalisation, dropout, penalties, schedules and early stopping. */
class NetworkFamilyTest {
  private static final NetworkRows ROWS = NetworkRows.draw(3, 400, 6, 3, true);

  /** All of it at once. */
  private static NetworkOptionsBuilder rich(Solver solver) {
    return NetworkOptions.builder()
        .hidden(
            List.of(
                new HiddenLayer(9, Activation.SIGMOID, true, 0.2),
                new HiddenLayer(7, Activation.RELU, true, 0),
                new HiddenLayer(5, Activation.TANH, false, 0.1)))
        .solver(solver)
        .l1(1e-3)
        .l2(1e-3)
        .adam(new Adam(3, 32, 0, 0.01, 0.9, 0.999, 1e-8))
        .schedule(new Schedule(Schedule.Kind.COSINE, 1, 1, 1, 1))
        .clip(1)
        .earlyStopping(Optional.of(new EarlyStopping(0.2, 3)))
        .stopping(new StoppingRule(6, 0));
  }

  @ParameterizedTest
  @EnumSource(
      value = Solver.class,
      names = {"ADAM", "SGD"})
  @SuppressWarnings("try")
  void theModelsBytesAreTheSameWithAnyKernelsAtEveryLevelAndInAnyOrderOfBlocks(Solver solver) {
    List<Block> blocks = new ArrayList<>(ROWS.lay(3, 50, Storage.FLOAT32).blocks());
    NetworkOptions options = rich(solver).build();
    byte[] expected = bytes(ROWS.store(blocks), options, HealthLevel.BASIC);
    assertThat(bytes(ROWS.store(blocks), options, HealthLevel.OFF)).isEqualTo(expected);
    assertThat(bytes(ROWS.store(blocks), options, HealthLevel.FULL)).isEqualTo(expected);
    Collections.shuffle(blocks, new Random(1));
    assertThat(bytes(ROWS.store(blocks), options, HealthLevel.BASIC)).isEqualTo(expected);
    try (Kernels.Use use = Kernels.use(Kernels.scalar())) {
      assertThat(bytes(ROWS.store(blocks), options, HealthLevel.BASIC)).isEqualTo(expected);
    }
    assertThat(bytes(ROWS.store(blocks), rich(solver).seed(2).build(), HealthLevel.BASIC))
        .isNotEqualTo(expected);
  }

  @Test
  void theModelOfANormalizedNetworkHoldsAffineLayersOnly() {
    NetworkResult result = fit(ROWS, rich(Solver.ADAM).build(), 50);
    assertThat(result.model().network().isNormalized()).isFalse();
    assertThat(result.model().network().layers()).hasSize(4);
    assertThat(ModelFile.read(ModelFile.write(result.model())))
        .usingRecursiveComparison()
        .isEqualTo(result.model());
  }

  @Test
  void earlyStoppingKeepsTheBestRoundsWeights() {
    NetworkRows rows = noisy();
    NetworkOptionsBuilder options =
        NetworkOptions.builder()
            .sigmoids(30)
            .adam(new Adam(1, 16, 0, 0.05, 0.9, 0.999, 1e-8))
            .stopping(new StoppingRule(60, 0));
    EarlyStopping early = new EarlyStopping(0.3, 5);
    NetworkResult stopped = fit(rows, options.earlyStopping(Optional.of(early)).build());
    assertThat(stopped.fit().reason()).isEqualTo(StopReason.VALIDATION);
    int rounds = stopped.fit().rounds();
    assertThat(rounds).isBetween(7, 59);
    // The state of the last new least loss stood at the start of the round 5 before the last.
    NetworkResult until =
        fit(
            rows,
            options
                .earlyStopping(Optional.of(new EarlyStopping(0.3, 1000)))
                .stopping(new StoppingRule(rounds - 6, 0))
                .build());
    assertThat(stopped.fit().point()).isEqualTo(until.fit().point());
    NetworkResult longer =
        fit(
            rows,
            options
                .earlyStopping(Optional.of(new EarlyStopping(0.3, 1000)))
                .stopping(new StoppingRule(rounds - 1, 0))
                .build());
    assertThat(longer.fit().point()).as("no better came").isEqualTo(stopped.fit().point());
    NetworkResult without =
        fit(
            rows,
            options.earlyStopping(Optional.empty()).stopping(new StoppingRule(rounds, 0)).build());
    assertThat(without.fit().point()).isNotEqualTo(stopped.fit().point());
  }

  @ParameterizedTest
  @EnumSource(Solver.class)
  void anAbsolutePenaltyMakesWeightsExactlyZeroAndAllSolversAgree(Solver solver) {
    NetworkOptionsBuilder options =
        NetworkOptions.builder()
            .solver(solver)
            .l1(0.05)
            .adam(new Adam(1, 400, 1, 0.02, 0.9, 0.999, 1e-8))
            .sgd(new NetworkOptions.Sgd(0.1, 0.9, true))
            .stopping(new StoppingRule(1200, 1e-9));
    NetworkRows rows = noisy();
    NetworkResult found = fit(rows, options.build());
    double[] w = found.model().network().layers().get(0).weights();
    assertThat(Arrays.stream(w).filter(v -> v == 0).count()).isBetween(2L, 5L);
    NetworkResult exact = fit(rows, options.solver(Solver.LBFGS).build());
    assertThat(found.fit().value()).isCloseTo(exact.fit().value(), within(1e-5));
    double[] free = fit(rows, options.l1(0).build()).model().network().layers().get(0).weights();
    assertThat(free).doesNotContain(0);
  }

  @Test
  void averagingAfterEveryStepIsAStepOfTheWholeBatch() {
    // Two replicas of equal weight, each with half of the rows in one batch: without momentum the
    // mean of their steps is the step along the mean of their gradients.
    NetworkRows rows = NetworkRows.draw(3, 64, 4, 2, false);
    NetworkOptionsBuilder options =
        NetworkOptions.builder()
            .sigmoids(5)
            .solver(Solver.SGD)
            .sgd(new NetworkOptions.Sgd(0.5, 0, false))
            .stopping(new StoppingRule(20, 0));
    double[] two =
        fit(rows, options.adam(new Adam(2, 32, 1, 1, 0, 0, 1)).build(), 32).fit().point();
    double[] one =
        fit(rows, options.adam(new Adam(1, 64, 1, 1, 0, 0, 1)).build(), 64).fit().point();
    assertThat(two).containsExactly(one, within(1e-12));
    double[] local =
        fit(rows, options.adam(new Adam(2, 32, 2, 1, 0, 0, 1)).build(), 32).fit().point();
    assertThat(local[0]).isNotCloseTo(one[0], within(1e-6));
  }

  @Test
  void aTrainingStartsWhereAGivenModelIsWhateverTheInputsScale() {
    NetworkOptionsBuilder options =
        NetworkOptions.builder().sigmoids(6).solver(Solver.LBFGS).stopping(new StoppingRule(20, 0));
    NetworkModel given = fit(ROWS, options.build()).model();
    // Other rows, with other centers and scales; and none at all.
    NetworkRows other = NetworkRows.draw(8, 200, 6, 3, false);
    for (boolean standardize : new boolean[] {true, false}) {
      NetworkOptions from =
          options
              .standardize(standardize)
              .start(Optional.of(given))
              .stopping(new StoppingRule(1, 0))
              .build();
      NetworkModel start = fit(other, from).model();
      double[] expected = new double[3];
      double[] found = new double[3];
      for (double[] x : other.x()) {
        given.probabilities(x, expected);
        start.probabilities(x, found);
        assertThat(found).containsExactly(expected, within(1e-12));
      }
    }
    assertThatThrownBy(() -> fit(other, options.sigmoids(7).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6-6 SIGMOID-3 IDENTITY SOFTMAX")
        .hasMessageContaining("6-7 SIGMOID-3 IDENTITY SOFTMAX");
    assertThatThrownBy(
            () ->
                fit(
                    other,
                    options
                        .solver(Solver.ADAM)
                        .hidden(List.of(new HiddenLayer(6, Activation.SIGMOID, true, 0)))
                        .build()))
        .hasMessageContaining("layers with batch normalisation cannot start from a model");
  }

  @Test
  void keptMomentsAreAnotherRecipeOnlyWithSeveralReplicas() {
    for (int replicas : new int[] {1, 3}) {
      NetworkOptionsBuilder options =
          NetworkOptions.builder()
              .sigmoids(5)
              .adam(new Adam(replicas, 32, 3, 0.01, 0.9, 0.999, 1e-8))
              .stopping(new StoppingRule(5, 0));
      double[] averaged = fit(ROWS, options.keepsMoments(false).build(), 50).fit().point();
      double[] kept = fit(ROWS, options.keepsMoments(true).build(), 50).fit().point();
      double[] again = fit(ROWS, options.keepsMoments(true).build(), 50).fit().point();
      assertThat(again).isEqualTo(kept);
      double largest = 0;
      for (int i = 0; i < kept.length; i++) {
        largest = Math.max(largest, Math.abs(kept[i] - averaged[i]));
      }
      assertThat(largest > 1e-6).as("%d replicas: %s", replicas, largest).isEqualTo(replicas > 1);
    }
  }

  @Test
  void whatFullBatchesCannotTrainIsRefusedWithTheReason() {
    assertThatThrownBy(
            () ->
                NetworkOptions.builder()
                    .solver(Solver.LBFGS)
                    .hidden(List.of(new HiddenLayer(3, Activation.SIGMOID, true, 0)))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its objective would depend on how rows are cut into blocks");
    assertThatThrownBy(
            () ->
                NetworkOptions.builder()
                    .solver(Solver.LBFGS)
                    .hidden(List.of(new HiddenLayer(3, Activation.SIGMOID, false, 0.5)))
                    .build())
        .hasMessageContaining("dropout cannot be trained by lbfgs");
    assertThatThrownBy(
            () ->
                NetworkOptions.builder()
                    .solver(Solver.LBFGS)
                    .earlyStopping(Optional.of(new EarlyStopping(0.1, 1)))
                    .build())
        .hasMessageContaining("early stopping cannot end lbfgs");
  }

  /** Two classes by two of six columns, with noise. */
  private static NetworkRows noisy() {
    NetworkRows rows = NetworkRows.draw(3, 400, 6, 2, false);
    Random random = new Random(3);
    for (int i = 0; i < 400; i++) {
      double z = rows.x()[i][0] + 0.5 * (rows.x()[i][5] - 1.5) + 0.7 * random.nextGaussian();
      rows.y()[i] = z > 0 ? 1 : 0;
    }
    return rows;
  }

  private static byte[] bytes(BlockStore store, NetworkOptions options, HealthLevel level) {
    return ModelFile.write(
        NetworkTraining.fit(
                store, ROWS.features(Storage.FLOAT32), options, level, RoundListener.none())
            .model());
  }

  private static NetworkResult fit(NetworkRows rows, NetworkOptions options) {
    return fit(rows, options, 1024);
  }

  private static NetworkResult fit(NetworkRows rows, NetworkOptions options, int blockRows) {
    return NetworkTraining.fit(
        rows.store(rows.lay(1, blockRows, Storage.FLOAT64).blocks()),
        rows.features(Storage.FLOAT64),
        options,
        HealthLevel.BASIC,
        RoundListener.none());
  }
}
