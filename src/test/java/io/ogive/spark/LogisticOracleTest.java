package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.model.LogisticModel;
import io.ogive.reference.TextbookLogistic;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticOptions.Solver;
import io.ogive.solver.LogisticResult;
import io.ogive.solver.LogisticTraining;
import io.ogive.solver.RoundListener;
import io.ogive.solver.StoppingRule;
import io.ogive.testing.LocalSpark;
import io.ogive.testing.SeededRows;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spark MLlib, run to its limits, as an oracle. */
class LogisticOracleTest {
  @ParameterizedTest
  @CsvSource({
    "2, 0, 0, true, true", "2, 0.1, 0, true, true", "2, 0.1, 0, false, true",
    "2, 0.1, 0.5, true, true", "2, 0.05, 1, false, true", "2, 0.1, 0.3, true, false",
    "3, 0.1, 0, true, true", "3, 0.1, 0, false, true", "3, 0.05, 0.5, true, true"
  })
  void theObjectiveIsAsLowAsThatOfMllib(
      int classes, double penalty, double mixing, boolean standardize, boolean intercept) {
    SeededRows rows = SeededRows.draw(21, 600, 5, classes);
    LogisticRegressionModel theirs =
        mllib(penalty, mixing, standardize, intercept)
            .fit(rows.frame(LocalSpark.session("local[2]"), 2));
    double l1 = penalty * mixing;
    double l2 = penalty * (1 - mixing);
    LogisticResult ours = fit(rows, l1, l2, standardize, intercept);
    double[] deviation = TextbookLogistic.deviations(rows.x(), rows.weight());
    double expected =
        objective(
            rows, coefficients(theirs), intercepts(theirs), l1, l2, standardize ? deviation : null);
    LogisticModel model = ours.model();
    double[] rawIntercepts = new double[model.weights().length];
    for (int k = 0; k < rawIntercepts.length; k++) {
      rawIntercepts[k] = model.rawIntercept(k);
    }
    double actual =
        objective(rows, model.weights(), rawIntercepts, l1, l2, standardize ? deviation : null);
    assertThat(ours.fit().value()).isCloseTo(actual, within(1e-12));
    assertThat(actual).isCloseTo(expected, within(1e-8 * expected));
    assertThat(actual).isLessThanOrEqualTo(expected * (1 + 1e-13));
    for (int k = 0; k < rawIntercepts.length; k++) {
      assertThat(rawIntercepts[k]).isCloseTo(intercepts(theirs)[k], within(1e-4));
      for (int j = 0; j < 5; j++) {
        assertThat(model.weights()[k][j] * deviation[j])
            .isCloseTo(coefficients(theirs)[k][j] * deviation[j], within(1e-4));
      }
    }
  }

  private static LogisticRegression mllib(
      double penalty, double mixing, boolean standardize, boolean intercept) {
    return new LogisticRegression()
        .setFeaturesCol("x")
        .setLabelCol("y")
        .setWeightCol("w")
        .setRegParam(penalty)
        .setElasticNetParam(mixing)
        .setStandardization(standardize)
        .setFitIntercept(intercept)
        .setMaxIter(1000)
        .setTol(1e-12);
  }

  private static LogisticResult fit(
      SeededRows rows, double l1, double l2, boolean standardize, boolean intercept) {
    LogisticOptions options =
        new LogisticOptions(
            Family.AUTO,
            l2,
            l1,
            intercept,
            standardize,
            ClassWeights.NONE,
            Solver.AUTO,
            new StoppingRule(1000, 1e-10));
    return LogisticTraining.fit(
        rows.blocks(2, 128, Storage.FLOAT64),
        rows.features(Storage.FLOAT64),
        options,
        HealthLevel.OFF,
        RoundListener.none());
  }

  private static double[][] coefficients(LogisticRegressionModel model) {
    double[][] rows = new double[model.coefficientMatrix().numRows()][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = new double[model.numFeatures()];
      for (int j = 0; j < rows[k].length; j++) {
        rows[k][j] = model.coefficientMatrix().apply(k, j);
      }
    }
    return rows;
  }

  private static double[] intercepts(LogisticRegressionModel model) {
    return model.interceptVector().toArray();
  }

  /** The objective of raw coefficients; with {@code scale}, penalties are on w times scale. */
  private static double objective(
      SeededRows rows, double[][] w, double[] b, double l1, double l2, double[] scale) {
    double loss = 0;
    double weight = 0;
    for (int i = 0; i < rows.x().length; i++) {
      double[] z = new double[rows.classes()];
      for (int k = 0; k < w.length; k++) {
        int at = w.length == 1 ? 1 : k;
        z[at] = b[k];
        for (int j = 0; j < w[k].length; j++) {
          z[at] += w[k][j] * rows.x()[i][j];
        }
      }
      double sum = 0;
      for (double value : z) {
        sum += Math.exp(value);
      }
      loss += rows.weight()[i] * (Math.log(sum) - z[(int) rows.label()[i]]);
      weight += rows.weight()[i];
    }
    double penalty = 0;
    for (double[] row : w) {
      for (int j = 0; j < row.length; j++) {
        double c = scale == null ? row[j] : row[j] * scale[j];
        penalty += l1 * Math.abs(c) + l2 / 2 * c * c;
      }
    }
    return loss / weight + penalty;
  }
}
