package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.BlockStore;
import io.ogive.data.Role;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.math.Kernels;
import io.ogive.objective.NetworkRows;
import io.ogive.reference.TextbookNetwork;
import io.ogive.reference.TextbookObjective;
import io.ogive.solver.NetworkOptions.Adam;
import io.ogive.solver.NetworkOptions.Solver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTrainingTest {

  static NetworkOptions options(Solver solver, int rounds, Integer... hidden) {
    return NetworkOptions.builder()
        .sigmoids(hidden)
        .solver(solver)
        .stopping(new StoppingRule(rounds, 1e-6))
        .build();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void adamOnReplicasReadsDigits(long seed) throws IOException {
    BundledDigits digits = BundledDigits.read();
    NetworkOptions options = penalized(seeded(options(Solver.ADAM, 60, 32), seed), 5e-4);
    List<Round> rounds = new ArrayList<>();
    NetworkResult result =
        NetworkTraining.fit(
            digits.store, digits.features(), options, HealthLevel.BASIC, rounds::add);
    assertThat(digits.testAccuracy(result.model())).as("seed %d", seed).isGreaterThan(0.96);
    assertThat(rounds).hasSize(60);
    assertThat(rounds).extracting(Round::number).containsExactlyElementsOf(range(60));
    assertThat(rounds.get(0).loss()).isGreaterThan(1);
    assertThat(rounds.get(59).loss()).isLessThan(0.1);
    assertThat(rounds.get(59).heldOutLoss().orElseThrow()).isBetween(0.05, 0.3);
    assertThat(result.fit().reason()).isEqualTo(StopReason.MAX_ROUNDS);
    assertThat(result.loss()).isLessThan(rounds.get(59).loss());
    assertThat(result.replicas()).isEqualTo(1);
    assertThat(result.localSteps())
        .isEqualTo(1024 / 32 + (digits.training.length - 1024 + 31) / 32);
    NetworkResult start =
        NetworkTraining.fit(
            digits.store,
            digits.features(),
            seeded(options(Solver.ADAM, 1, 32), seed),
            HealthLevel.OFF,
            RoundListener.none());
    assertThat(digits.testAccuracy(start.model())).as("after one round").isLessThan(0.96);
  }

  @Test
  void lbfgsReadsDigits() throws IOException {
    BundledDigits digits = BundledDigits.read();
    List<Round> rounds = new ArrayList<>();
    NetworkResult result =
        NetworkTraining.fit(
            digits.store,
            digits.features(),
            options(Solver.LBFGS, 60, 16),
            HealthLevel.BASIC,
            rounds::add);
    assertThat(result.loss()).isLessThan(0.02);
    assertThat(result.fit().value()).isEqualTo(result.loss());
    assertThat(digits.testAccuracy(result.model())).isGreaterThan(0.92);
    assertThat(result.replicas()).isZero();
    assertThat(rounds.get(0).loss()).isGreaterThan(2);
    TextbookObjective expected =
        TextbookObjective.of(
            TextbookNetwork.of(result.model().network()),
            digits.standardized(result.model(), digits.training),
            Arrays.stream(digits.training).map(i -> digits.rows.y()[i]).toArray(),
            ones(digits.training.length),
            0);
    assertThat(result.loss()).isCloseTo(expected.loss(), within(1e-9));
  }

  @ParameterizedTest
  @EnumSource(Solver.class)
  void aHiddenLayerLearnsWhatNoneCan(Solver solver) {
    double[][] x = new double[200][];
    int[] y = new int[200];
    double[] w = new double[200];
    Arrays.fill(w, 1);
    for (int i = 0; i < 200; i++) {
      x[i] = new double[] {i % 2, i / 2 % 2};
      y[i] = i % 2 ^ i / 2 % 2;
    }
    NetworkRows xor = new NetworkRows(x, y, w, 2);
    BlockStore store = xor.store(xor.lay(2, 50, Storage.FLOAT32).blocks());
    int rounds = solver == Solver.LBFGS ? 100 : solver == Solver.ADAM ? 150 : 300;
    // Flags keep their scale unless the options say so, and plain steps want them centred.
    NetworkOptions hidden =
        withRate(options(solver, rounds, 4), 0.05).toBuilder().standardize(true).build();
    NetworkOptions none = withRate(options(solver, 50), 0.05);
    assertThat(fit(store, xor, hidden).loss()).isLessThan(0.05);
    assertThat(fit(store, xor, none).loss()).isGreaterThan(0.69);
  }

  @ParameterizedTest
  @EnumSource(Solver.class)
  @SuppressWarnings("try")
  void theModelIsTheSameAtEveryLevelWithAnyKernelsAndAgain(Solver solver) {
    NetworkRows rows = NetworkRows.draw(3, 400, 13, 3, true);
    List<Block> blocks = rows.lay(3, 50, Storage.FLOAT32).blocks();
    BlockStore store = rows.store(blocks);
    NetworkOptions options = replicas(options(solver, 5, 9, 5), 3);
    double[] expected = fit(store, rows, options).fit().point();
    assertThat(fit(store, rows, options).fit().point()).isEqualTo(expected);
    NetworkResult off =
        NetworkTraining.fit(
            store, rows.features(Storage.FLOAT32), options, HealthLevel.OFF, RoundListener.none());
    assertThat(off.fit().point()).isEqualTo(expected);
    try (Kernels.Use use = Kernels.use(Kernels.scalar())) {
      assertThat(fit(store, rows, options).fit().point()).isEqualTo(expected);
    }
    assertThat(fit(store, rows, seeded(options, 77)).fit().point()).isNotEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Solver.class)
  void heldOutRowsChangeNoBit(Solver solver) {
    NetworkRows rows = NetworkRows.draw(3, 300, 5, 3, true);
    List<Block> blocks = new ArrayList<>(rows.lay(2, 64, Storage.FLOAT64).blocks());
    NetworkOptions options = replicas(options(solver, 4, 6), 2);
    NetworkResult without = fit(rows.store(blocks), rows, options);
    NetworkRows other = NetworkRows.draw(4, 100, 5, 3, true);
    blocks.addAll(
        other.blocks(IntStream.range(0, 100).toArray(), 0, Role.TEST, 32, Storage.FLOAT64));
    NetworkResult with = fit(rows.store(blocks), rows, options);
    assertThat(with.fit().point()).isEqualTo(without.fit().point());
    assertThat(with.model().center()).isEqualTo(without.model().center());
  }

  @ParameterizedTest
  @EnumSource(Solver.class)
  void theUnitOfWeightsChangesNoBit(Solver solver) {
    NetworkRows rows = NetworkRows.draw(3, 300, 5, 3, true);
    double[] heavy = Arrays.stream(rows.w()).map(w -> w * 0x1p60).toArray();
    NetworkRows other = new NetworkRows(rows.x(), rows.y(), heavy, 3);
    NetworkOptions options = replicas(options(solver, 4, 6), 2);
    double[] expected =
        fit(rows.store(rows.lay(2, 64, Storage.FLOAT64).blocks()), rows, options).fit().point();
    assertThat(
            fit(other.store(other.lay(2, 64, Storage.FLOAT64).blocks()), other, options)
                .fit()
                .point())
        .isEqualTo(expected);
  }

  @Test
  void theNumberOfReplicasIsPartOfTheRecipe() {
    NetworkRows rows = NetworkRows.draw(3, 400, 13, 3, true);
    BlockStore store = rows.store(rows.lay(3, 50, Storage.FLOAT32).blocks());
    NetworkOptions options = options(Solver.ADAM, 3, 9);
    NetworkResult two = fit(store, rows, replicas(options, 2));
    assertThat(two.replicas()).isEqualTo(2);
    assertThat(two.localSteps()).isEqualTo(8);
    assertThat(fit(store, rows, replicas(options, 3)).fit().point())
        .isNotEqualTo(two.fit().point());
  }

  @Test
  void aRateBeyondReasonStopsTheRoundAndSaysWhere() {
    NetworkRows rows = NetworkRows.draw(3, 200, 3, 2, false);
    BlockStore store = rows.store(rows.lay(3, 50, Storage.FLOAT32).blocks());
    NetworkOptions wild = replicas(withRate(options(Solver.ADAM, 3, 4), 1e200), 3);
    assertThatThrownBy(() -> fit(store, rows, wild))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("round 0: ")
        .hasMessageContaining("replica 0")
        .hasMessageContaining("of source ")
        .hasMessageContaining("lower solver.adam.rate");
    NetworkOptions plain =
        options(Solver.SGD, 3, 4).toBuilder().sgd(new NetworkOptions.Sgd(1e200, 0, false)).build();
    assertThatThrownBy(() -> fit(store, rows, plain))
        .as("the rate of the solver that it was")
        .hasMessageContaining("lower solver.sgd.rate");
  }

  @Test
  void aValueThatNoSumCanHoldStopsLbfgsAndSaysWhere() {
    NetworkRows rows = NetworkRows.draw(3, 200, 3, 2, false);
    for (int i = 7; i < 40; i += 3) {
      rows.x()[i][1] = 1e120;
    }
    BlockStore store = rows.store(rows.lay(3, 50, Storage.FLOAT64).blocks());
    NetworkOptions standard = options(Solver.LBFGS, 3);
    NetworkOptions raw = standard.toBuilder().standardize(false).build();
    assertThatThrownBy(() -> fit(store, rows, raw))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("source=1");
    assertThat(fit(store, rows, standard).loss()).isLessThan(1);
  }

  private static NetworkResult fit(BlockStore store, NetworkRows rows, NetworkOptions options) {
    return NetworkTraining.fit(
        store, rows.features(Storage.FLOAT32), options, HealthLevel.BASIC, RoundListener.none());
  }

  private static NetworkOptions seeded(NetworkOptions o, long seed) {
    return o.toBuilder().seed(seed).build();
  }

  private static NetworkOptions penalized(NetworkOptions o, double l2) {
    return o.toBuilder().l2(l2).build();
  }

  private static NetworkOptions withRate(NetworkOptions o, double rate) {
    return withAdam(o, new Adam(0, 64, 0, rate, 0.9, 0.999, 1e-8));
  }

  private static NetworkOptions replicas(NetworkOptions o, int replicas) {
    Adam a = o.adam();
    return withAdam(o, new Adam(replicas, 40, 0, a.rate(), 0.9, 0.999, 1e-8));
  }

  private static NetworkOptions withAdam(NetworkOptions o, Adam adam) {
    return o.toBuilder().adam(adam).build();
  }

  private static List<Integer> range(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }
}
