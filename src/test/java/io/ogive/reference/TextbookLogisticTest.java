package io.ogive.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The textbook against closed forms, published fits and central differences. */
class TextbookLogisticTest {
  /** Bliss (1935), beetles killed by carbon disulphide: log10 dose, insects, killed. */
  static final double[][] BEETLES = {
    {1.6907, 59, 6},
    {1.7242, 60, 13},
    {1.7552, 62, 18},
    {1.7842, 56, 28},
    {1.8113, 63, 52},
    {1.8369, 59, 53},
    {1.8610, 62, 61},
    {1.8839, 60, 60}
  };

  @Test
  void aTwoByTwoTableHasTheLogOddsOfItsCells() {
    double[][] x = {{0}, {0}, {1}, {1}};
    int[] y = {0, 1, 0, 1};
    double[] n = {30, 12, 7, 25};
    TextbookLogistic textbook = new TextbookLogistic(x, y, n, 1, true, 0, 0, false);
    TextbookLogistic.Solution fit = textbook.fit(50);
    assertThat(fit.intercepts()[0]).isCloseTo(Math.log(12.0 / 30), within(1e-12));
    assertThat(fit.weights()[0][0])
        .isCloseTo(Math.log(25.0 / 7) - Math.log(12.0 / 30), within(1e-12));
    double[] p = fit.probabilities(new double[] {1});
    assertThat(p[0]).isCloseTo(7.0 / 32, within(1e-12));
    assertThat(p[1]).isCloseTo(25.0 / 32, within(1e-12));
    // The log odds ratio of a table has the variance sum of 1/n.
    double[][] h = textbook.hessian(fit.parameters());
    double determinant = h[0][0] * h[1][1] - h[0][1] * h[1][0];
    double deviation = TextbookLogistic.deviations(x, n)[0];
    double variance = h[1][1] / determinant / 74 / (deviation * deviation);
    assertThat(Math.sqrt(variance))
        .isCloseTo(Math.sqrt(1.0 / 30 + 1.0 / 12 + 1.0 / 7 + 1.0 / 25), within(1e-12));
  }

  @Test
  void theBeetlesFitIsTheOneInPrint() {
    double[][] x = new double[16][1];
    int[] y = new int[16];
    double[] w = new double[16];
    for (int i = 0; i < 16; i++) {
      double[] group = BEETLES[i / 2];
      x[i][0] = group[0];
      y[i] = i % 2;
      w[i] = i % 2 == 1 ? group[2] : group[1] - group[2];
    }
    TextbookLogistic.Solution fit = new TextbookLogistic(x, y, w, 1, true, 0, 0, false).fit(50);
    // Dobson, "An Introduction to Generalized Linear Models", section 7.3: -60.72 and 34.27.
    assertThat(fit.intercepts()[0]).isCloseTo(-60.72, within(5e-3));
    assertThat(fit.weights()[0][0]).isCloseTo(34.27, within(5e-3));
  }

