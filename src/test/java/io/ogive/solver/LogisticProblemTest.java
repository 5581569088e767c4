package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.BlockSet;
import io.ogive.data.ColumnMoments;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Pass;
import io.ogive.data.Total;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthSchedule;
import io.ogive.math.NotRepresentableException;
import io.ogive.math.SymmetricMatrix;
import io.ogive.objective.LogisticCoordinates;
import io.ogive.objective.LogisticRecipe;
import io.ogive.reference.TextbookLogistic;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The objective's value and derivatives, in the coordinates in which the textbook has them too. */
class LogisticProblemTest {
  @ParameterizedTest
  @CsvSource({
    "2, true, false",
    "2, false, false",
    "2, true, true",
    "2, false, true",
    "3, true, false",
    "3, false, true",
    "5, true, true"
  })
  void derivativesAreThoseOfTheTextbookAndOfCentralDifferences(
      int classes, boolean intercept, boolean sparse) {
    for (int seed = 0; seed < 5; seed++) {
      String what = "seed " + seed;
      LogisticTrial trial = LogisticTrial.draw(seed, 150, 4, classes).sparse(sparse);
      LogisticCoordinates coordinates = coordinates(trial, intercept);
      int perLogit = coordinates.perLogit();
      double[] l2 = new double[coordinates.dimension()];
      for (int a = 0; a < l2.length; a++) {
        l2[a] = a % perLogit == 4 ? 0 : 0.3;
      }
      LogisticProblem problem = problem(trial, coordinates, l2);
      TextbookLogistic textbook =
          new TextbookLogistic(
              trial.table().x(),
              Arrays.stream(trial.table().labels()).mapToInt(y -> (int) y).toArray(),
              trial.table().weights(),
              coordinates.logits(),
              intercept,
              0,
              0.3,
              true);
      Random random = new Random(seed);
      double[] point = random.doubles(l2.length, -2, 2).toArray();
      double[] theirs = theirs(point, perLogit, intercept);
      Evaluation here = problem.at(point, true);
      assertThat(here.value()).as(what).isCloseTo(textbook.objective(theirs), within(1e-10));
      assertThat(here.loss()).as(what).isCloseTo(textbook.loss(theirs), within(1e-10));
      double[] gradient = textbook.gradient(theirs);
      for (int a = 0; a < l2.length; a++) {
        double expected = gradient[a / perLogit * 5 + a % perLogit];
        assertThat(here.gradient()[a]).as(what).isCloseTo(expected, within(1e-10));
        double difference =
            problem.at(moved(point, a, 1e-5), false).value()
                - problem.at(moved(point, a, -1e-5), false).value();
        assertThat(difference / 2e-5).as(what).isCloseTo(here.gradient()[a], within(1e-6));
      }
      assertProducts(what, problem, point, textbook.hessian(theirs), perLogit);
      assertCurvature(what, problem, point, here, textbook.hessian(theirs), perLogit);
    }
  }

  /** Two directions in one pass, and the diagonal, against the textbook's Hessian. */
  private static void assertProducts(
      String what, LogisticProblem problem, double[] point, double[][] h, int perLogit) {
    Random random = new Random(point.length);
    double[] first = random.doubles(point.length, -2, 2).toArray();
    double[] second = random.doubles(point.length, -1e6, 1e6).toArray();
    List<double[]> products = problem.hessianTimes(point, List.of(first, second));
    double[] diagonal = problem.diagonal(point);
    for (int a = 0; a < point.length; a++) {
      int row = a / perLogit * 5 + a % perLogit;
      double along = 0;
      double far = 0;
      for (int b = 0; b < point.length; b++) {
        int column = b / perLogit * 5 + b % perLogit;
        along += h[row][column] * first[b];
        far += h[row][column] * second[b];
      }
      assertThat(products.get(0)[a]).as(what).isCloseTo(along, within(1e-9));
      assertThat(products.get(1)[a]).as(what).isCloseTo(far, within(1e-3));
      assertThat(diagonal[a]).as(what).isCloseTo(h[row][row], within(1e-9));
    }
    double[] up = problem.at(Vectors.step(point, 1e-5, first), false).gradient();
    double[] down = problem.at(Vectors.step(point, -1e-5, first), false).gradient();
    for (int a = 0; a < point.length; a++) {
      assertThat((up[a] - down[a]) / 2e-5).as(what).isCloseTo(products.get(0)[a], within(1e-5));
    }
  }

