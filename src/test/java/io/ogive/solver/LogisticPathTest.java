package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Role;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.math.Kernels;
import io.ogive.model.LogisticModel;
import io.ogive.model.ModelFile;
import io.ogive.solver.LogisticOptions.Solver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several penalties in the same passes: each is the fit that it would be alone. */
class LogisticPathTest {
  private static final LogisticOptions OPTIONS =
      LogisticTrial.stopping(LogisticTrial.options(0, 0), 500, 1e-8);
  private static final List<Penalty> EIGHT = l2(1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 0);

  private static List<Penalty> l2(double... weights) {
    List<Penalty> penalties = new ArrayList<>();
    for (double weight : weights) {
      penalties.add(new Penalty(weight, 0));
    }
    return penalties;
  }

  /** Every third block is held out. */
  private static LocalBlockStore store(LogisticTrial trial) {
    List<Block> blocks = new ArrayList<>();
    for (Block block : trial.blocks()) {
      BlockId id = block.id();
      Role role = id.ordinal() % 3 == 1 ? Role.TEST : Role.TRAIN;
      blocks.add(withId(block, new BlockId(id.source(), role, id.ordinal())));
    }
    return LocalBlockStore.of(trial.table().columns(), trial.sparse(), trial.classes(), blocks);
  }

  private static Block withId(Block block, BlockId id) {
    return block instanceof Block.Dense dense
        ? new Block.Dense(id, dense.labels(), dense.weights(), dense.features())
        : new Block.Sparse(id, block.labels(), block.weights(), ((Block.Sparse) block).features());
  }

  private static LogisticPath path(
      LogisticTrial trial, LogisticOptions options, List<Penalty> penalties, RoundListener hears) {
    try (LocalBlockStore store = store(trial)) {
      return LogisticPathTraining.fit(
          store, trial.features(), options, penalties, Optional.empty(), HealthLevel.BASIC, hears);
    }
  }

  private static LogisticResult alone(
      LogisticTrial trial, LogisticOptions options, Penalty penalty, RoundListener hears) {
    try (LocalBlockStore store = store(trial)) {
      return LogisticTraining.fit(
          store,
          trial.features(),
          options.withPenalties(penalty.l2(), penalty.l1()),
          HealthLevel.BASIC,
          hears);
    }
  }

  private static String sha256(LogisticModel model) {
    return ModelFile.sha256(ModelFile.write(model));
  }

