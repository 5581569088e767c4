package io.ogive.objective;

import io.ogive.health.HealthLevel;
import io.ogive.testing.SeededRows;
import io.ogive.testing.Table;
import java.util.Random;

/** Drawn rows and passes over them. */
final class LogisticPasses {
  static final int COLUMNS = 5;

  private LogisticPasses() {}

  /** Values of magnitude 1 at most, as the recipe's scales of 1 promise. */
  static Table table(int seed, int rows, int classes) {
    SeededRows drawn = SeededRows.draw(seed, rows, COLUMNS, classes);
    for (double[] row : drawn.x()) {
      for (int j = 0; j < COLUMNS; j++) {
        row[j] /= j % 4 == 3 ? 1024 : j % 4 == 2 ? 128 : 8;
      }
    }
    return new Table(drawn.x(), drawn.label(), drawn.weight());
  }

  static LogisticRecipe recipe(double[] classWeights) {
    return LogisticRecipe.of(classWeights, 3, new int[COLUMNS], HealthLevel.FULL);
  }

  static LogisticPass pass(int seed, int logits, double[] classWeights, boolean curvature) {
    Random random = new Random(seed);
    double[][] weights = new double[logits][];
    for (int k = 0; k < logits; k++) {
      weights[k] = random.doubles(COLUMNS, -0.5, 0.5).toArray();
    }
    return pass(classWeights, weights, random.doubles(logits, -1, 1).toArray(), curvature);
  }

  static LogisticPass pass(
      double[] classWeights, double[][] weights, double[] intercepts, boolean curvature) {
    return new LogisticPass(
        recipe(classWeights), new LogisticPoint(weights, intercepts, curvature));
  }
}
