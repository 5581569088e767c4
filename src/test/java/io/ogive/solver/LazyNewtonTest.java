package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.health.HealthTotal;
import io.ogive.math.SymmetricMatrix;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A factored Hessian is used as long as it serves, and not longer. */
class LazyNewtonTest {
  private static final StoppingRule TIGHT = new StoppingRule(100, 1e-10);

  /** Sum over coordinates of stretch * log(cosh(x - target)) + (x - target)^2 / 20: convex. */
  private static final class Bowl implements Objective {
    private final double[] target;
    private final double stretch;
    private int hessians;

    Bowl(double stretch, double... target) {
      this.stretch = stretch;
      this.target = target;
    }

    @Override
    public int dimension() {
      return target.length;
    }

    @Override
    public Evaluation at(double[] point, boolean wantCurvature) {
      double value = 0;
      double[] gradient = new double[target.length];
      double[] hessian = new double[target.length * target.length];
      for (int i = 0; i < target.length; i++) {
        double d = point[i] - target[i];
        double tanh = Math.tanh(d);
        value += stretch * Math.log(Math.cosh(d)) + d * d / 20;
        gradient[i] = stretch * tanh + d / 10;
        hessian[i * target.length + i] = stretch * (1 - tanh * tanh) + 0.1;
      }
      hessians += wantCurvature ? 1 : 0;
      return new Evaluation(
          point,
          value,
          value,
          gradient,
          wantCurvature
              ? Optional.of(new SymmetricMatrix(target.length, hessian))
              : Optional.empty(),
          OptionalDouble.empty(),
          new HealthTotal(0, 2));
    }
  }

  private static void findsMinimum(LazyNewton newton, Bowl bowl, double... start) {
    double[] found = newton.minimum(bowl, start, TIGHT).orElseThrow();
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(bowl.target[i], within(1e-8));
    }
  }

  @Test
  void theFactorOfOneFunctionServesTheNextThatIsLikeIt() {
    LazyNewton newton = new LazyNewton();
    Bowl first = new Bowl(1, 0.3, -0.2);
    findsMinimum(newton, first, 0, 0);
    assertThat(first.hessians).isPositive();
    Bowl next = new Bowl(1.05, 0.31, -0.21);
    findsMinimum(newton, next, 0.3, -0.2);
    assertThat(next.hessians).isZero();
  }

  /** The negative control: the factor of another function altogether is given up. */
  @Test
  void aFactorThatDoesNotServeIsGivenUp() {
    LazyNewton newton = new LazyNewton();
    findsMinimum(newton, new Bowl(1, 0.3, -0.2), 0, 0);
    Bowl steep = new Bowl(40, 0.5, 0.1);
    findsMinimum(newton, steep, 0.3, -0.2);
    assertThat(steep.hessians).isPositive();
  }

  /** From there a full step of Newton's method leads further and further away. */
  @Test
  void whereNewStepsDoNotLeadDownThereIsALineSearch() {
    findsMinimum(new LazyNewton(), new Bowl(1, 0), 6);
  }

  @Test
  void tooFewRoundsFindNothing() {
    StoppingRule few = new StoppingRule(2, 1e-10);
    assertThat(new LazyNewton().minimum(new Bowl(1, 0.9), new double[] {0}, few)).isEmpty();
  }
}