  @Test
  void aDirectionIsMultipliedAtItsOwnPoint() {
    LogisticTrial trial = LogisticTrial.draw(4, 150, 4, 3).sparse(true);
    LogisticCoordinates coordinates = coordinates(trial, true);
    LogisticProblem problem = problem(trial, coordinates, new double[15]);
    double[] direction = new Random(4).doubles(15, -1, 1).toArray();
    double[] here = problem.hessianTimes(new double[15], List.of(direction)).get(0);
    double[] there = problem.hessianTimes(direction, List.of(direction)).get(0);
    assertThat(here).isNotEqualTo(there);
    assertThat(problem.hessianTimes(here, List.of(new double[15])).get(0)).containsOnly(0);
  }

  private static void assertCurvature(
      String what,
      LogisticProblem problem,
      double[] point,
      Evaluation here,
      double[][] expected,
      int perLogit) {
    SymmetricMatrix h = here.curvature().orElseThrow();
    for (int a = 0; a < point.length; a++) {
      double[] up = problem.at(moved(point, a, 1e-5), false).gradient();
      double[] down = problem.at(moved(point, a, -1e-5), false).gradient();
      for (int b = 0; b < point.length; b++) {
        double theirs = expected[a / perLogit * 5 + a % perLogit][b / perLogit * 5 + b % perLogit];
        assertThat(h.get(a, b)).as(what).isCloseTo(theirs, within(1e-10));
        assertThat((up[b] - down[b]) / 2e-5).as(what).isCloseTo(h.get(a, b), within(1e-6));
      }
    }
  }

  @Test
  void theSamePassIsNotMadeTwiceForTheCurvature() {
    LogisticTrial trial = LogisticTrial.draw(1, 50, 4, 2);
    LogisticCoordinates coordinates = coordinates(trial, true);
    BlockSet blocks = trial.store().bySource();
    int[] passes = {0};
    LogisticProblem problem = problem(trial, coordinates, counted(blocks, passes), new double[5]);
    double[] point = {1, 2, 3, 4, 5};
    SymmetricMatrix curvature = problem.at(point, true).curvature().orElseThrow();
    assertThat(problem.curvatureAt(point).values()).isEqualTo(curvature.values());
    assertThat(passes[0]).isEqualTo(1);
    problem.curvatureAt(new double[] {1, 2, 3, 4, 6});
    assertThat(passes[0]).isEqualTo(2);
  }

  @Test
  void severalPointsTakeOnePassAndGetTheirOwnValues() {
    LogisticTrial trial = LogisticTrial.draw(2, 150, 4, 2);
    LogisticCoordinates coordinates = coordinates(trial, true);
    int[] passes = {0};
    double[] l2 = {0.1, 0.2, 0.3, 0.4, 0};
    LogisticProblem problem =
        problem(trial, coordinates, counted(trial.store().bySource(), passes), l2);
    List<double[]> points = List.of(new double[5], new double[] {1, 2, 3, 4, 5}, new double[5]);
    List<Evaluation> together = problem.at(points, true);
    assertThat(passes[0]).isEqualTo(1);
    for (int p = 0; p < 3; p++) {
      Evaluation alone = problem.at(points.get(p), true);
      assertThat(together.get(p).point()).isEqualTo(points.get(p));
      assertThat(together.get(p).value()).isEqualTo(alone.value());
      assertThat(together.get(p).gradient()).isEqualTo(alone.gradient());
      assertThat(together.get(p).curvature().orElseThrow().values())
          .isEqualTo(alone.curvature().orElseThrow().values());
    }
    assertThat(together.get(0).value()).isNotEqualTo(together.get(1).value());
  }

