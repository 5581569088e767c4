package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.BadValueException;
import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticOptions.Solver;
import io.ogive.testing.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, where a fit starts and how it ends. */
class LogisticRulesTest {
  private static final LogisticOptions PLAIN = LogisticTrial.options(0, 0);
  private static final LogisticOptions RIDGE = LogisticTrial.options(0, 0.01);

  @ParameterizedTest
  @CsvSource({
    "NEWTON, 1e-8",
    "LBFGS, 1e-8",
    "NEWTON, 0",
    "LBFGS, 0",
    "OWLQN, 0",
    "NEWTON_CG, 1e-8",
    "NEWTON_CG, 0"
  })
  void separableClassesEndInAStatedWay(Solver solver, double tolerance) {
    double[][] x = new double[40][2];
    double[] y = new double[40];
    double[] w = new double[40];
    for (int i = 0; i < 40; i++) {
      x[i] = new double[] {i, i * i % 7};
      y[i] = i < 20 ? 0 : 1;
      w[i] = 1;
    }
    LogisticTrial trial = LogisticTrial.of(new Table(x, y, w), 2);
    LogisticOptions options =
        LogisticTrial.stopping(LogisticTrial.solver(PLAIN, solver), 100, tolerance);
    LogisticResult result = trial.fit(options);
    assertThat(result.fit().rounds()).isLessThanOrEqualTo(100);
    assertThat(result.fit().value()).isBetween(0.0, 1e-6);
    assertThat(result.loss()).isLessThan(1e-6);
    for (double weight : result.model().weights()[0]) {
      assertThat(weight).isFinite();
    }
    assertThat(result.model().intercepts()[0]).isFinite();
    if (tolerance > 0) {
      assertThat(result.fit().reason()).isEqualTo(StopReason.GRADIENT);
    }
  }

  @Test
  void aClassWithoutRowsIsRefused() {
    LogisticTrial trial = LogisticTrial.draw(16, 50, 2, 2);
    Arrays.fill(trial.table().labels(), 1);
    assertThatThrownBy(() -> trial.fit(PLAIN))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("'y'")
        .hasMessageContaining("'class 0'");
  }

