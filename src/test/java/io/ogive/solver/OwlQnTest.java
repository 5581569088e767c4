package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.solver.SmoothSolversTest.Plain;
import io.ogive.solver.SmoothSolversTest.Smooth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** OWL-QN on quadratics, whose lasso has a closed form or simple conditions. */
class OwlQnTest {
  /** x'Ax / 2 - b'x. */
  private record Quadratic(double[][] a, double[] b) implements Smooth {
    @Override
    public double value(double[] x) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < x.length; j++) {
          sum += a[i][j] * x[i] * x[j] / 2;
        }
        sum -= b[i] * x[i];
      }
      return sum;
    }

    @Override
    public double[] gradient(double[] x) {
      double[] g = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        g[i] = -b[i];
        for (int j = 0; j < x.length; j++) {
          g[i] += a[i][j] * x[j];
        }
      }
      return g;
    }

    @Override
    public double[] hessian(double[] x) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void aDiagonalQuadraticIsSoftThresholded() {
    double[] curvature = {1, 10, 0.1, 3, 2};
    double[] b = {0.5, -20, 0.04, -2.5, 7};
    double[] l1 = {1, 2, 0.05, 2.5, 0};
    double[][] a = new double[5][5];
    for (int i = 0; i < 5; i++) {
      a[i][i] = curvature[i];
    }
    Fit fit =
        OwlQn.minimize(
            new Plain(5, new Quadratic(a, b)),
            l1,
            new double[5],
            new StoppingRule(200, 1e-12),
            RoundListener.none());
    assertThat(fit.reason()).isEqualTo(StopReason.GRADIENT);
    for (int i = 0; i < 5; i++) {
      double expected = Math.signum(b[i]) * Math.max(0, Math.abs(b[i]) - l1[i]) / curvature[i];
      assertThat(fit.point()[i]).isCloseTo(expected, within(1e-9));
      if (expected == 0) {
        assertThat(fit.point()[i]).as("exactly").isZero();
      }
    }
  }

  @Test
  void correlatedColumnsMeetTheConditionsOfTheLasso() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      int n = 3 + random.nextInt(20);
      double[][] factor = new double[n][n];
      double[] b = new double[n];
      for (int i = 0; i < n; i++) {
        b[i] = random.nextGaussian() * 3;
        for (int j = 0; j < n; j++) {
          factor[i][j] = random.nextGaussian() + 1;
        }
      }
      double[][] a = new double[n][n];
      for (int i = 0; i < n; i++) {
        a[i][i] = 0.1;
        for (int j = 0; j < n; j++) {
          for (int k = 0; k < n; k++) {
            a[i][j] += factor[i][k] * factor[j][k] / n;
          }
        }
      }
      double[] l1 = new double[n];
      java.util.Arrays.fill(l1, 0.5);
      l1[0] = 0;
      Quadratic f = new Quadratic(a, b);
      List<Double> objectives = new ArrayList<>();
      Fit fit =
          OwlQn.minimize(
              new Plain(n, f),
              l1,
              new double[n],
              new StoppingRule(2000, 1e-9),
              round -> objectives.add(round.objective()));
      assertThat(fit.reason()).as("seed %d", seed).isEqualTo(StopReason.GRADIENT);
      assertThat(fit.rounds()).as("seed %d", seed).isLessThan(500);
      double[] g = f.gradient(fit.point());
      int zeros = 0;
      for (int i = 0; i < n; i++) {
        double x = fit.point()[i];
        zeros += x == 0 ? 1 : 0;
        if (x != 0 || l1[i] == 0) {
          assertThat(g[i]).as("seed %d", seed).isCloseTo(-l1[i] * Math.signum(x), within(1e-9));
        } else {
          assertThat(Math.abs(g[i])).as("seed %d", seed).isLessThanOrEqualTo(l1[i] + 1e-9);
        }
      }
      assertThat(n - zeros).as("seed %d: something is left", seed).isPositive();
    }
  }

  @Test
  void weightsMustFit() {
    Plain objective = new Plain(1, new Quadratic(new double[][] {{1}}, new double[] {1}));
    StoppingRule rule = new StoppingRule(10, 0);
    assertThatThrownBy(
            () ->
                OwlQn.minimize(objective, new double[2], new double[1], rule, RoundListener.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 coordinates do not fit 2");
  }
}