  private static BlockSet counted(BlockSet blocks, int[] passes) {
    return new BlockSet() {
      @Override
      public <T extends Total<T>> T aggregate(Pass<T> pass) {
        passes[0]++;
        return blocks.aggregate(pass);
      }
    };
  }

  @Test
  void anOverflowNamesRoundBlockAndColumn() {
    LogisticTrial trial = LogisticTrial.draw(1, 150, 4, 2);
    LogisticProblem problem = problem(trial, coordinates(trial, true), new double[5]);
    StoppingRule rule = new StoppingRule(10, 0);
    double[] far = {1e25, 0, 0, 0, 0};
    assertThatThrownBy(() -> LBFGS.minimize(problem, far, rule, RoundListener.none()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("round 0: the loss is ")
        .hasMessageContaining("in block 0 of the TRAIN rows of source 0")
        .hasMessageContaining("l2");
    double[] nan = {Double.NaN, 0, 0, 0, 0};
    assertThatThrownBy(() -> Newton.minimize(problem, nan, rule, RoundListener.none()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void anOverflowBetweenSourcesIsADivergenceToo() {
    LogisticTrial trial = LogisticTrial.draw(1, 150, 4, 2);
    BlockSet broken =
        new BlockSet() {
          @Override
          public <T extends Total<T>> T aggregate(Pass<T> pass) {
            throw new NotRepresentableException(3, 1e30);
          }
        };
    LogisticProblem problem = problem(trial, coordinates(trial, true), broken, new double[5]);
    assertThatThrownBy(
            () ->
                LBFGS.minimize(
                    problem, new double[5], new StoppingRule(10, 0), RoundListener.none()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("1.0E30");
  }

  private static LogisticCoordinates coordinates(LogisticTrial trial, boolean intercept) {
    try (LocalBlockStore store = trial.store()) {
      ColumnMoments moments = ColumnMoments.of(store);
      return new LogisticCoordinates(
          trial.classes() == 2 ? 1 : trial.classes(),
          intercept,
          intercept ? moments.mean() : new double[moments.mean().length],
          moments.deviation(),
          recipe(trial, moments).scale());
    }
  }

  private static LogisticRecipe recipe(LogisticTrial trial, ColumnMoments moments) {
    double[] ones = new double[trial.classes()];
    Arrays.fill(ones, 1);
    return LogisticRecipe.of(ones, moments.largestWeight(), moments.exponents(), HealthLevel.BASIC);
  }

  private static LogisticProblem problem(
      LogisticTrial trial, LogisticCoordinates coordinates, double[] l2) {
    return problem(trial, coordinates, trial.store().bySource(), l2);
  }

  private static LogisticProblem problem(
      LogisticTrial trial, LogisticCoordinates coordinates, BlockSet blocks, double[] l2) {
    return new LogisticProblem(
        blocks,
        recipe(trial, ColumnMoments.of(trial.store())),
        HealthSchedule.always(HealthLevel.BASIC),
        coordinates,
        l2,
        trial.features().slotNames());
  }

  /** The textbook has a place for the intercept even where there is none. */
  private static double[] theirs(double[] point, int perLogit, boolean intercept) {
    double[] result = new double[point.length / perLogit * 5];
    for (int a = 0; a < point.length; a++) {
      result[a / perLogit * 5 + a % perLogit] = point[a];
    }
    assertThat(perLogit).isEqualTo(intercept ? 5 : 4);
    return result;
  }

  private static double[] moved(double[] point, int a, double step) {
    double[] result = point.clone();
    result[a] += step;
    return result;
  }
}
