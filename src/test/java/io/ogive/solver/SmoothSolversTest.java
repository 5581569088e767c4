package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.health.HealthTotal;
import io.ogive.math.SymmetricMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The solvers on functions whose minima are known. */
class SmoothSolversTest {
  private static final StoppingRule TIGHT = new StoppingRule(500, 1e-10);

  /** A function with its gradient and Hessian. */
  interface Smooth {
    double value(double[] x);

    double[] gradient(double[] x);

    double[] hessian(double[] x);
  }

  record Plain(int dimension, Smooth f) implements Objective {
    @Override
    public Evaluation at(double[] x, boolean wantCurvature) {
      return new Evaluation(
          x,
          f.value(x),
          f.value(x),
          f.gradient(x),
          wantCurvature
              ? Optional.of(new SymmetricMatrix(dimension, f.hessian(x)))
              : Optional.empty(),
          OptionalDouble.empty(),
          new HealthTotal(0, 2));
    }
  }

  /** Rosenbrock's valley (1960): curved, not convex, minimum 0 at (1, 1). */
  static final Smooth VALLEY =
      new Smooth() {
        @Override
        public double value(double[] x) {
          double a = 1 - x[0];
          double b = x[1] - x[0] * x[0];
          return a * a + 100 * b * b;
        }

        @Override
        public double[] gradient(double[] x) {
          double b = x[1] - x[0] * x[0];
          return new double[] {-2 * (1 - x[0]) - 400 * x[0] * b, 200 * b};
        }

        @Override
        public double[] hessian(double[] x) {
          throw new UnsupportedOperationException();
        }
      };

  /**
   * sum of a_i (cosh(x_i - i) - 1): convex, steep far out, so that a whole Newton step is short.
   */
  private static Smooth bowls(double... a) {
    return new Smooth() {
      @Override
      public double value(double[] x) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
          sum += a[i] * (Math.cosh(x[i] - i) - 1);
        }
        return sum;
      }

      @Override
      public double[] gradient(double[] x) {
        double[] g = new double[a.length];
        for (int i = 0; i < a.length; i++) {
          g[i] = a[i] * Math.sinh(x[i] - i);
        }
        return g;
      }

      @Override
      public double[] hessian(double[] x) {
        double[] h = new double[a.length * a.length];
        for (int i = 0; i < a.length; i++) {
          h[i * a.length + i] = a[i] * Math.cosh(x[i] - i);
        }
        return h;
      }
    };
  }

  /** sqrt(1 + x^2): convex, and Newton's whole step diverges from |x| &gt; 1. */
  private static final Smooth HYPERBOLA =
      new Smooth() {
        @Override
        public double value(double[] x) {
          return Math.sqrt(1 + x[0] * x[0]);
        }

        @Override
        public double[] gradient(double[] x) {
          return new double[] {x[0] / value(x)};
        }

        @Override
        public double[] hessian(double[] x) {
          return new double[] {Math.pow(value(x), -3)};
        }
      };

  @Test
  void lbfgsFollowsTheValley() {
    Fit fit =
        LBFGS.minimize(new Plain(2, VALLEY), new double[] {-1.2, 1}, TIGHT, RoundListener.none());
    assertThat(fit.reason()).isEqualTo(StopReason.GRADIENT);
    assertThat(fit.point()[0]).isCloseTo(1, within(1e-9));
    assertThat(fit.point()[1]).isCloseTo(1, within(1e-9));
    assertThat(fit.rounds()).isLessThan(60);
  }

  @Test
  void lbfgsNeverAcceptsAnAscentAndEveryRoundIsHeard() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      double[] start = {5 * random.nextGaussian(), 5 * random.nextGaussian(), 4};
      List<Round> rounds = new ArrayList<>();
      Fit fit = LBFGS.minimize(new Plain(3, bowls(1, 100, 0.01)), start, TIGHT, rounds::add);
      assertThat(fit.reason()).as("seed %d", seed).isEqualTo(StopReason.GRADIENT);
      assertThat(rounds).hasSize(fit.rounds());
      for (int i = 0; i < 3; i++) {
        assertThat(fit.point()[i]).as("seed %d", seed).isCloseTo(i, within(1e-7));
      }
    }
  }

  @Test
  void newtonHalvesAStepThatIsTooLong() {
    double[] start = {3};
    double whole = 3 - 3 / Math.sqrt(10) * Math.pow(10, 1.5);
    assertThat(Math.abs(whole)).as("the whole step diverges").isGreaterThan(3);
    Fit fit = Newton.minimize(new Plain(1, HYPERBOLA), start, TIGHT, RoundListener.none());
    assertThat(fit.reason()).isEqualTo(StopReason.GRADIENT);
    assertThat(fit.point()[0]).isCloseTo(0, within(1e-9));
  }

  @Test
  void newtonNeedsAHandfulOfRounds() {
    Fit fit =
        Newton.minimize(
            new Plain(3, bowls(1, 1e-6, 1e6)),
            new double[] {1, 2, 3},
            new StoppingRule(500, 1e-13),
            RoundListener.none());
    assertThat(fit.rounds()).isLessThan(9);
    assertThat(fit.reason()).isEqualTo(StopReason.GRADIENT);
  }

  @Test
  void newtonDampsADirectionWithoutCurvature() {
    Fit fit =
        Newton.minimize(
            new Plain(3, bowls(1, 0, 1)), new double[] {1, 7, 1}, TIGHT, RoundListener.none());
    assertThat(fit.reason()).isEqualTo(StopReason.GRADIENT);
    assertThat(fit.point()[1]).isEqualTo(7);
  }

  @Test
  void eachSaysWhyItStopped() {
    Plain bowl = new Plain(2, bowls(1, 3));
    double[] start = {2, 2};
    StoppingRule none = new StoppingRule(500, 0);
    StoppingRule three = new StoppingRule(3, 0);
    for (Fit fit :
        List.of(
            Newton.minimize(bowl, start, three, RoundListener.none()),
            LBFGS.minimize(bowl, start, three, RoundListener.none()),
            OwlQn.minimize(bowl, new double[2], start, three, RoundListener.none()))) {
      assertThat(fit.reason()).isEqualTo(StopReason.MAX_ROUNDS);
      assertThat(fit.rounds()).isEqualTo(3);
    }
    // An offset hides what is left of the descent; a tolerance of 0 is never met but by luck.
    Plain deep = new Plain(2, offset(bowls(1, 3), 1e6, 0.1));
    for (Fit fit :
        List.of(
            Newton.minimize(deep, start, none, RoundListener.none()),
            LBFGS.minimize(deep, start, none, RoundListener.none()),
            OwlQn.minimize(deep, new double[2], start, none, RoundListener.none()))) {
      assertThat(fit.reason()).isEqualTo(StopReason.PRECISION);
      assertThat(fit.rounds()).isLessThan(200);
      assertThat(fit.point()[1]).isCloseTo(1 + 0.1 / 3, within(1e-3));
    }
  }

  /** f + c + slope * (x_0 + x_1), whose minimum is moved by asinh(slope / a). */
  private static Smooth offset(Smooth f, double c, double slope) {
    return new Smooth() {
      @Override
      public double value(double[] x) {
        return f.value(x) + c - slope * (x[0] + x[1]);
      }

      @Override
      public double[] gradient(double[] x) {
        double[] g = f.gradient(x);
        return new double[] {g[0] - slope, g[1] - slope};
      }

      @Override
      public double[] hessian(double[] x) {
        return f.hessian(x);
      }
    };
  }
}