  @Test
  void interceptsOfASoftmaxWithoutColumnsThatMatterAreCentredLogPriors() {
    double[][] x = {{2}, {2}, {2}};
    double[] w = {1, 2, 5};
    TextbookLogistic.Solution fit =
        new TextbookLogistic(x, new int[] {0, 1, 2}, w, 3, true, 0, 0.1, false).fit(50);
    double mean = (Math.log(1) + Math.log(2) + Math.log(5)) / 3;
    for (int k = 0; k < 3; k++) {
      assertThat(fit.intercepts()[k]).isCloseTo(Math.log(w[k]) - mean, within(1e-9));
      assertThat(fit.weights()[k][0]).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, true, 0, true",
    "2, false, 0.3, false",
    "3, true, 0.2, true",
    "4, false, 0.1, false"
  })
  void derivativesAreThoseOfTheObjective(
      int classes, boolean intercept, double l2, boolean standardize) {
    for (int seed = 0; seed < 10; seed++) {
      Problem rows = Problem.draw(seed, 12, 3, classes);
      TextbookLogistic textbook = rows.textbook(intercept, 0, l2, standardize);
      double[] p = new double[textbook.size()];
      Random random = new Random(seed);
      for (int a = 0; a < p.length; a++) {
        p[a] = !intercept && a % 4 == 3 ? 0 : random.nextGaussian();
      }
      double[] g = textbook.gradient(p);
      double[][] h = textbook.hessian(p);
      for (int a = 0; a < p.length; a++) {
        if (!intercept && a % 4 == 3) {
          continue;
        }
        double step = 1e-5;
        double[] up = p.clone();
        double[] down = p.clone();
        up[a] += step;
        down[a] -= step;
        assertThat((textbook.objective(up) - textbook.objective(down)) / (2 * step))
            .as("gradient %d, seed %d", a, seed)
            .isCloseTo(g[a], within(1e-8));
        double[] gUp = textbook.gradient(up);
        double[] gDown = textbook.gradient(down);
        for (int b = 0; b < p.length; b++) {
          if (intercept || b % 4 != 3) {
            assertThat((gUp[b] - gDown[b]) / (2 * step))
                .as("Hessian %d %d, seed %d", a, b, seed)
                .isCloseTo(h[a][b], within(1e-8));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, true", "2, false", "3, true", "3, false"})
  void anElasticNetOptimumMeetsItsConditions(int classes, boolean standardize) {
    for (int seed = 0; seed < 5; seed++) {
      Problem rows = Problem.draw(seed, 60, 4, classes);
      double l1 = 0.05;
      TextbookLogistic textbook = rows.textbook(true, l1, 0.02, standardize);
      TextbookLogistic.Solution fit = textbook.fit(100);
      double[] g = textbook.gradient(fit.parameters());
      double[] deviation = TextbookLogistic.deviations(rows.x, rows.w);
      for (int a = 0; a < g.length; a++) {
        double p = fit.parameters()[a];
        double weight = a % 5 == 4 ? 0 : standardize ? l1 : l1 / deviation[a % 5];
        if (p != 0 || weight == 0) {
          assertThat(g[a]).as("seed %d", seed).isCloseTo(-weight * Math.signum(p), within(1e-9));
        } else {
          assertThat(Math.abs(g[a])).as("seed %d", seed).isLessThanOrEqualTo(weight + 1e-12);
        }
      }
    }
  }

  @Test
  void aStrongL1LeavesTheBaseRateAndNothingElse() {
    Problem rows = Problem.draw(1, 50, 3, 2);
    TextbookLogistic.Solution fit = rows.textbook(true, 10, 0, true).fit(50);
    double ones = 0;
    double all = 0;
    for (int i = 0; i < rows.y.length; i++) {
      ones += rows.w[i] * rows.y[i];
      all += rows.w[i];
    }
    assertThat(fit.weights()[0]).containsOnly(0);
    assertThat(fit.intercepts()[0]).isCloseTo(Math.log(ones / (all - ones)), within(1e-9));
  }

  private record Problem(double[][] x, int[] y, double[] w, int classes) {
    static Problem draw(int seed, int rows, int columns, int classes) {
      Random random = new Random(seed);
      double[][] x = new double[rows][columns];
      int[] y = new int[rows];
      double[] w = new double[rows];
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          x[i][j] = (random.nextGaussian() + 1) * (j + 1);
        }
        double score = x[i][0] - x[i][1] / 2 + random.nextGaussian();
        y[i] = i < classes ? i : Math.floorMod((int) Math.round(score), classes);
        w[i] = 0.5 + random.nextDouble();
      }
      return new Problem(x, y, w, classes);
    }

    TextbookLogistic textbook(boolean intercept, double l1, double l2, boolean standardize) {
      int logits = classes == 2 ? 1 : classes;
      return new TextbookLogistic(x, y, w, logits, intercept, l1, l2, standardize);
    }
  }
}
