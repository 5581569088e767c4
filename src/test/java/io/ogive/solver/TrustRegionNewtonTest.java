package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.health.HealthLevel;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticOptions.Solver;
import io.ogive.testing.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Newton by conjugate gradients: where it ends, and what it counts. */
class TrustRegionNewtonTest {
  private static LogisticOptions options(double l2) {
    return LogisticTrial.solver(LogisticTrial.options(0, l2), Solver.NEWTON_CG);
  }

  @ParameterizedTest
  @CsvSource({
    "2, false, 0",
    "2, true, 0",
    "2, true, 0.01",
    "3, false, 0.01",
    "4, true, 0.01",
    "3, true, 0"
  })
  void theOptimumIsThatOfTheTextbook(int classes, boolean sparse, double l2) {
    for (int seed = 0; seed < 3; seed++) {
      LogisticTrial trial = LogisticTrial.draw(seed, 300, 5, classes).sparse(sparse);
      LogisticTrial.assertMatches("seed " + seed, trial, options(l2));
      LogisticTrial.assertMatches(
          "seed " + seed, trial, LogisticTrial.scale(options(l2), false, false));
    }
  }

  @Test
  void theOptimumIsNewtonsOnManyCorrelatedColumns() {
    for (int seed = 0; seed < 3; seed++) {
      LogisticTrial trial = correlated(seed, 600, 40);
      LogisticOptions exact = LogisticTrial.solver(options(1e-3), Solver.NEWTON);
      Fit expected = trial.fit(exact).fit();
      Fit actual = trial.fit(options(1e-3)).fit();
      assertThat(actual.value()).isCloseTo(expected.value(), within(1e-9 * expected.value()));
      assertThat(actual.reason()).isEqualTo(StopReason.GRADIENT);
    }
  }

  @Test
  void aTwoClassSoftmaxPredictsAsTheBinaryModelOfHalfThePenalty() {
    LogisticTrial trial = LogisticTrial.draw(5, 300, 4, 2);
    LogisticResult softmax = trial.fit(LogisticTrial.family(options(0.02), Family.MULTINOMIAL));
    LogisticResult binary = trial.fit(options(0.01));
    for (int j = 0; j < 4; j++) {
      double difference = softmax.model().weights()[1][j] - softmax.model().weights()[0][j];
      double w = binary.model().weights()[0][j];
      assertThat(difference).isCloseTo(w, within(1e-7 * Math.abs(w)));
    }
  }

  @Test
  void columnsThatAreSumsOfOthersDoNoHarm() {
    LogisticTrial trial = LogisticTrial.draw(6, 300, 4, 2);
    Table t = trial.table();
    double[][] x = new double[t.rows()][5];
    for (int i = 0; i < x.length; i++) {
      System.arraycopy(t.x()[i], 0, x[i], 0, 4);
      x[i][4] = x[i][0] + x[i][1];
    }
    Fit without = trial.fit(options(0)).fit();
    Fit with = trial.with(new Table(x, t.labels(), t.weights())).fit(options(0)).fit();
    assertThat(with.reason()).isEqualTo(StopReason.GRADIENT);
    assertThat(with.value()).isCloseTo(without.value(), within(1e-9));
  }

  @Test
  void productsCountAsPassesAndRoundsAreNumberedWithoutThem() {
    LogisticTrial trial = correlated(7, 300, 20);
    List<Integer> numbers = new ArrayList<>();
    Fit fit = trial.fit(options(1e-3), round -> numbers.add(round.number())).fit();
    assertThat(fit.rounds()).isGreaterThan(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      assertThat(numbers.get(i)).isEqualTo(i);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "7", "20"})
  void itEndsWhenThePassesAllowedAreUsedUp(int most) {
    LogisticTrial trial = correlated(8, 300, 20);
    Fit fit = trial.fit(LogisticTrial.stopping(options(1e-3), most, 0)).fit();
    assertThat(fit.reason()).isEqualTo(StopReason.MAX_ROUNDS);
    assertThat(fit.rounds()).isEqualTo(most);
  }

  @Test
  void aToleranceOfZeroEndsByPrecision() {
    Fit fit = correlated(9, 300, 10).fit(LogisticTrial.stopping(options(1e-3), 5000, 0)).fit();
    assertThat(fit.reason()).isEqualTo(StopReason.PRECISION);
    assertThat(fit.gradientNorm()).isLessThan(1e-7);
  }

  @Test
  void theDiagonalOfTheHessianSavesPassesOfLbfgs() {
    LogisticTrial trial = uneven(10, 2000, InverseHessian.MANY + 500);
    LogisticOptions options = LogisticTrial.scale(LogisticTrial.options(0, 0.01), true, false);
    LogisticFrame frame =
        new LogisticFrame(trial.store(), trial.features(), options, HealthLevel.OFF);
    LogisticProblem problem = frame.problem(0.01);
    Objective flat =
        new Objective() {
          @Override
          public int dimension() {
            return problem.dimension();
          }

          @Override
          public Evaluation at(double[] point, boolean wantCurvature) {
            return problem.at(point, wantCurvature);
          }
        };
    StoppingRule rule = new StoppingRule(2000, 1e-7);
    Fit with = LBFGS.minimize(problem, frame.baseRates(), rule, RoundListener.none());
    Fit without = LBFGS.minimize(flat, frame.baseRates(), rule, RoundListener.none());
    assertThat(with.value()).isCloseTo(without.value(), within(1e-9));
    assertThat(with.rounds()).isLessThan(without.rounds());
  }

  @Test
  void anL1PenaltyIsRefused() {
    LogisticOptions options = LogisticTrial.solver(LogisticTrial.options(0.1, 0), Solver.NEWTON_CG);
    LogisticTrial trial = LogisticTrial.draw(1, 50, 3, 2);
    assertThatThrownBy(() -> trial.fit(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NEWTON_CG")
        .hasMessageContaining("owlqn");
  }

  /** Columns that share a common part. */
  private static LogisticTrial correlated(int seed, int rows, int columns) {
    Random random = new Random(seed);
    double[][] x = new double[rows][columns];
    double[] y = new double[rows];
    double[] w = new double[rows];
    for (int i = 0; i < rows; i++) {
      double common = 3 * random.nextGaussian();
      double score = random.nextGaussian();
      for (int j = 0; j < columns; j++) {
        x[i][j] = common + random.nextGaussian();
        score += x[i][j] * (j % 2 == 0 ? 0.3 : -0.3);
      }
      y[i] = score > 0 ? 1 : 0;
      w[i] = 1;
    }
    return LogisticTrial.of(new Table(x, y, w), 2);
  }

  /** Sparse columns, the j-th of which occurs in one of j + 1 rows. */
  private static LogisticTrial uneven(int seed, int rows, int columns) {
    Random random = new Random(seed);
    double[][] x = new double[rows][columns];
    double[] y = new double[rows];
    double[] w = new double[rows];
    for (int i = 0; i < rows; i++) {
      double score = random.nextGaussian();
      for (int j = 0; j < columns; j++) {
        x[i][j] = random.nextInt(j + 1) == 0 ? 1 : 0;
        score += x[i][j] * (j % 2 == 0 ? 1 : -1);
      }
      y[i] = score > 0 ? 1 : 0;
      w[i] = 1;
    }
    return LogisticTrial.of(new Table(x, y, w), 2).sparse(true);
  }
}
