package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Role;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.math.Kernels;
import io.ogive.model.LogisticModel;
import io.ogive.solver.LogisticOptions.Solver;
import io.ogive.testing.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must not change a bit of the model, and what must change it by exact factors only. */
class LogisticBitsTest {
  private static final String FITS =
      """
      2, 6, NEWTON, 0
      2, 6, LBFGS, 0
      2, 6, OWLQN, 0.01
      3, 6, LBFGS, 0
      3, 6, OWLQN, 0.01
      2, 310, LBFGS, 0
      2, 130, NEWTON, 0
      3, 6, NEWTON, 0
      2, 6, NEWTON_CG, 0
      3, 6, NEWTON_CG, 0
      2, 310, NEWTON_CG, 0
      """;

  private static LogisticOptions options(Solver solver, double l1) {
    return LogisticTrial.solver(LogisticTrial.options(l1, 0.01), solver);
  }

  @ParameterizedTest
  @CsvSource(textBlock = FITS)
  void aColumnTimesAPowerOfTwoDividesItsCoefficient(
      int classes, int columns, Solver solver, double l1) {
    LogisticTrial trial = LogisticTrial.draw(1, 400, columns, classes).stored(Storage.FLOAT32);
    Table t = trial.table();
    int[] powers = {3, -7, 40, 0, -60, 1};
    double[][] x = new double[t.rows()][columns];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < columns; j++) {
        x[i][j] = Math.scalb(t.x()[i][j], powers[j % 6]);
      }
    }
    LogisticModel expected = trial.fit(options(solver, l1)).model();
    LogisticModel actual =
        trial.with(new Table(x, t.labels(), t.weights())).fit(options(solver, l1)).model();
    for (int k = 0; k < expected.weights().length; k++) {
      assertThat(actual.intercepts()[k]).isEqualTo(expected.intercepts()[k]);
      for (int j = 0; j < columns; j++) {
        assertThat(actual.weights()[k][j])
            .as("class %d, column %d", k, j)
            .isEqualTo(Math.scalb(expected.weights()[k][j], -powers[j % 6]));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "6, NEWTON, 0",
    "6, LBFGS, 0",
    "6, OWLQN, 0.01",
    "310, LBFGS, 0",
    "310, NEWTON_CG, 0"
  })
  void exchangedLabelsFlipSigns(int columns, Solver solver, double l1) {
    LogisticTrial trial = LogisticTrial.draw(2, 400, columns, 2).stored(Storage.FLOAT32);
    Table t = trial.table();
    double[] exchanged = new double[t.rows()];
    for (int i = 0; i < exchanged.length; i++) {
      exchanged[i] = 1 - t.labels()[i];
    }
    LogisticModel expected = trial.fit(options(solver, l1)).model();
    LogisticModel actual =
        trial.with(new Table(t.x(), exchanged, t.weights())).fit(options(solver, l1)).model();
    assertThat(actual.intercepts()[0]).isEqualTo(-expected.intercepts()[0]);
    for (int j = 0; j < columns; j++) {
      assertThat(actual.weights()[0][j]).isEqualTo(-expected.weights()[0][j]);
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = FITS)
  void theSameBlocksInOtherSourcesGiveTheSameModel(
      int classes, int columns, Solver solver, double l1) {
    for (boolean sparse : new boolean[] {false, true}) {
      LogisticTrial trial = LogisticTrial.draw(3, 400, columns, classes).sparse(sparse).sources(1);
      LogisticModel expected = trial.fit(options(solver, l1)).model();
      List<Block> dealt = new ArrayList<>();
      int count = 0;
      for (Block block : trial.blocks()) {
        BlockId id = new BlockId(count % 3, Role.TRAIN, 10 - count++);
        dealt.add(
            block instanceof Block.Dense dense
                ? new Block.Dense(id, dense.labels(), dense.weights(), dense.features())
                : new Block.Sparse(
                    id, block.labels(), block.weights(), ((Block.Sparse) block).features()));
      }
      LocalBlockStore store = LocalBlockStore.of(columns, sparse, classes, dealt);
      LogisticModel actual =
          LogisticTraining.fit(
                  store,
                  trial.features(),
                  options(solver, l1),
                  HealthLevel.BASIC,
                  RoundListener.none())
              .model();
      assertSameBits(actual, expected);
    }
  }

  @Test
  void otherBlocksGiveOtherBits() {
    // The negative control of the above: rounding inside blocks is there to be seen.
    LogisticTrial trial = LogisticTrial.draw(3, 400, 6, 2);
    LogisticModel expected = trial.fit(options(Solver.LBFGS, 0)).model();
    LogisticModel other = trial.sources(7).fit(options(Solver.LBFGS, 0)).model();
    assertThat(other.weights()[0]).isNotEqualTo(expected.weights()[0]);
  }

  @ParameterizedTest
  @CsvSource(textBlock = FITS)
  void scalarAndVectorKernelsGiveTheSameModel(int classes, int columns, Solver solver, double l1) {
    assertThat(Kernels.vector()).as("tests run with the Vector API").isPresent();
    for (Storage storage : Storage.values()) {
      LogisticTrial trial = LogisticTrial.draw(4, 300, columns, classes).stored(storage);
      LogisticModel scalar;
      try (Kernels.Use plain = Kernels.use(Kernels.scalar())) {
        assertThat(plain).isNotNull();
        scalar = trial.fit(options(solver, l1)).model();
      }
      try (Kernels.Use simd = Kernels.use(Kernels.vector().orElseThrow())) {
        assertThat(simd).isNotNull();
        assertSameBits(trial.fit(options(solver, l1)).model(), scalar);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = FITS)
  void measuringHealthChangesNothing(int classes, int columns, Solver solver, double l1) {
    LogisticTrial trial = LogisticTrial.draw(5, 300, columns, classes);
    LogisticModel off =
        LogisticTraining.fit(
                trial.store(),
                trial.features(),
                options(solver, l1),
                HealthLevel.OFF,
                round -> assertThat(round.health().sources()).isEmpty())
            .model();
    assertSameBits(trial.fit(options(solver, l1)).model(), off);
    LogisticModel full =
        LogisticTraining.fit(
                trial.store(),
                trial.features(),
                options(solver, l1),
                HealthLevel.FULL,
                round -> assertThat(round.health().whole().isFull()).isTrue())
            .model();
    assertSameBits(full, off);
  }

  private static void assertSameBits(LogisticModel actual, LogisticModel expected) {
    assertThat(actual.intercepts()).isEqualTo(expected.intercepts());
    for (int k = 0; k < expected.weights().length; k++) {
      assertThat(actual.weights()[k]).isEqualTo(expected.weights()[k]);
    }
  }
}
