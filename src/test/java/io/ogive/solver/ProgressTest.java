package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.health.HealthTotal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final double SHARE = 1e-6;
  private static final int LONG = 10_000;

  private static Visit visit(double objective) {
    double[] none = {};
    Evaluation there =
        new Evaluation(
            none,
            objective,
            objective,
            none,
            Optional.empty(),
            OptionalDouble.empty(),
            new HealthTotal(0, 2));
    return new Visit(there, objective, none, 1);
  }

  /** After how many visits it is nearly done. */
  private static int visits(IntToDoubleFunction objective, double share) {
    Progress progress = new Progress(visit(objective.applyAsDouble(0)));
    for (int k = 1; k < LONG; k++) {
      if (progress.isNearlyDone(visit(objective.applyAsDouble(k)), share)) {
        return k;
      }
    }
    return LONG;
  }

  @Test
  void aGeometricFallEndsWhereWhatIsLeftIsTheShare() {
    for (double factor : new double[] {0.8, 0.95, 0.99}) {
      IntToDoubleFunction objective = k -> 1 + Math.pow(factor, k);
      int end = visits(objective, SHARE);
      double left = Math.pow(factor, end);
      assertThat(left).isLessThanOrEqualTo(1.001 * SHARE).isGreaterThan(SHARE / 20);
    }
  }

  @Test
  void aFallThatDoesNotSlowDownGoesOn() {
    assertThat(visits(k -> 1 - 1e-9 * k, SHARE)).isEqualTo(LONG);
  }

  @Test
  void withoutAShareNothingEnds() {
    assertThat(visits(k -> 1 + Math.pow(0.5, k), 0)).isEqualTo(LONG);
  }

  @Test
  void twoWindowsAreNeeded() {
    assertThat(visits(k -> k == 0 ? 1 : 0.5, SHARE)).isGreaterThanOrEqualTo(20);
  }
}