  @ParameterizedTest
  @CsvSource({"2, AUTO", "2, LBFGS", "2, OWLQN", "3, AUTO"})
  void withoutASampleEachFitIsTheOneAloneToTheLastBit(int classes, Solver solver) {
    LogisticTrial trial = LogisticTrial.draw(81, 600, 5, classes);
    LogisticOptions options = LogisticTrial.solver(OPTIONS, solver);
    List<Penalty> penalties = new ArrayList<>(l2(1e-3, 1e-1, 1e-2));
    if (solver == Solver.OWLQN || solver == Solver.AUTO) {
      penalties.add(new Penalty(1e-3, 1e-2));
      penalties.add(new Penalty(0, 3e-2));
    }
    LogisticPath path = path(trial, options, penalties, RoundListener.none());
    int most = 0;
    for (int i = 0; i < penalties.size(); i++) {
      LogisticResult alone = alone(trial, options, penalties.get(i), RoundListener.none());
      LogisticPath.Step step = path.steps().get(i);
      assertThat(step.penalty()).isEqualTo(penalties.get(i));
      assertThat(sha256(step.model())).isEqualTo(sha256(alone.model()));
      assertThat(step.fit().value()).isEqualTo(alone.fit().value());
      assertThat(step.fit().rounds()).isEqualTo(alone.fit().rounds());
      assertThat(step.loss()).isEqualTo(alone.loss());
      most = Math.max(most, alone.fit().rounds());
    }
    // One pass carried a point of each fit.
    assertThat(path.passes()).isEqualTo(most);
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, false", "FLOAT64, true"})
  void withASampleEachFitHasTheObjectiveOfTheOneAlone(Storage storage, boolean sparse) {
    LogisticTrial trial = LogisticTrial.draw(82, 105_000, 6, 2).stored(storage).sparse(sparse);
    List<Round> rounds = new ArrayList<>();
    LogisticPath path = path(trial, OPTIONS, EIGHT, rounds::add);
    int together = 0;
    for (int i = 0; i < EIGHT.size(); i++) {
      LogisticResult alone = alone(trial, OPTIONS, EIGHT.get(i), RoundListener.none());
      Fit fit = path.steps().get(i).fit();
      assertThat(fit.reason()).isEqualTo(StopReason.GRADIENT);
      assertThat(fit.value()).isCloseTo(alone.fit().value(), within(1e-12));
      together += fit.rounds();
    }
    assertThat(rounds).hasSize(together);
    assertThat(path.passes()).isLessThanOrEqualTo(7);
    // The control: it is another fit than the one alone, so its bits may differ.
    assertThat(together).isLessThan(8 * 6);
  }

  @Test
  void theTextbookHasTheSameOptima() {
    LogisticTrial trial = LogisticTrial.draw(83, 500, 4, 2);
    try (LocalBlockStore store = trial.store()) {
      assertThatThrownBy(
              () ->
                  LogisticPathTraining.fit(
                      store,
                      trial.features(),
                      OPTIONS,
                      EIGHT,
                      Optional.empty(),
                      HealthLevel.OFF,
                      RoundListener.none()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no held-out row has a weight");
    }
    LogisticPath path = path(trial, OPTIONS, EIGHT, RoundListener.none());
    List<Integer> kept = new ArrayList<>();
    int row = 0;
    for (Block block : trial.blocks()) {
      for (int i = 0; i < block.rows(); i++, row++) {
        if (block.id().ordinal() % 3 != 1) {
          kept.add(row);
        }
      }
    }
    LogisticTrial train =
        trial.with(trial.table().ordered(kept.stream().mapToInt(i -> i).toArray()));
    for (LogisticPath.Step step : path.steps()) {
      double expected = train.textbook(OPTIONS.withPenalties(step.penalty().l2(), 0)).objective();
      assertThat(step.fit().value()).isCloseTo(expected, within(1e-9 * expected));
    }
  }

  @Test
  void theBestIsTheOneOfLeastHeldOutLossAndComesWithStandardErrors() {
    LogisticTrial trial = LogisticTrial.draw(84, 300, 8, 2);
    LogisticPath path = path(trial, OPTIONS, EIGHT, RoundListener.none());
    double least =
        path.steps().stream().mapToDouble(s -> s.heldOutLoss().orElseThrow()).min().orElseThrow();
    LogisticPath.Step best = path.steps().get(path.best());
    assertThat(best.heldOutLoss()).hasValue(least);
    assertThat(sha256(path.result().model())).isEqualTo(sha256(best.model()));
    assertThat(path.result().coefficients()).allMatch(row -> row.standardError().isPresent());
    assertThat(path.steps()).anyMatch(s -> s.heldOutLoss().orElseThrow() > least);
  }

  @Test
  void roundsAreToldInOrderWithTheirPenalty() {
    LogisticTrial trial = LogisticTrial.draw(85, 300, 4, 2);
    List<Round> first = new ArrayList<>();
    List<Round> second = new ArrayList<>();
    List<Penalty> penalties = l2(1e-1, 1e-3);
    path(trial, OPTIONS, penalties, first::add);
    path(trial, OPTIONS, penalties, second::add);
    assertThat(first.stream().map(LogisticPathTest::key).toList())
        .isEqualTo(second.stream().map(LogisticPathTest::key).toList());
    for (Penalty penalty : penalties) {
      List<Round> alone = new ArrayList<>();
      alone(trial, OPTIONS, penalty, alone::add);
      List<Round> own =
          first.stream().filter(r -> r.penalty().equals(Optional.of(penalty))).toList();
      assertThat(own.stream().map(r -> r.number() + " " + r.objective()).toList())
          .isEqualTo(alone.stream().map(r -> r.number() + " " + r.objective()).toList());
    }
  }

  private static String key(Round round) {
    return round.penalty() + " " + round.number() + " " + round.objective();
  }

  @Test
  void theKernelsDoNotChangeABit() {
    LogisticTrial trial = LogisticTrial.draw(86, 105_000, 4, 2).stored(Storage.FLOAT32);
    List<Penalty> penalties = l2(1e-2, 1e-5);
    LogisticPath simd = path(trial, OPTIONS, penalties, RoundListener.none());
    try (Kernels.Use plain = Kernels.use(Kernels.scalar())) {
      assertThat(plain).isNotNull();
      LogisticPath scalar = path(trial, OPTIONS, penalties, RoundListener.none());
      for (int i = 0; i < 2; i++) {
        assertThat(sha256(scalar.steps().get(i).model()))
            .isEqualTo(sha256(simd.steps().get(i).model()));
      }
    }
  }

  @Test
  void aFitThatFailsEndsThePathWithItsError() {
    LogisticTrial trial = LogisticTrial.draw(87, 300, 4, 2);
    LogisticOptions options = LogisticTrial.solver(OPTIONS, Solver.NEWTON);
    assertThatThrownBy(
            () ->
                path(
                    trial,
                    options,
                    l2(1e-2, 1e-3),
                    round -> {
                      if (round.number() == 2) {
                        throw new IllegalStateException("the listener's disk is full");
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the listener's disk is full");
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("ogive-path") && thread.isAlive());
  }
}
