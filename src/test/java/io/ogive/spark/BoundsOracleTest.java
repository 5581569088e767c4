package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.model.LogisticModel;
import io.ogive.solver.CoefficientBounds;
import io.ogive.solver.CoefficientBounds.Scope;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticOptions.Solver;
import io.ogive.solver.LogisticTraining;
import io.ogive.solver.Range;
import io.ogive.solver.RoundListener;
import io.ogive.solver.StoppingRule;
import io.ogive.testing.LocalSpark;
import io.ogive.testing.SeededRows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Matrices;
import org.apache.spark.ml.linalg.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds as Spark MLlib has them, with MLlib as the oracle. */
class BoundsOracleTest {
  private static final int COLUMNS = 5;

  @ParameterizedTest
  @CsvSource({
    "2, 0.01, true, true, false", "2, 0.01, false, true, true", "2, 0, true, true, false",
    "2, 0.01, true, false, false", "3, 0.01, true, true, false", "3, 0.01, false, true, true"
  })
  void theCoefficientsAreThoseOfMllib(
      int classes, double l2, boolean standardize, boolean intercept, boolean onIntercept) {
    SeededRows rows = SeededRows.draw(31, 500, COLUMNS, classes);
    int logits = classes == 2 ? 1 : classes;
    double[] lower = new double[logits * COLUMNS];
    double[] upper = new double[logits * COLUMNS];
    for (int j = 0; j < COLUMNS; j++) {
      for (int k = 0; k < logits; k++) {
        // Column-major, as Spark's matrices are.
        lower[j * logits + k] = j == 4 ? Double.NEGATIVE_INFINITY : -0.02 * (k + 1);
        upper[j * logits + k] = j == 3 ? Double.POSITIVE_INFINITY : 0.05 * (k + 1);
      }
    }
    LogisticRegression estimator =
        new LogisticRegression()
            .setFeaturesCol("x")
            .setLabelCol("y")
            .setWeightCol("w")
            .setRegParam(l2)
            .setStandardization(standardize)
            .setFitIntercept(intercept)
            .setMaxIter(2000)
            .setTol(1e-12)
            .setLowerBoundsOnCoefficients(Matrices.dense(logits, COLUMNS, lower))
            .setUpperBoundsOnCoefficients(Matrices.dense(logits, COLUMNS, upper));
    double[] least = new double[logits];
    Arrays.fill(least, 0.3);
    if (onIntercept) {
      estimator.setLowerBoundsOnIntercepts(Vectors.dense(least));
    }
    LogisticRegressionModel theirs = estimator.fit(rows.frame(LocalSpark.session("local[2]"), 2));
    LogisticModel ours =
        fit(rows, l2, standardize, intercept, bounds(logits, lower, upper, onIntercept));
    // Breeze's solver for bounds ends by the fall of the objective, some way off with softmax.
    double near = classes == 2 ? 2e-4 : 5e-3;
    int held = 0;
    for (int k = 0; k < logits; k++) {
      for (int j = 0; j < COLUMNS; j++) {
        double w = ours.weights()[k][j];
        assertThat(w)
            .as("class %d, column %d", k, j)
            .isCloseTo(theirs.coefficientMatrix().apply(k, j), within(near * (0.05 + Math.abs(w))));
        held += w == lower[j * logits + k] || w == upper[j * logits + k] ? 1 : 0;
      }
    }
    // A constant added to all intercepts of a softmax changes nothing, and nobody centres them
    // here.
    double[] own = new double[logits];
    Arrays.setAll(own, ours::rawIntercept);
    double[] other = theirs.interceptVector().toArray();
    for (int k = 0; k < logits; k++) {
      assertThat(own[k] - (logits > 1 ? own[0] : 0))
          .isCloseTo(other[k] - (logits > 1 ? other[0] : 0), within(10 * near));
      assertThat(own[k]).isGreaterThanOrEqualTo(onIntercept ? 0.3 - 1e-12 : -1e9);
    }
    assertThat(held).isBetween(1, logits * COLUMNS - 1);
  }

  private static CoefficientBounds bounds(
      int logits, double[] lower, double[] upper, boolean onIntercept) {
    Optional<Range> intercept =
        onIntercept ? Optional.of(new Range(0.3, Double.POSITIVE_INFINITY)) : Optional.empty();
    Map<String, Scope> byClass = new HashMap<>();
    for (int k = 0; k < logits; k++) {
      Map<String, Range> byName = new HashMap<>();
      for (int j = 0; j < COLUMNS; j++) {
        byName.put("x[" + j + "]", new Range(lower[j * logits + k], upper[j * logits + k]));
      }
      String label = Integer.toString(logits == 1 ? 1 : k);
      byClass.put(label, new Scope(intercept, Optional.empty(), byName));
    }
    return new CoefficientBounds(Scope.NONE, byClass);
  }

  private static LogisticModel fit(
      SeededRows rows,
      double l2,
      boolean standardize,
      boolean intercept,
      CoefficientBounds bounds) {
    LogisticOptions options =
        new LogisticOptions(
            Family.AUTO,
            l2,
            0,
            intercept,
            standardize,
            ClassWeights.NONE,
            Solver.AUTO,
            new StoppingRule(2000, 1e-10),
            bounds);
    return LogisticTraining.fit(
            rows.blocks(2, 128, Storage.FLOAT64),
            rows.features(Storage.FLOAT64),
            options,
            HealthLevel.OFF,
            RoundListener.none())
        .model();
  }
}