  @Test
  void anUnknownClassWeightNamesTheLabels() {
    LogisticTrial trial = LogisticTrial.draw(17, 50, 2, 2);
    ClassWeights wrong = new ClassWeights(false, Map.of("yes", 2.0));
    assertThatThrownBy(() -> trial.fit(LogisticTrial.classWeights(PLAIN, wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'yes'")
        .hasMessageContaining("[class 0, class 1]");
    ClassWeights nothing = new ClassWeights(false, Map.of("class 1", 0.0));
    assertThatThrownBy(() -> trial.fit(LogisticTrial.classWeights(PLAIN, nothing)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'class 1' is 0");
  }

  @Test
  void impossibleChoicesAreRefusedWithARemedy() {
    LogisticTrial two = LogisticTrial.draw(18, 50, 2, 2);
    LogisticTrial three = LogisticTrial.draw(18, 50, 2, 3);
    LogisticOptions lasso = LogisticTrial.options(0.1, 0);
    for (Solver solver : new Solver[] {Solver.NEWTON, Solver.LBFGS}) {
      assertThatThrownBy(() -> two.fit(LogisticTrial.solver(lasso, solver)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("owlqn");
    }
    assertThatThrownBy(() -> three.fit(LogisticTrial.family(PLAIN, Family.BINARY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 classes");
  }

  @Test
  void whatNoArrayHoldsIsRefusedBeforeAnyPass() {
    LogisticOptions newton = LogisticTrial.solver(PLAIN, Solver.NEWTON);
    assertThat(LogisticSolver.resolve(newton, dense(1000, 8192, 1))).isEqualTo(Solver.NEWTON);
    assertThatThrownBy(() -> LogisticSolver.resolve(newton, dense(1000, 8193, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8193")
        .hasMessageContaining("lbfgs");
    int slots = 1 << 22;
    List<String> classes = IntStream.range(0, 512).mapToObj(Integer::toString).toList();
    Features wide =
        new Features(
            new LabelColumn("label", classes),
            List.of(new Column.Vector("x", slots)),
            new double[slots],
            Storage.FLOAT32);
    LocalBlockStore nothing = LocalBlockStore.of(slots, true, classes.size(), List.of());
    assertThatThrownBy(
            () -> LogisticTraining.fit(nothing, wide, PLAIN, HealthLevel.OFF, RoundListener.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2147484160")
        .hasMessageContaining("leave columns out");
  }

  @Test
  void theChoiceOfSolverIsByShapeAlone() {
    assertThat(LogisticSolver.auto(dense(1_000_000, 100, 1), 0)).isEqualTo(Solver.NEWTON);
    assertThat(LogisticSolver.auto(dense(1_000_000, 100, 1), 1e-9)).isEqualTo(Solver.OWLQN);
    assertThat(LogisticSolver.auto(dense(1_000_000, 10, 3), 0)).isEqualTo(Solver.NEWTON);
    assertThat(LogisticSolver.auto(dense(1_000_000, 100, 20), 0)).isEqualTo(Solver.LBFGS);
    assertThat(LogisticSolver.auto(dense(60_000, 784, 1), 0)).isEqualTo(Solver.LBFGS);
    LogisticShape a9a = new LogisticShape(32_561, 123, 1, 451_592, true);
    assertThat(LogisticSolver.auto(a9a, 0)).isEqualTo(Solver.NEWTON);
    LogisticShape words = new LogisticShape(25_000, 28_516, 1, 3_440_580, true);
    assertThat(LogisticSolver.auto(words, 0)).isEqualTo(Solver.LBFGS);
    LogisticShape hashed = new LogisticShape(200_000, 20_000_000, 1, 10_000_000, true);
    assertThat(LogisticSolver.auto(hashed, 0)).isEqualTo(Solver.NEWTON_CG);
  }

  @Test
  void sparseColumnsMakeTheHessianCheap() {
    LogisticShape sparse = new LogisticShape(1_000_000, 1000, 1, 10_000_000, true);
    assertThat(sparse.cheapest()).isEqualTo(Solver.NEWTON);
    assertThat(dense(1_000_000, 1000, 1).cheapest()).isEqualTo(Solver.LBFGS);
  }

  private static LogisticShape dense(long rows, int columns, int logits) {
    return new LogisticShape(rows, columns, logits, rows * columns, false);
  }

  @Test
  void roundsAreCountedFromTheStartAtTheBaseRate() {
    LogisticTrial trial = LogisticTrial.draw(19, 300, 3, 2);
    List<Round> rounds = new ArrayList<>();
    LogisticResult result = trial.fit(RIDGE, rounds::add);
    assertThat(rounds).hasSize(result.fit().rounds());
    for (int i = 0; i < rounds.size(); i++) {
      assertThat(rounds.get(i).number()).isEqualTo(i);
    }
    double ones = 0;
    double all = 0;
    for (int i = 0; i < 300; i++) {
      all += trial.table().weights()[i];
      ones += trial.table().weights()[i] * trial.table().labels()[i];
    }
    double p = ones / all;
    double entropy = -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    assertThat(rounds.get(0).loss()).isCloseTo(entropy, within(1e-12));
    Round last = rounds.get(rounds.size() - 1);
    assertThat(last.objective()).isEqualTo(result.fit().value());
    assertThat(result.loss()).isCloseTo(last.loss(), within(1e-14));
    LogisticResult stopped = trial.fit(LogisticTrial.stopping(RIDGE, 2, 0));
    assertThat(stopped.fit().rounds()).isEqualTo(2);
    assertThat(stopped.fit().reason()).isEqualTo(StopReason.MAX_ROUNDS);
  }
}
