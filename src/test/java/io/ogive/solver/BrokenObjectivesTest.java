package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.solver.SmoothSolversTest.Plain;
import io.ogive.solver.SmoothSolversTest.Smooth;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What solvers say of objectives that are not finite or lack what they need. */
class BrokenObjectivesTest {
  private static final StoppingRule TIGHT = new StoppingRule(500, 1e-10);

  @Test
  void curvatureThatIsNotFiniteIsADivergence() {
    Smooth steep =
        new Smooth() {
          @Override
          public double value(double[] x) {
            return x[0];
          }

          @Override
          public double[] gradient(double[] x) {
            return new double[] {1};
          }

          @Override
          public double[] hessian(double[] x) {
            return new double[] {Double.POSITIVE_INFINITY};
          }
        };
    Plain objective = new Plain(1, steep);
    assertThatThrownBy(() -> Newton.minimize(objective, new double[1], TIGHT, RoundListener.none()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("round 1")
        .hasMessageContaining("Infinity")
        .hasMessageContaining("l2");
  }

  @Test
  void whatIsNotFiniteStopsNamingTheRound() {
    ToDoubleFunction<double[]> broken = x -> x[0] == 2 ? 1 : Double.NaN;
    Smooth nan =
        new Smooth() {
          @Override
          public double value(double[] x) {
            return broken.applyAsDouble(x);
          }

          @Override
          public double[] gradient(double[] x) {
            return new double[] {1};
          }

          @Override
          public double[] hessian(double[] x) {
            return new double[] {1};
          }
        };
    Plain objective = new Plain(1, nan);
    double[] start = {2};
    assertThatThrownBy(() -> Newton.minimize(objective, start, TIGHT, RoundListener.none()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("round 1")
        .hasMessageContaining("NaN")
        .hasMessageContaining("l2");
    assertThatThrownBy(() -> LBFGS.minimize(objective, start, TIGHT, RoundListener.none()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("round 1");
    assertThatThrownBy(() -> OwlQn.minimize(objective, start, start, TIGHT, RoundListener.none()))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("round 1");
  }

  @Test
  void newtonWithoutCurvatureSaysSo() {
    Objective flat =
        new Objective() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public Evaluation at(double[] x, boolean wantCurvature) {
            return new Plain(2, SmoothSolversTest.VALLEY).at(x, false);
          }
        };
    assertThatThrownBy(() -> Newton.minimize(flat, new double[2], TIGHT, RoundListener.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("L-BFGS");
  }
}
